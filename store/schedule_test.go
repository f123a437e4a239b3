package store

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// inFile is the state of the first source as it stands in the file.
func inFile(t *testing.T, s *Store) (st news.State) {
	t.Helper()
	err := s.view(func(tx *bbolt.Tx) error {
		k := key4(1)
		b, err := s.payload(tx.Bucket(bucketStates), bucketStates, k)
		if err == nil {
			var one *news.State
			one, err = decodeState(b)
			st = *one
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func transactions(s *Store) (n int) {
	_ = s.view(func(tx *bbolt.Tx) error { n = tx.ID(); return nil })
	return n
}

func TestSchedulesAreWrittenBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	synctest.Test(t, func(t *testing.T) {
		s := reopen(t, path)
		poll := func(change func(st *news.State)) {
			t.Helper()
			st, _ := s.State("a")
			st.Polled, st.OK = time.Now().UTC(), time.Now().UTC()
			st.Next, st.NotUntil = st.Polled.Add(time.Hour), st.Polled.Add(time.Minute)
			change(&st)
			if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: st.Polled, State: st}); err != nil {
				t.Fatal(err)
			}
		}
		before := transactions(s)
		for range 20 {
			poll(func(*news.State) {})
			time.Sleep(time.Second)
		}
		if n := transactions(s); n != before {
			t.Errorf("20 answers without news took %d transactions", n-before)
		}
		if !inFile(t, s).Next.IsZero() {
			t.Error("a schedule is written at once")
		}
		time.Sleep(11 * time.Second)
		synctest.Wait()
		st, _ := s.State("a")
		if now := inFile(t, s); !now.Next.Equal(st.Next) {
			t.Errorf("after 30 s the file says %v, memory %v", now.Next, st.Next)
		}
		if n := transactions(s); n != before+1 {
			t.Errorf("one flush took %d transactions", n-before)
		}
		for what, change := range map[string]func(st *news.State){
			"a validator": func(st *news.State) { st.ETag = `"2"` },
			"a failure":   func(st *news.State) { st.Failures = 1; st.Trouble.Kind = "dns" },
			"an end":      func(st *news.State) { st.Failures = 0; st.Trouble.Kind = ""; st.Stopped = true },
			"Retry-After": func(st *news.State) { st.Held = st.NotUntil },
		} {
			poll(change)
			st, _ := s.State("a")
			if now := inFile(t, s); !now.Next.Equal(st.Next) {
				t.Errorf("%s waits to be written", what)
			}
		}
		poll(func(*news.State) {})
		st, _ = s.State("a")
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		s = reopen(t, path)
		if again, _ := s.State("a"); !again.Next.Equal(st.Next) || again.ETag != `"2"` {
			t.Errorf("after Close: %+v", again)
		}
		s.Close()
	})
}

// What brought nothing has lost nothing on a full disk: it waits its time.
func TestFailureOnAFullDisk(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	deliver(t, s, article(0))
	s.db.MaxSize = 1
	s.Claim(noon, Ask{All: true, Force: true})
	st, _ := s.State("a")
	st.Failures, st.Next, st.Because = 3, noon.Add(3*time.Hour), strings.Repeat("it does not answer ", 1<<18)
	if _, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, State: st}); err == nil {
		t.Fatal("a state that does not fit is stored")
	}
	s.db.MaxSize = 0
	if err := s.SaveMarks(map[string]news.Mark{"/all.atom": {Hash: "x"}}); err != nil {
		t.Fatal(err)
	}
	if err := s.Ping(); err != nil {
		t.Fatal(err)
	}
	if due := s.Claim(noon, Ask{}); len(due) > 0 {
		t.Error("it is asked again at once")
	}
}

// A file that cannot grow: the delivery fails, the source is not asked without
// end, its validators stay so that the document comes again, and Ping tells.
func TestFullDisk(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	deliver(t, s, article(0))
	s.db.MaxSize = 1
	entries := []news.Entry{article(0)}
	noise := rand.New(rand.NewPCG(1, 1))
	for n := 1; n < 100; n++ {
		e := article(n)
		letters := make([]rune, 12000)
		for n := range letters {
			letters[n] = rune(0xac00 + noise.IntN(11000))
		}
		e.Content.Markup = string(letters)
		entries = append(entries, e)
	}
	s.Claim(noon, Ask{All: true, Force: true})
	later := noon.Add(3 * time.Hour)
	put := func() error {
		_, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: entries,
			State: news.State{ETag: `"new"`, Next: later}})
		return err
	}
	if err := put(); err == nil {
		t.Fatal("a delivery that does not fit is stored")
	}
	st, _ := s.State("a")
	if !st.Next.Equal(later) || st.ETag != "" {
		t.Errorf("afterwards: next %v, validator %q", st.Next, st.ETag)
	}
	if err := s.Ping(); err == nil {
		t.Error("ping is content")
	}
	if due := s.Claim(later, Ask{}); len(due) != 1 {
		t.Error("the claim was not given back")
	}
	s.Release("a")
	s.db.MaxSize = 0
	if due := s.Claim(noon, Ask{}); len(due) > 0 {
		t.Error("it is due before there is room")
	}
	if err := s.SaveMarks(map[string]news.Mark{"/all.atom": {Hash: "x"}}); err != nil { // something else finds room
		t.Fatal(err)
	}
	if due := s.Claim(noon, Ask{}); len(due) != 1 {
		t.Error("with room again it is not due")
	}
	if err := put(); err != nil {
		t.Fatal(err)
	}
	if st, _ := s.State("a"); st.ETag != `"new"` || s.Stats().Items != 100 {
		t.Errorf("with room again: validator %q, %d items", st.ETag, s.Stats().Items)
	}
	if err := s.Ping(); err != nil {
		t.Error(err)
	}
	settleAll(t, s)
	if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v, %v", problems, err)
	}
}

// What a source was polled with is what its delivery is compared with: a state that
// was changed meanwhile counts as it is then.
func TestRecalledWhilePolled(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	deliver(t, s, article(1))
	var claimed []string
	s.ClaimEach(noon, Ask{Force: true}, func(st *news.State) { claimed = append(claimed, st.Source) })
	if !slices.Equal(claimed, []string{"a"}) {
		t.Fatalf("claimed: %q", claimed)
	}
	first := s.Recall("a")
	if first == nil || s.Recall("a") != first {
		t.Error("the state of a source that is being polled is read twice")
	}
	if _, err := s.Amend("a", func(st news.State) news.State { st.Founder = !st.Founder; return st }); err != nil {
		t.Fatal(err)
	}
	second := s.Recall("a")
	if second == first || second.Founder == first.Founder {
		t.Error("a state that was changed is told as it was")
	}
	after := *first
	after.Next = noon.Add(2 * time.Hour)
	if _, err := s.Put(t.Context(), news.Delivery{Source: "a", At: noon, State: after}); err != nil {
		t.Fatal(err)
	}
	if now, _ := s.State("a"); !now.Next.Equal(after.Next) || now.Founder != second.Founder {
		t.Errorf("next %v, founder %v", now.Next, now.Founder)
	}
	if again := s.Recall("a"); again == s.Recall("a") {
		t.Error("a state is kept in memory though its source is not being polled")
	}
}
