package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"koreadesk/desk/control"
)

// feedsOf serves n feeds of 35 items each, a third of them in Korean, with
// ETags; the round counts in the text of their first items.
func feedsOf(n int, round *int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var feed int
		fmt.Sscanf(r.URL.Path, "/%d", &feed)
		changed := 0
		if feed%10 == 0 {
			changed = *round
		}
		etag := fmt.Sprintf(`"%d-%d"`, feed, changed)
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		var b strings.Builder
		fmt.Fprintf(&b, `<rss version="2.0"><channel><title>Feed %d</title><link>http://f%d.example/</link><description>d</description>`, feed, feed)
		for item := changed + 35; item > changed; item-- {
			title, text := fmt.Sprintf("Meldung %d aus Feed %d über Brücken, Häfen und Züge", item, feed),
				"Der Satz, der hier steht, ist so lang wie in einer Meldung üblich. Ein zweiter nennt Zahlen und Namen."
			if feed%3 == 0 {
				title, text = fmt.Sprintf("%d번 피드 %d번째 소식: 한국과 독일 공동연구", feed, item), "국내 연구진이 독일 연구소와 함께 새로운 시험을 시작했다. 결과는 내년에 나온다."
			}
			fmt.Fprintf(&b, `<item><title>%s</title><link>http://f%d.example/a/%d</link><guid>%d-%d</guid><pubDate>Mon, %02d Nov 2026 %02d:00:00 GMT</pubDate><description>&lt;p&gt;%s&lt;/p&gt;</description></item>`,
				title, feed, item, feed, item, 1+item%22, item%24, strings.Repeat(text+" ", 4))
		}
		w.Write([]byte(b.String() + `</channel></rss>`))
	}
}

// roundDesk is a desk over n feeds of one origin.
func roundDesk(b testing.TB, n int, origin string) *Desk {
	b.Helper()
	var text strings.Builder
	text.WriteString("desk: {title: Desk, base_url: http://desk.example}\npoll: {gap: 0s, per_host: 64, allow_private: true}\nsources:\n")
	for feed := range n {
		fmt.Fprintf(&text, "  - {id: f%d, url: %q}\n", feed, fmt.Sprintf("%s/%d", origin, feed))
	}
	text.WriteString("tags: [{id: korea, vocabulary: korea}]\nthemes: [{id: all, title: All}, {id: korea, title: Korea, all: [korea]}]\n")
	return openDesk(b, text.String())
}

// A whole round, from the poll to pages that can be fetched: cold, all
// unchanged, and with a tenth of the feeds changed.
func BenchmarkRound(b *testing.B) {
	for _, n := range []int{100, 1000} {
		if testing.Short() && n > 100 {
			continue
		}
		round := 0
		origin := httptest.NewServer(feedsOf(n, &round))
		defer origin.Close()
		poll := func(b *testing.B, d *Desk, wantNew bool) {
			sum, err := d.Poll(b.Context(), control.PollAsk{All: true}, func(control.PollLine) error { return nil })
			if err != nil || sum.Failed > 0 || sum.Polled != n || sum.New > 0 != wantNew {
				b.Fatalf("%+v, %v", sum, err)
			}
		}
		b.Run(fmt.Sprintf("cold/feeds=%d", n), func(b *testing.B) {
			for b.Loop() {
				d := roundDesk(b, n, origin.URL)
				poll(b, d, true)
				d.Close()
			}
		})
		d := roundDesk(b, n, origin.URL)
		defer d.Close()
		poll(b, d, true)
		b.Run(fmt.Sprintf("unchanged/feeds=%d", n), func(b *testing.B) {
			for b.Loop() {
				poll(b, d, false)
			}
		})
		b.Run(fmt.Sprintf("tenth/feeds=%d", n), func(b *testing.B) {
			for b.Loop() {
				round++
				poll(b, d, true)
			}
		})
	}
}
