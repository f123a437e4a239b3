package desk

import (
	"context"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

// A fault of the rules on an item leaves it without their tags and is told; the
// desk goes on, and what editors said of the item counts.
func TestRulesThatFail(t *testing.T) {
	e := &edition{tagger: nil, themes: []news.Theme{{ID: "all"}}} // nil: the rules fail on everything
	told := make(chan news.Item, 2)
	judge := e.judge(nil, func(item news.Item, _ string) { told <- item })
	items := []news.Item{{Num: 7, Title: "A"}, {Num: 8, Title: "B"}}
	verdicts := judge(items, map[uint64][]news.Edit{8: {{N: 1, Act: news.ActTag, Item: "x", Value: "korea"}}})
	if len(told) != 2 {
		t.Errorf("%d faults were told, want 2", len(told))
	}
	if len(verdicts) != 2 || verdicts[0].Item != 7 || len(verdicts[0].Tags) != 0 {
		t.Fatalf("verdicts are %+v", verdicts)
	}
	if ids := verdicts[1].TagIDs(); len(ids) != 1 || ids[0] != "korea" {
		t.Errorf("the editor's tag became %v", ids)
	}
}

// Commands that show what the rules make of items go on as the desk does.
func TestCommandsGoOnWhereTheRulesFail(t *testing.T) {
	p := &planning{edition: &edition{}} // no tagger: it fails on everything
	if lost := p.losses(news.Item{Title: "A"}, []string{"korea"}); len(lost) != 1 || lost[0].Tag != "korea" {
		t.Errorf("a plan tells of the losses %+v", lost)
	}

	r := &rules{themes: []news.Theme{{ID: "all"}}} // no tagger: it fails on everything
	if tried := r.try(news.Entry{Title: "A"}, news.Source{ID: "a"}); tried.Fault == "" || len(tried.Themes) != 1 {
		t.Errorf("tried: %+v", tried)
	}

	d := testDesk(t, readingFeeds)
	now := time.Now()
	_, err := d.store.Put(context.Background(), news.Delivery{Source: "hafen", At: now, Fresh: true,
		Entries: []news.Entry{{GUID: "1", Title: "Kran", Link: "https://hafen.example/1"}}, State: news.State{Polled: now}})
	if err != nil {
		t.Fatal(err)
	}
	d.edition.Load().tagger = nil
	why, err := d.Explain(context.Background(), "https://hafen.example/1")
	if err != nil || !strings.Contains(why.Fault, "nil pointer") || why.Read.Title != "Kran" || len(why.Themes) != 1 {
		t.Errorf("explained: %+v, %v", why, err)
	}
}
