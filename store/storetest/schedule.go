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

// ids are the sources of states.
func ids(states []news.State) (out []string) {
	for _, st := range states {
		out = append(out, st.Source)
	}
	return out
}

func claim(t *testing.T, r *round) {
	if _, ok := r.s.Due(); ok {
		t.Error("due without sources")
	}
	r.sources(news.Source{ID: "a"}, news.Source{ID: "b"}, news.Source{ID: "c"})
	sameList(t, "all are due at first", ids(r.s.Claim(r.now, store.Ask{Most: 2})), "a", "b")
	sameList(t, "never twice", ids(r.s.Claim(r.now, store.Ask{Force: true})), "c")
	if _, ok := r.s.Due(); ok {
		t.Error("due while all are in flight")
	}
	for _, id := range []string{"a", "b", "c"} {
		r.s.Release(id)
	}
	r.fetch("b", entry(1))
	sameList(t, "due", ids(r.s.Claim(r.now, store.Ask{})), "a", "c")
	at, ok := r.s.Due()
	same(t, "due", ok, true)
	same(t, "due at", at, r.now.Add(time.Hour))
	sameList(t, "not yet", ids(r.s.Claim(r.now.Add(59*time.Minute), store.Ask{})))
	sameList(t, "by name", ids(r.s.Claim(at, store.Ask{Sources: []string{"b", "nobody"}})), "b")
	r.s.Release("b")
	sameList(t, "whatever our interval says", ids(r.s.Claim(r.now, store.Ask{All: true})), "b")
	r.s.Release("b")
	r.s.Release("nobody")
}

func claimForce(t *testing.T, r *round) {
	r.sources(news.Source{ID: "age"}, news.Source{ID: "after"}, news.Source{ID: "gone"})
	later := r.now.Add(time.Hour)
	for id, st := range map[string]news.State{
		"age":   {NotUntil: later, Next: r.now},
		"after": {NotUntil: later, Held: later, Next: r.now, Failures: 1, Trouble: news.Trouble{Kind: "http", Status: 429}},
		"gone":  {Stopped: true, Next: r.now},
	} {
		st.Source = id
		_, err := r.s.Put(context.Background(), news.Delivery{Source: id, At: r.now, State: st})
		r.must(err)
	}
	sameList(t, "the server's word holds", ids(r.s.Claim(r.now, store.Ask{All: true})))
	at, _ := r.s.Due()
	same(t, "due at", at, later)
	sameList(t, "force breaks all but Retry-After", ids(r.s.Claim(r.now, store.Ask{Force: true})), "gone", "age")
	r.s.Release("age")
	sameList(t, "in its time", ids(r.s.Claim(later, store.Ask{})), "age", "after")
}

func states(t *testing.T, r *round) {
	r.sources(news.Source{ID: "b"}, news.Source{ID: "a"})
	sameList(t, "as in feeds.yaml", ids(r.s.States()), "b", "a")
	r.fetch("a", entry(1))
	st, ok := r.s.State("a")
	same(t, "known", ok, true)
	same(t, "fetched", st.Fetched, true)
	same(t, "founder", st.Founder, true)
	same(t, "new", st.New, r.now)
	before := r.now
	r.fetch("a", entry(1))
	st, _ = r.s.State("a")
	same(t, "nothing new since", st.New, before)
	same(t, "polled", st.Polled, r.now)
	r.must(r.s.Flush())
}

func configuration(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a", Tags: []string{"x"}}, news.Source{ID: "b"})
	r.fetch("a", entry(1))
	b := entry(2)
	b.Link = "https://b.example/2"
	r.fetch("b", b)
	st, _ := r.s.State("a")
	st.ETag, st.Next, st.Moved = `"1"`, r.now.Add(9*time.Hour), "https://elsewhere.example/feed"
	_, err := r.s.Put(context.Background(), news.Delivery{Source: "a", At: r.now, State: st})
	r.must(err)

	r.sources(news.Source{ID: "new-a", Was: []string{"a"}, URL: "https://a.example/feed"})
	configured, removed := r.s.Sources()
	same(t, "sources", fmt.Sprintf("%d %d %s", len(configured), len(removed), removed[0].ID), "1 1 b")
	now, ok := r.s.State("new-a")
	same(t, "carried over", fmt.Sprintf("%v %s %v", ok, now.ETag, now.Founder), `true "1" true`)
	i := r.count(2)
	same(t, "its items go with it", i[0].Source, "new-a")
	same(t, "a removed source's stay", i[1].Source, "b")
	same(t, "sighting", i[1].Sightings[0].Source, "b")
	same(t, "known", r.fetch("new-a", entry(1)).Known, 1)

	r.sources(news.Source{ID: "new-a", URL: "https://a.example/other"}, news.Source{ID: "b"}, news.Source{ID: "late"})
	now, _ = r.s.State("new-a")
	same(t, "another URL drops validators and moves", now.ETag+now.Moved, "")
	same(t, "and asks at once", now.Next.IsZero(), true)
	same(t, "but remembers", now.Fetched && now.Founder, true)
	same(t, "known", r.fetch("new-a", entry(1)).Known, 1)
	same(t, "back again", r.fetch("b", b).Known, 1)
	late, _ := r.s.State("late")
	same(t, "no founder", late.Founder, false)
	if err := r.s.Configure([]news.Source{{ID: "x"}, {ID: "x"}}, r.now); err == nil {
		t.Error("a source named twice is taken")
	}
	r.count(2)
}

func unknownSource(t *testing.T, r *round) {
	r.sources(news.Source{ID: "a"})
	_, err := r.s.Put(context.Background(), news.Delivery{Source: "b", At: r.now, Fresh: true, Entries: entries(0, 1)})
	if !errors.Is(err, store.ErrNoSource) {
		t.Errorf("put: %v", err)
	}
	if _, ok := r.s.State("b"); ok {
		t.Error("it has a state")
	}
	r.count(0)
}
