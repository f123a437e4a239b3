package store_test

import (
	"context"
	"testing"

	"koreadesk/news"
	"koreadesk/store/storetest"
)

// A judge that does without bodies is handed none; they are kept all the same.
func TestSkim(t *testing.T) {
	s := storetest.Open(t)
	if err := s.Configure([]news.Source{{ID: "a", URL: "https://a.example/"}}, morning); err != nil {
		t.Fatal(err)
	}
	ctx, body := context.Background(), news.Raw{Markup: "<p>Der Kran steht.</p>", Kind: news.HTML}
	_, err := s.Put(ctx, news.Delivery{Source: "a", At: morning, Fresh: true, State: news.State{Next: morning},
		Entries: []news.Entry{{GUID: "1", Title: "Kran", Content: body}, {GUID: "2", Title: "Hafen am Abend", Content: body}}})
	if err != nil {
		t.Fatal(err)
	}
	var seen []news.Raw
	judge := func(items []news.Item, edits map[uint64][]news.Edit) []news.Verdict {
		for _, i := range items {
			seen = append(seen, i.Body)
		}
		return judgeEverything(items, edits)
	}
	s.Skim(true)
	if _, err := s.Settle(ctx, everything, judge, morning, 1); err != nil {
		t.Fatal(err)
	}
	s.Skim(false)
	if _, err := s.Settle(ctx, everything, judge, morning, 1); err != nil {
		t.Fatal(err)
	}
	if len(seen) != 2 || !seen[0].IsZero() || seen[1] != body {
		t.Errorf("the judge saw %+v", seen)
	}
	records, err := s.Load([]uint64{1, 2}, true)
	if err != nil || len(records) != 2 || records[0].Item.Body != body || records[1].Item.Body != body {
		t.Errorf("kept are %+v, %v", records, err)
	}
}
