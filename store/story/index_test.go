package story_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"koreadesk/store/story"
)

// What Compare calls the same, the index finds.
func TestIndexFindsExamples(t *testing.T) {
	list := pairs(t, "same")
	for swap := range 2 {
		var x story.Index
		for n, p := range list {
			x.Add(uint64(n+1), 100, p[swap].Sign())
		}
		for n, p := range list {
			near := x.Find(p[1-swap].Sign(), 0, 8)
			if len(near) == 0 || near[0].Num != uint64(n+1) {
				t.Errorf("%q: found %v, want %d first", p[1-swap].Title, near, n+1)
			}
			if again := x.Find(p[1-swap].Sign(), 101, 8); len(again) > 0 {
				t.Errorf("%q: found after its time: %v", p[1-swap].Title, again)
			}
		}
	}
}

// chatter is a telling of random words, some of them common.
func chatter(r *rand.Rand) story.Telling {
	text := func(words int) string {
		var b strings.Builder
		for range words {
			n := r.IntN(20000)
			if r.IntN(3) == 0 {
				n = r.IntN(60)
			}
			fmt.Fprintf(&b, "w%s ", strings.Map(func(d rune) rune { return d - '0' + 'a' }, fmt.Sprint(n)))
		}
		return b.String()
	}
	return story.Telling{Title: text(8), Text: text(40)}
}

func TestIndexDropsAndForgets(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var x story.Index
	var told []story.Telling
	for n := range 40_000 {
		told = append(told, chatter(r))
		x.Add(uint64(n), int64(n), told[n].Sign())
		if n%7 == 3 { // a transaction that failed
			x.Add(1<<40, int64(n), told[n].Sign())
			x.Add(1<<41, int64(n), told[n/2].Sign())
			x.Drop(2)
		}
		if n%1000 == 999 {
			x.Keep()
			x.Forget(int64(n - 1500))
		}
	}
	if x.Len() > 30_000 {
		t.Errorf("%d signs are held", x.Len())
	}
	for n, p := range told {
		near := x.Find(p.Sign(), 39_999-1500, 4)
		if found := len(near) > 0 && near[0].Num == uint64(n); found != (n >= 39_999-1500) {
			t.Fatalf("item %d: found %v", n, near)
		}
		if len(near) > 0 && near[0].Num == uint64(n) && near[0].Agrees != 4+3+4+10 {
			t.Fatalf("item %d is not found by all of its parts: %v", n, near)
		}
		for _, o := range near {
			if o.Num >= 1<<40 {
				t.Fatalf("found what was dropped: %v", o)
			}
		}
	}
}

// Whoever has looked before finds the same as who looks now for the first time.
func TestIndexFindsAgain(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	var x story.Index
	other := 0
	for n := range 2000 {
		told := chatter(r)
		sign := told.Sign()
		before, at := x.Find(sign, 0, 8), x.Mark()
		for k := range r.IntN(4) {
			x.Add(uint64(4*n+k), int64(n), chatter(r).Sign())
		}
		switch r.IntN(8) {
		case 0: // a telling of the same
			x.Add(uint64(4*n+3), int64(n), story.Telling{Title: told.Title, Text: told.Text[:len(told.Text)/2]}.Sign())
		case 1:
			if x.Len() > 0 {
				x.Drop(1)
			}
		case 2:
			x.Forget(int64(n - 700))
		}
		old := slices.Clone(before)
		now, again := x.Find(sign, 0, 8), x.Again(sign, 0, 8, before, at)
		if !slices.Equal(now, again) {
			t.Fatalf("%d: found %v, but again %v, after %v", n, now, again, old)
		}
		if !slices.Equal(old, now) {
			other++
		}
	}
	if other < 200 {
		t.Errorf("only %d found other than before", other)
	}
}

// Keep changes where signs are held, not what is found: whenever it is called,
// and however many volumes it has made by then.
func TestIndexKeeps(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	signs := make([]story.Sign, 24_000)
	for n := range signs {
		signs[n] = chatter(r).Sign()
	}
	var plain, kept story.Index
	for n, s := range signs {
		plain.Add(uint64(n), int64(n), s)
		kept.Add(uint64(n), int64(n), s)
		switch {
		case n%1000 == 500:
			kept.Keep()
		case n%3000 == 999: // a transaction that failed
			kept.Add(1<<40, int64(n), s)
			kept.Drop(1)
		case n == 18_000:
			plain.Keep()
		}
		if n%100 != 0 {
			continue
		}
		asked := signs[r.IntN(n+1)]
		if want, got := plain.Find(asked, 0, 4), kept.Find(asked, 0, 4); !slices.Equal(want, got) {
			t.Fatalf("of %d: found %v, without Keep %v", n, got, want)
		}
	}
	if kept.Len() != plain.Len() {
		t.Errorf("%d signs are held, want %d", kept.Len(), plain.Len())
	}
}

// What has come since and has nothing in common with a sign takes no place from
// what is found for it, not even where many entries share a phrase and only the
// newest of these are met.
func TestIndexFindsBesideOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	stock := strings.Repeat("Subscribers read the harbour gazette every morning before the ferries leave for the outer islands. ", 2)
	var x story.Index
	for n := range 9000 {
		told := chatter(r)
		if n%200 == 0 {
			told.Text = stock
		}
		x.Add(uint64(n), 0, told.Sign())
	}
	x.Keep()
	asked := story.Telling{Title: "Ferry leaves late", Text: stock}.Sign()
	want := slices.Clone(x.Find(asked, 0, 64))
	if len(want) != 32 {
		t.Fatalf("found %v", want)
	}
	for n := range 4000 {
		x.Add(uint64(10_000+n), 0, chatter(r).Sign())
	}
	if got := x.Find(asked, 0, 64); !slices.Equal(want, got) {
		t.Errorf("found %v, before %v", got, want)
	}
}

func TestSignBytes(t *testing.T) {
	s := chatter(rand.New(rand.NewPCG(2, 2))).Sign()
	if got, ok := story.SignOf(s.Bytes()); !ok || got != s || len(s.Bytes()) != story.SignSize {
		t.Errorf("%v came back as %v", s, got)
	}
	if _, ok := story.SignOf(nil); ok {
		t.Error("nothing is a sign")
	}
	if !(story.Telling{Title: "...", Text: "–"}).Sign().IsZero() {
		t.Error("a telling without words has a sign")
	}
}

func BenchmarkSign(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 3))
	told := story.Telling{Title: chatter(r).Title, Text: strings.Repeat("Die Werft in Busan baut für Rügen. ", 10)}
	b.ReportAllocs()
	for b.Loop() {
		told.Sign()
	}
}

// BenchmarkFind looks up new tellings among so many: the time must not grow
// with the number, but for memory that no longer fits the processor's cache.
func BenchmarkFind(b *testing.B) {
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			if testing.Short() && size > 100_000 {
				b.Skip("takes seconds to fill")
			}
			r := rand.New(rand.NewPCG(4, 4))
			var x story.Index
			for n := range size {
				x.Add(uint64(n), 0, chatter(r).Sign())
				if n%4000 == 0 {
					x.Keep()
				}
			}
			var asked []story.Sign
			for range 4096 {
				asked = append(asked, chatter(r).Sign())
			}
			b.ResetTimer()
			for n := 0; b.Loop(); n++ {
				x.Find(asked[n%len(asked)], 0, 8)
			}
		})
	}
}
