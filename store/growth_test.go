package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// paper is what so many sources print: every day some articles each, in a list
// that shows the last 35.
type paper struct {
	r    *rand.Rand
	docs [][]news.Entry
	n    int
}

func newPaper(sources int) *paper {
	return &paper{r: rand.New(rand.NewPCG(3, 5)), docs: make([][]news.Entry, sources)}
}

func (p *paper) print(each int, at time.Time) {
	for f := range p.docs {
		for range each {
			p.n++
			link := fmt.Sprintf("https://source-%d.example/%s/%d", f, at.Format("2006/01"), p.n)
			body := prose(p.r, 500)
			e := news.Entry{
				GUID: link, Link: link, Title: prose(p.r, 60), Summary: body[:280], Published: at, Language: "de",
				Categories: []news.Category{{Term: "Wirtschaft"}}, Content: news.Raw{Markup: "<p>" + body + "</p>", Kind: news.HTML, Base: link},
			}
			p.docs[f] = append([]news.Entry{e}, p.docs[f]...)
		}
		p.docs[f] = p.docs[f][:min(len(p.docs[f]), benchItems)]
	}
}

// BenchmarkPutNew stores new entries beside so many items, the last 21 days of
// which are compared with: what one costs must not grow with what is stored.
func BenchmarkPutNew(b *testing.B) {
	for _, stored := range []int{10_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(stored), func(b *testing.B) {
			if testing.Short() && stored > 10_000 {
				b.Skip("takes minutes to fill")
			}
			s, _ := benchStore(b)
			s.WithoutSync()
			p, at := newPaper(benchFeeds), morning.AddDate(-2, 0, 0)
			for p.n < stored {
				p.print(benchItems, at)
				round(b, s, p.docs, at)
				at = at.Add(time.Duration(500*24*benchFeeds*benchItems/stored) * time.Hour) // 500 days in all
			}
			settleEverything(b, s)
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				p.print(2, at)
				b.StartTimer()
				round(b, s, p.docs, at)
				at = at.Add(time.Hour)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*benchFeeds*2), "µs/new")
		})
	}
}

// BenchmarkMonths polls for a year, forgetting daily what is older than 90 days,
// and reports how large the file is after each quarter.
func BenchmarkMonths(b *testing.B) {
	if testing.Short() {
		b.Skip("a year takes a minute")
	}
	for b.Loop() {
		s, _ := benchStore(b)
		s.WithoutSync()
		p, at := newPaper(40), morning
		retain := store.Retention{Items: 90 * 24 * time.Hour, Rejected: 30 * 24 * time.Hour}
		for day := 1; day <= 360; day++ {
			p.print(3, at)
			round(b, s, p.docs, at)
			settleEverything(b, s)
			if _, err := s.Prune(context.Background(), retain, at); err != nil {
				b.Fatal(err)
			}
			if at = at.AddDate(0, 0, 1); day%90 == 0 {
				stats := s.Stats()
				b.ReportMetric(float64(stats.Bytes-stats.Free)/1e6, fmt.Sprintf("MB-used-%d", day))
				b.ReportMetric(float64(stats.Bytes)/1e6, fmt.Sprintf("MB-file-%d", day))
			}
		}
	}
}
