package desk

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// A pin counts as it stood at the cut-off, whenever the issue is written: one
// that was missed says the same.
func TestPinsCountAtTheCutOff(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	var id string
	if err := d.Items(t.Context(), control.ItemsAsk{}, func(i control.Item) error { id = i.ID; return nil }); err != nil {
		t.Fatal(err)
	}
	until := time.Now().Add(time.Hour)
	if _, err := d.Edit(t.Context(), control.EditAsk{Act: news.ActPin, Item: id, Value: until.UTC().Format(time.RFC3339)}); err != nil {
		t.Fatal(err)
	}
	e := d.edition.Load()
	theme := e.themes[0]
	var err error
	if theme.Issue, err = news.ParseCycle(false, "Thu 16:00 Europe/Berlin"); err != nil {
		t.Fatal(err)
	}
	for cutoff, pinned := range map[time.Time]bool{until.Add(-time.Minute): true, until.Add(time.Minute): false} {
		issue, err := d.issue(e, theme, time.Now().AddDate(-30, 0, 0), cutoff, true)
		if err != nil || len(issue.Items) != 1 {
			t.Fatalf("%d items, %v", len(issue.Items), err)
		}
		if got := strings.Contains(string(issue.Body(".txt")), "hervorgehoben"); got != pinned {
			t.Errorf("at %s, with a pin until %s, it is on top: %t\n%s", cutoff, until, got, issue.Body(".txt"))
		}
	}
}

// told is what a source tells of one story: its item in each of three rounds.
type told struct {
	what  string
	round [3]string
}

// tellings are stories that change in one way each after they were sent; the
// last comes when they have.
func tellings(now time.Time) []told {
	item := func(title, link, guid string, hours int, text string) string {
		return fmt.Sprintf(`<item><title>%s</title><link>%s</link><guid isPermaLink="false">%s</guid><pubDate>%s</pubDate><description>%s</description></item>`,
			title, link, guid, now.Add(-time.Duration(hours)*time.Hour).Format(time.RFC1123Z), text)
	}
	const (
		house = "Das Museum in Gyeongju zeigt bis zum Sommer Kronen aus Gold."
		ship  = "Ein Schiff mit Rotorblättern legt am Sonntag in Cuxhaven an."
		chip  = "Ein Labor in Suwon misst die Wärme von Halbleitern mit Licht."
		music = "Der Chor aus Jeonju singt im Advent in drei Kirchen in Köln."
		rail  = "Die Bahn von Seoul nach Gangneung bekommt längere Bahnsteige."
		seal  = "Am Strand von Baengnyeong liegen wieder Robben auf den Felsen."
		forge = "Die Gießerei in Pohang stellt ihre Öfen auf Wasserstoff um."
		kite  = "Kinder in Uiseong lassen am Samstag Drachen aus Papier steigen."
	)
	plain := item("Robben vor Baengnyeong", "http://a.example/6", "g6", 40, seal)
	all := []told{
		{"moves", [3]string{item("Kronen aus Gyeongju", "http://a.example/1", "g1", 40, house), item("Kronen aus Gyeongju", "https://neu.example/kronen", "g1", 40, house)}},
		{"gets another guid", [3]string{item("Rotorblätter in Cuxhaven", "http://a.example/2", "g2", 38, ship), item("Rotorblätter in Cuxhaven", "http://a.example/2", "neu-2", 38, ship)}},
		{"is retitled", [3]string{item("Wärme mit Licht gemessen", "http://a.example/3", "g3", 36, chip), item("Suwon: Ein Blick ins Innere der Chips", "http://a.example/3", "g3", 36, chip)}},
		{"is dated anew", [3]string{item("Chor aus Jeonju in Köln", "http://a.example/4", "g4", 34, music), item("Chor aus Jeonju in Köln", "http://a.example/4", "g4", 1, music)}},
		{"is told anew", [3]string{item("Längere Bahnsteige", "http://a.example/5", "g5", 32, rail), item("Längere Bahnsteige", "http://a.example/5", "g5", 1, "Es wird nichts aus dem Umbau: Das Ministerium hat kein Geld dafür.")}},
		{"goes and returns", [3]string{plain, "", plain}},
		{"is all of this at once", [3]string{item("Öfen mit Wasserstoff", "http://a.example/7", "g7", 30, forge), item("Öfen mit Wasserstoff", "https://neu.example/oefen", "neu-7", 2, forge)}},
		{"is new", [3]string{"", item("Drachen über Uiseong", "http://a.example/8", "g8", 28, kite)}},
	}
	for n := range all {
		if all[n].what != "goes and returns" {
			all[n].round[2] = all[n].round[1] // and stays so
		}
	}
	return all
}

