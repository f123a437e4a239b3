package store

import (
	"testing"

	"koreadesk/news"
)

// A takedown is not held up by a damaged issue, of which nothing can be shown.
func TestTakedownPassesADamagedIssue(t *testing.T) {
	path := stocked(t, 2)
	s := reopen(t, path)
	records, err := s.Load([]uint64{1}, false)
	if err != nil {
		t.Fatal(err)
	}
	id := records[0].Item.ID
	err = s.Send(news.Issue{Theme: "all", Name: "2026-W47", Cutoff: noon, Changed: noon, Items: []string{id},
		Files: []news.IssueFile{{Pieces: []news.Piece{{Item: id, Text: "boat", Gone: "taken down"}}}}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil(t, path, nil, bucketIssues, key4(1), issuesAll)
	s = reopen(t, path)
	defer s.Close()
	if _, err := s.Takedown(id, news.Edit{Who: "a", Why: "asked", When: noon}); err != nil {
		t.Fatal(err)
	}
	if r, err := s.Find(id); err != nil || !r.Item.Erased || r.Item.Title != "" {
		t.Errorf("it is %+v, %v", r.Item, err)
	}
}
