package desk

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

// Some verdicts take weeks. The days pass by setting back what the source's
// state remembers; each verdict is then told once, in every place there is.

// watch is what an operator is told of source a from every side.
type watch struct {
	desk *Desk
	log  bytes.Buffer
}

func watched(t *testing.T, feed http.HandlerFunc) *watch {
	t.Helper()
	w := &watch{desk: opened(t, feed)}
	w.desk.log = slog.New(slog.NewTextHandler(&w.log, nil))
	return w
}

// pass lets days go by, then polls twice: the second time there is nothing to
// tell any more.
func (w *watch) pass(t *testing.T, days int, earlier func(st *news.State, days int)) {
	t.Helper()
	if _, err := w.desk.store.Amend("a", func(st news.State) news.State { earlier(&st, days); return st }); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_ = force(t.Context(), w.desk)
	}
}

// is checks that of all verdicts this one is told, after so many others.
func (w *watch) is(t *testing.T, was, now news.Health, changes int) {
	t.Helper()
	status, err := w.desk.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := status.Sources[0].Verdict; got != string(now) {
		t.Errorf("status says %s (%s), want %s", got, status.Sources[0].Why, now)
	}
	ops, figures := private(t, w.desk, "/ops.atom"), private(t, w.desk, "/metrics")
	if n := strings.Count(ops, "<entry>"); n != changes {
		t.Errorf("the operations feed has %d entries, want %d:\n%s", n, changes, ops)
	}
	if !strings.Contains(ops, "<title>a: "+string(now)+"</title>") {
		t.Errorf("the operations feed does not tell of %s:\n%s", now, ops)
	}
	line := fmt.Sprintf("msg=verdict source=a was=%s now=%s ", was, now)
	if n := strings.Count(w.log.String(), line); n != 1 {
		t.Errorf("%q is logged %d times:\n%s", line, n, &w.log)
	}
	for _, want := range []string{
		fmt.Sprintf("koreadesk_alarms_total{verdict=%q} 1\n", now),
		fmt.Sprintf("koreadesk_sources{verdict=%q} 1\n", now),
	} {
		if !strings.Contains(figures, want) {
			t.Errorf("the figures have no %s", want)
		}
	}
	if page := front(w.desk); !strings.Contains(page, "<entry") || strings.Contains(page, string(now)+"</title>") {
		t.Errorf("the content feed is\n%s", page)
	}
}

func private(t *testing.T, d *Desk, path string) string {
	t.Helper()
	answer := httptest.NewRecorder()
	d.privateHandler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, path, nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("%s: status %d", path, answer.Code)
	}
	return answer.Body.String()
}

func TestAMoveIsToldAfterAWeek(t *testing.T) {
	w := watched(t, func(answer http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/feed" {
			http.Redirect(answer, r, "/new", http.StatusMovedPermanently)
			return
		}
		one(answer, r)
	})
	polled(t, w.desk)
	earlier := func(st *news.State, days int) { st.Moving.Since = st.Moving.Since.AddDate(0, 0, -days) }
	w.pass(t, 6, earlier)
	if n := len(w.desk.alarms()); n != 0 {
		t.Errorf("%d alarms before the week is over", n)
	}
	w.pass(t, 2, earlier)
	w.is(t, news.HealthOK, news.HealthMoved, 1)
}

// A source that published every workday stops, though its server answers well;
// with its next article all is well again.
func TestSilenceIsToldOnceAndItsEnd(t *testing.T) {
	titles := []string{"Eine Brücke wird gebaut"}
	w := watched(t, func(answer http.ResponseWriter, _ *http.Request) { io.WriteString(answer, rss(titles...)) })
	polled(t, w.desk)
	today := int(time.Now().Unix() / (24 * 60 * 60))
	every := func(st *news.State, days int) {
		st.Days = nil
		for day := today - days; day > today-days-60; day-- {
			st.Days = append(st.Days, day)
		}
	}
	w.pass(t, 2, every)
	if n := len(w.desk.alarms()); n != 0 {
		t.Errorf("%d alarms after two days", n)
	}
	w.pass(t, 9, every)
	w.is(t, news.HealthOK, news.HealthSilent, 1)

	titles = append(titles, "Der Kran steht")
	w.pass(t, 0, func(*news.State, int) {})
	w.is(t, news.HealthSilent, news.HealthOK, 2)
}
