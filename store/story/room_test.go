package story

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// What a comparison finds does not depend on those that worked in its room
// before, nor on those beside it.
func TestRoom(t *testing.T) {
	tellings := []Telling{
		{Title: "Kran am Hafen steht still", Text: "Seit Montag steht der Kran am alten Hafen still, sagte die Stadt am Dienstag. 12 Arbeiter warten."},
		{Title: "Still steht der Kran", Text: "Seit Montag steht der Kran am alten Hafen still, sagte die Stadt am Mittwoch. 14 Arbeiter warten nicht."},
		{Title: "부산항 크레인 멈췄다", Text: "부산항의 크레인이 월요일부터 멈춰 있다고 시가 밝혔다."},
		{Title: "부산항 크레인 멈춰", Text: "부산항의 크레인이 월요일부터 멈춰있다고 시가 2일 밝혔다."},
		{Title: "Kurz"},
		{Title: "Rede", Text: strings.Repeat("Er sprach lange über die Brücke und das Wetter der Stadt. ", 40)},
	}
	one := func(a, b Telling) Match { // in a room of its own
		r := new(room)
		return Prepare(a).beside(Prepare(b), r).decide()
	}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 200 {
				a, b := tellings[rand.IntN(len(tellings))], tellings[rand.IntN(len(tellings))]
				if got, want := Compare(a, b), one(a, b); got != want {
					t.Errorf("%q and %q: %+v, want %+v", a.Title, b.Title, got, want)
				}
			}
		})
	}
	all.Wait()
	r := rooms.Get().(*room)
	Prepare(tellings[0]).beside(Prepare(tellings[1]), r).decide()
	r.leave()
	for _, w := range r.words[:cap(r.words)] {
		if w != (token{}) {
			t.Fatalf("%+v is left", w)
		}
	}
}

// Only texts with one of the letters that damage begins with are looked through.
func TestDamaged(t *testing.T) {
	for range 20000 {
		var b strings.Builder
		for range rand.IntN(6) {
			b.WriteRune([]rune("aäöüßÃÂâìíëêéñÿ€한國")[rand.IntN(18)])
		}
		if got, want := damaged(b.String()), strings.ContainsAny(b.String(), "ÃÂâìíëê"); got != want {
			t.Fatalf("%q: %v", b.String(), got)
		}
	}
	if damaged("abc\xc3") {
		t.Error("half a letter is damaged")
	}
}
