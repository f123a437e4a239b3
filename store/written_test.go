package store

import (
	"context"
	"path/filepath"
	"testing"

	"koreadesk/news"
)

// What was read of an item before the transactions that are remembered wrote it, or
// before those that are not remembered, holds no more.
func TestWritten(t *testing.T) {
	var w written
	w.note(5, map[uint64]bool{1: true, 2: true})
	w.note(7, map[uint64]bool{2: true})
	check := func(num uint64, seen int, want bool) {
		t.Helper()
		if got := w.not(num, seen); got != want {
			t.Errorf("item %d as transaction %d saw it: %v", num, seen, got)
		}
	}
	check(1, 5, true)
	check(1, 4, false)
	check(2, 6, false)
	check(2, 7, true)
	check(3, 4, true)
	check(3, 3, false) // nobody knows
	many := make(map[uint64]bool)
	for n := range uint64(mostWritten) {
		many[n] = true
	}
	w.note(9, many)
	check(1, 7, false)
	check(mostWritten+1, 7, false)
	check(mostWritten+1, 8, true)
	check(1, 9, true)
}

// An entry that was found to be another story than an item, which then came to tell
// the same before the entry was stored, joins it all the same.
func TestLeadRewrittenMeanwhile(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	if err := s.Configure([]news.Source{{ID: "a"}, {ID: "b"}}, noon); err != nil {
		t.Fatal(err)
	}
	tells := func(guid, title, summary string) news.Delivery {
		return news.Delivery{At: noon, Fresh: true, Entries: []news.Entry{
			{GUID: guid, Link: "https://harbour.example/1", Title: title, Summary: summary, Published: noon}}}
	}
	put := func(source string, d news.Delivery) {
		t.Helper()
		d.Source = source
		if _, err := s.Put(context.Background(), d); err != nil {
			t.Fatal(err)
		}
	}
	put("a", tells("1", "Lighthouse keeper retires after forty winters",
		"The last keeper on the northern rock hands the lamp over to a timer and moves ashore with two goats."))
	title, summary := "Ferry line to the southern islands opens",
		"Two boats leave each morning for the southern islands and carry bicycles, parcels and the post of nine villages."
	p := &parcel{s: s, known: s.roster.Load().find("b"), delivery: tells("2", title, summary)}
	if err := p.prepare(); err != nil {
		t.Fatal(err)
	}
	if len(p.arrivals[0].weighed) != 1 {
		t.Fatal("it was not compared")
	}
	put("a", tells("1", title, summary))
	if err := s.perform(context.Background(), p.job()); err != nil {
		t.Fatal(err)
	}
	if p.receipt.Joined != 1 {
		t.Errorf("%+v", p.receipt)
	}
}
