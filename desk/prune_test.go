package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"koreadesk/desk/control"
)

// Polls without a daemon forget what is old once a day, and what was forgotten
// does not come back.
func TestPollsForget(t *testing.T) {
	titles := []string{"Ferry leaves", "Bridge opens"}
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, rss(titles...)) }))
	defer origin.Close()
	d := testDesk(t, fmt.Sprintf(`desk: {title: Desk, base_url: http://desk.example}
poll: {gap: 0s, allow_private: true}
retain: {items: 1s, rejected: 1s}
tags: [{id: korea, vocabulary: korea}]
sources: [{id: a, url: %q}]
themes: [{id: korea, title: Korea, all: [korea]}]
`, origin.URL+"/feed"))
	poll := func(fresh int) {
		t.Helper()
		sum, err := d.Poll(t.Context(), control.PollAsk{All: true}, func(control.PollLine) error { return nil })
		if err != nil || sum.New != fresh {
			t.Errorf("poll: %+v, %v, want %d new", sum, err, fresh)
		}
	}
	holds := func(what string, want int) {
		t.Helper()
		count := 0
		err := d.Items(t.Context(), control.ItemsAsk{}, func(control.Item) error { count++; return nil })
		if err != nil || count != want {
			t.Errorf("%s: %d items, %v, want %d", what, count, err, want)
		}
	}
	poll(2)
	holds("a new file", 2)
	born := time.Now()
	for _, step := range []struct {
		what  string
		after time.Duration
		holds int
	}{{"too early", 23 * time.Hour, 2}, {"after a day", 25 * time.Hour, 0}} {
		if err := d.pruneDue(t.Context(), born.Add(step.after)); err != nil {
			t.Fatal(err)
		}
		holds(step.what, step.holds)
	}
	titles = append([]string{"Ferry leaves again"}, append(titles[1:], "Zoo is closed")...)
	poll(1)
	if err := d.pruneDue(t.Context(), born.Add(26*time.Hour)); err != nil {
		t.Fatal(err)
	}
	holds("an hour later", 1)
}
