package desk

import (
	"testing"

	"koreadesk/news"
)

// A fault of the rules on an item leaves it without their tags and is told; the
// desk goes on, and what editors said of the item counts.
func TestRulesThatFail(t *testing.T) {
	e := &edition{tagger: nil, themes: []news.Theme{{ID: "all"}}} // nil: the rules fail on everything
	told := make(chan news.Item, 2)
	judge := e.judge(nil, func(item news.Item, _ any) { told <- item })
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
