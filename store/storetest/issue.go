package storetest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// sendAll sends what stands in no issue as one of that name.
func (r *round) sendAll(name string, cutoff time.Time) (sent []string) {
	r.t.Helper()
	places, err := r.s.Unsent("all", time.Time{}, cutoff)
	r.must(err)
	issue := news.Issue{Theme: "all", Name: name, Cutoff: cutoff, Changed: cutoff,
		Files: []news.IssueFile{{Suffix: "", Pieces: []news.Piece{{Text: "head "}}}}}
	for _, p := range places {
		records, err := r.s.Load([]uint64{p.Item}, false)
		r.must(err)
		i := records[0].Item
		issue.Items, sent = append(issue.Items, i.ID), append(sent, i.Title)
		issue.Files[0].Pieces = append(issue.Files[0].Pieces, news.Piece{Item: i.ID, Text: "[" + i.Title + "]", Gone: "[removed]"})
	}
	r.must(r.s.Send(issue))
	return sent
}

// An item that was sent is not sent again: not when it changes, is hidden and
// shown, split or merged. What an issue says stands, takedown excepted.
func issue(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"})
	r.themes = []news.Theme{{ID: "all"}}
	r.fetch("a", entry(1), entry(2))
	r.settle()
	cutoff := r.now.Add(time.Minute)
	sameList(t, "first issue", r.sendAll("2026-W01", cutoff), entry(1).Title, entry(2).Title)
	at, err := r.s.Closed("all")
	r.must(err)
	same(t, "closed", at, cutoff.UTC().Truncate(time.Second))
	sent, err := r.s.Issue("all", "2026-W01")
	r.must(err)
	was := string(sent.Body(""))

	changed := entry(1)
	changed.Title = "another title altogether about ships and harbours"
	r.fetch("a", changed, entry(2), entry(3))
	r.settle()
	for _, act := range []news.Act{news.ActHide, news.ActUnhide} {
		_, err := r.s.AddEdit(news.Edit{Act: act, Item: sent.Items[1], Who: "kim", When: r.now})
		r.must(err)
		r.settle()
	}
	sameList(t, "second issue", r.sendAll("2026-W02", r.now.Add(time.Hour)), entry(3).Title)
	again := r.sendAll("2026-W03", r.now.Add(2*time.Hour))
	same(t, "third issue", len(again), 0)
	names, err := r.s.Issues("all")
	r.must(err)
	sameList(t, "names", names, "2026-W01", "2026-W02")
	sent, err = r.s.Issue("all", "2026-W01")
	r.must(err)
	same(t, "as sent", string(sent.Body("")), was)

	_, err = r.s.Takedown(sent.Items[0], r.by("a court says so"))
	r.must(err)
	sent, err = r.s.Issue("all", "2026-W01")
	r.must(err)
	same(t, "without", string(sent.Body("")), "head [removed]["+entry(2).Title+"]")
	if !sent.Changed.After(sent.Cutoff) && !sent.Changed.Equal(r.now.UTC().Truncate(time.Second)) {
		t.Errorf("changed %s", sent.Changed)
	}
	if _, err := r.s.Issue("all", "1999-W01"); !errors.Is(err, store.ErrNoItem) || !strings.Contains(err.Error(), "1999-W01") {
		t.Errorf("an issue that is not: %v", err)
	}
}