// An item that was sent in one issue is in no later one, whatever its source
// does and whatever editors do; what is new is, and in one.
func TestSentOnce(t *testing.T) {
	now := time.Now().UTC()
	stories := tellings(now)
	var round atomic.Int32
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `<rss version="2.0"><channel><title>A</title><link>http://a.example/</link><description>a</description>`)
		for _, s := range stories {
			io.WriteString(w, s.round[round.Load()])
		}
		io.WriteString(w, "</channel></rss>")
	}))
	t.Cleanup(origin.Close)
	d := testDesk(t, fmt.Sprintf(`desk: {title: Desk, base_url: http://desk.example}
poll: {gap: 0s, allow_private: true}
sources: [{id: a, url: %q}]
themes: [{id: all, title: All, issue: weekly, cutoff: "%s UTC"}]
`, origin.URL+"/feed", now.Add(time.Hour).Format("Mon 15:04")))
	cutoff := d.edition.Load().themes[0].Issue.After(now)
	for n := range 3 {
		round.Store(int32(n))
		if _, err := d.Poll(t.Context(), control.PollAsk{Force: true}, func(control.PollLine) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if n == 1 { // the desk is off at this cut-off
			for _, id := range sentBy(t, d)[0].Items {
				putBack(t, d, id)
			}
			continue
		}
		if err := d.sendDue(t.Context(), cutoff.AddDate(0, 0, 7*n)); err != nil {
			t.Fatal(err)
		}
	}
	issues := sentBy(t, d)
	for n, items := range []int{len(stories) - 1, 1} {
		if len(issues) != 2 || len(issues[n].Items) != items {
			t.Fatalf("%d issues, the second one\n%s", len(issues), issues[len(issues)-1].Body(".txt"))
		}
	}
	if text := string(issues[1].Body(".txt")); !strings.Contains(text, "Drachen") {
		t.Errorf("what was new is not in\n%s", text)
	}
}

// sentBy are a desk's issues.
func sentBy(t *testing.T, d *Desk) (issues []news.Issue) {
	t.Helper()
	names, err := d.store.Issues("all")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		issue, err := d.store.Issue("all", name)
		if err != nil {
			t.Fatal(err)
		}
		issues = append(issues, issue)
	}
	return issues
}

// putBack takes an item out of its themes and lets it in again, now.
func putBack(t *testing.T, d *Desk, id string) {
	t.Helper()
	for _, act := range []news.Act{news.ActHide, news.ActUnhide} {
		if _, err := d.Edit(t.Context(), control.EditAsk{Act: act, Item: id}); err != nil {
			t.Fatal(err)
		}
	}
}

// A cut-off that is moved on within its week finds an issue of its name: that
// one stays as it was sent, and what entered since is in the next.
func TestCutOffMovedWithinItsWeek(t *testing.T) {
	now := time.Now().UTC()
	var round atomic.Int32
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `<rss version="2.0"><channel><title>A</title><link>http://a.example/</link><description>a</description>`)
		for n, title := range []string{"Kran aus Busan", "Drachen über Uiseong"}[:1+round.Load()] {
			fmt.Fprintf(w, `<item><title>%s</title><link>http://a.example/%d</link><pubDate>%s</pubDate></item>`, title, n, now.Format(time.RFC1123Z))
		}
		io.WriteString(w, "</channel></rss>")
	}))
	t.Cleanup(origin.Close)
	feeds := `desk: {title: Desk, base_url: http://desk.example}
poll: {gap: 0s, allow_private: true}
sources: [{id: a, url: "` + origin.URL + `/feed"}]
themes: [{id: all, title: All, issue: weekly, cutoff: "Wed %d:00 UTC"}]
`
	d := testDesk(t, fmt.Sprintf(feeds, 10))
	poll := func() {
		t.Helper()
		if _, err := d.Poll(t.Context(), control.PollAsk{Force: true}, func(control.PollLine) error { return nil }); err != nil {
			t.Fatal(err)
		}
	}
	send := func(at time.Time) []news.Issue {
		t.Helper()
		if err := d.sendDue(t.Context(), at); err != nil {
			t.Fatal(err)
		}
		return sentBy(t, d)
	}
	poll()
	cutoff := d.edition.Load().themes[0].Issue.After(now)
	first := send(cutoff)
	if err := os.WriteFile(d.options.Config, []byte(fmt.Sprintf(feeds, 11)), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Reload(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	round.Store(1)
	poll()
	if again := send(cutoff.Add(time.Hour)); !reflect.DeepEqual(again, first) || len(first) != 1 {
		t.Errorf("%d issues, then %d or another one", len(first), len(again))
	}
	issues := send(cutoff.Add(time.Hour).AddDate(0, 0, 7))
	if len(issues) != 2 || len(issues[1].Items) != 1 || !strings.Contains(string(issues[1].Body(".txt")), "Drachen") {
		t.Errorf("%d issues, the last one of %v", len(issues), issues[len(issues)-1].Items)
	}
}
