package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// rule puts new themes in force.
func (r *round) rule(rules string, themes ...news.Theme) []string {
	r.t.Helper()
	r.themes = themes
	changed, err := r.s.Regenerate(context.Background(), rules, themes, r.judge, r.now, nil)
	r.must(err)
	return changed
}

func regenerate(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	n, rules := r.s.Generation()
	same(t, "born with", fmt.Sprintf("%d %s", n, rules), "1 ")
	sameList(t, "changed", r.rule("v1", news.Theme{ID: "all"}), "all")
	r.fetch("a", tagged("red", "blue", "red")...)
	r.settle()
	sameList(t, "the same again", r.rule("v2", news.Theme{ID: "all"}))
	r.now = r.now.Add(time.Hour)
	var told []int
	r.themes = []news.Theme{{ID: "all", None: []string{"blue"}}, {ID: "red", All: []string{"red"}, Date: news.ClockFirstSeen}}
	changed, err := r.s.Regenerate(context.Background(), "v3", r.themes, r.judge, r.now, func(done, total int) { told = append(told, done, total) })
	r.must(err)
	sameList(t, "changed", changed, "all", "red")
	same(t, "progress", fmt.Sprint(told), "[3 3]")
	n, rules = r.s.Generation()
	same(t, "generation", fmt.Sprintf("%d %s", n, rules), "4 v3")
	places, err := r.s.Places("red", 0, 0)
	r.must(err)
	for k, p := range places {
		same(t, "why", p.Why, news.WhyRules)
		same(t, "entered on its own date", p.Entered, entry(2*k).Published)
	}
	same(t, "red", len(r.in("red")), 2)
	same(t, "all", len(r.in("all")), 2)
	before := fmt.Sprint(r.in("red"))
	sameList(t, "another clock", r.rule("v4", r.themes[0], news.Theme{ID: "red", All: []string{"red"}}), "red")
	same(t, "order", fmt.Sprint(r.in("red")), before)
	same(t, "nothing waits", r.settle().Items, 0)
}

func regenerateFails(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.rule("v1", news.Theme{ID: "all"})
	r.fetch("a", entries(0, 5)...)
	r.settle()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := r.s.Regenerate(ctx, "v2", []news.Theme{{ID: "other"}},
		func(i []news.Item, e map[uint64][]news.Edit) []news.Verdict { cancel(); return r.judge(i, e) }, r.now, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	_, rules := r.s.Generation()
	same(t, "rules", rules, "v1")
	same(t, "all", len(r.in("all")), 5)
	r.fetch("a", entry(9))
	same(t, "it goes on", r.settle().Entered, 1)
	sameList(t, "and can be had", r.rule("v3", news.Theme{ID: "other"}), "other")
	same(t, "other", len(r.in("other")), 6)
}

func regenerateWhileArriving(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	old := []news.Theme{{ID: "all"}}
	r.rule("v1", old...)
	es := entries(0, 5)
	r.fetch("a", es...)
	r.settle()
	r.themes = append(old, news.Theme{ID: "new"})
	met := 0
	changed, err := r.s.Regenerate(context.Background(), "v2", r.themes, func(i []news.Item, e map[uint64][]news.Edit) []news.Verdict {
		if met++; met == 1 { // while the first batch is judged, the desk goes on
			es[0].Title += " #late"
			r.fetch("a", append(es, entry(7), entry(8))...)
			_, err := r.s.Settle(context.Background(), old, judgeBy(old), r.now, 2)
			r.must(err)
			r.fetch("a", append(es, entry(7), entry(8), entry(9))...)
		}
		return r.judge(i, e)
	}, r.now, nil)
	r.must(err)
	sameList(t, "changed", changed, "new")
	Sound(t, r.s)
	r.settle()
	same(t, "all", len(r.in("all")), 8)
	same(t, "new", len(r.in("new")), 8)
	why := make(map[string]int)
	places, err := r.s.Places("new", 0, 0)
	r.must(err)
	for _, p := range places {
		why[p.Why]++
	}
	same(t, "what arrived meanwhile and waits is news", why[news.WhyArrived], 2)
	for rec, err := range r.s.Items(store.Query{Tag: "late"}) {
		r.must(err)
		same(t, "judged as it stands", rec.Item.Title, es[0].Title)
	}
}

func themeRenamedAndGone(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	r.rule("v1", news.Theme{ID: "old"}, news.Theme{ID: "gone"})
	r.fetch("a", entries(0, 3)...)
	r.settle()
	r.rule("v2", news.Theme{ID: "new", Was: []string{"older", "old"}})
	r.fetch("a", append(entries(0, 3), entry(5))...)
	r.settle()
	same(t, "the new id has it all", len(r.in("new")), 4)
	same(t, "the old id nothing", len(r.in("old")), 0)
	places, err := r.s.Places("new", 0, 0)
	r.must(err)
	same(t, "lines", len(places), 4)
	same(t, "as they were", places[0].Why, news.WhyBackfill)
	same(t, "a removed theme stands still", len(r.in("gone")), 3)
	sameList(t, "back again", r.rule("v3", news.Theme{ID: "new", Was: []string{"old"}}, news.Theme{ID: "gone"}), "gone")
	same(t, "whole", len(r.in("gone")), 4)
	same(t, "untouched", len(r.in("new")), 4)
}
