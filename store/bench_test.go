package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
)

const (
	benchFeeds = 200
	benchItems = 35
)

var morning = time.Date(2026, 11, 20, 6, 0, 0, 0, time.UTC)

// prose is so many octets of running text, different at each call.
func prose(r *rand.Rand, size int) string {
	syllables := strings.Fields("ha fen kran wer ben schiff las tung aus bau ener gie for schung ver trag wirt schaft sta dt rat mi nis ter pro jekt ko ope ra tion")
	var b strings.Builder
	for b.Len() < size {
		for range 2 + r.IntN(3) {
			b.WriteString(syllables[r.IntN(len(syllables))])
		}
		if r.IntN(9) == 0 {
			b.WriteByte('.')
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// documents are what so many sources send: 35 entries of about 500 octets of
// text, given as HTML, with an address as GUID.
func documents(feeds int) [][]news.Entry {
	r := rand.New(rand.NewPCG(1, 2))
	docs := make([][]news.Entry, feeds)
	for f := range docs {
		for n := range benchItems {
			link := fmt.Sprintf("https://source-%d.example/2026/11/%s-%d", f, strings.ReplaceAll(strings.TrimSpace(prose(r, 30)), " ", "-"), n)
			body := prose(r, 500)
			docs[f] = append(docs[f], news.Entry{
				GUID: link, Link: link, Title: prose(r, 60), Summary: body[:280], Language: "de",
				Authors: []news.Person{{Name: "Redaktion"}}, Categories: []news.Category{{Term: "Wirtschaft"}, {Term: "Ausland"}},
				Content:   news.Raw{Markup: "<p>" + body[:250] + "</p>\n<p>" + body[250:] + `</p><p><a href="` + link + `">Weiterlesen</a></p>`, Kind: news.HTML, Base: link},
				Published: morning.Add(-time.Duration(n) * time.Hour),
			})
		}
	}
	return docs
}

func benchStore(b *testing.B) (*store.Store, string) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "koreadesk.db")
	s, err := store.Open(path, store.Options{Authority: storetest.Authority, Create: true})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	var sources []news.Source
	for f := range benchFeeds {
		sources = append(sources, news.Source{ID: fmt.Sprint("source-", f), URL: fmt.Sprintf("https://source-%d.example/feed", f)})
	}
	if err := s.Configure(sources, morning); err != nil {
		b.Fatal(err)
	}
	return s, path
}

// round delivers every document, many at a time as polls do.
func round(b *testing.B, s *store.Store, docs [][]news.Entry, at time.Time) {
	b.Helper()
	var g errgroup.Group
	g.SetLimit(64)
	for f, es := range docs {
		g.Go(func() error {
			id := fmt.Sprint("source-", f)
			_, err := s.Put(context.Background(), news.Delivery{
				Source: id, At: at, Fresh: true, Entries: es, State: news.State{ETag: at.String(), Next: at.Add(time.Hour)},
				Feed: news.Origin{ID: "https://" + id + ".example/", Title: "Source " + id, Updated: at},
			})
			return err
		})
	}
	if err := g.Wait(); err != nil {
		b.Fatal(err)
	}
}

var everything = []news.Theme{{ID: "all", Limit: 50}}

func judgeEverything(items []news.Item, _ map[uint64][]news.Edit) []news.Verdict {
	out := make([]news.Verdict, len(items))
	for n, i := range items {
		out[n] = news.Verdict{Item: i.Num, Tags: []news.Score{{Tag: "korea", Score: 0.9}, {Tag: "wirtschaft-maerkte", Score: 0.5}}, Themes: []string{"all"}}
	}
	return out
}

func settleEverything(b *testing.B, s *store.Store) {
	b.Helper()
	for more := true; more; {
		got, err := s.Settle(context.Background(), everything, judgeEverything, morning, 0)
		if err != nil {
			b.Fatal(err)
		}
		more = got.More
	}
}

func perItem(b *testing.B, items int) {
	b.ReportMetric(float64(items*b.N)/b.Elapsed().Seconds(), "items/s")
}

func BenchmarkPutCold(b *testing.B) {
	docs := documents(benchFeeds)
	b.ReportAllocs()
	for range b.N {
		b.StopTimer()
		s, _ := benchStore(b)
		b.StartTimer()
		round(b, s, docs, morning)
	}
	perItem(b, benchFeeds*benchItems)
}

func BenchmarkPutUnchanged(b *testing.B) {
	docs := documents(benchFeeds)
	s, _ := benchStore(b)
	round(b, s, docs, morning)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		round(b, s, docs, morning.Add(time.Duration(n)*time.Hour))
	}
	perItem(b, benchFeeds*benchItems)
}

// BenchmarkPutTenth has two new entries and one changed in every document.
func BenchmarkPutTenth(b *testing.B) {
	docs := documents(benchFeeds)
	s, _ := benchStore(b)
	round(b, s, docs, morning)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		n++
		for f := range docs {
			fresh := []news.Entry{docs[f][0], docs[f][1]}
			for k := range fresh {
				fresh[k].Link = fmt.Sprintf("%s-%d-%d", fresh[k].Link, n, k)
				fresh[k].GUID = fresh[k].Link
			}
			docs[f] = append(fresh, docs[f][:benchItems-2]...)
			docs[f][10].Title += "!" + fmt.Sprint(n)
		}
		b.StartTimer()
		round(b, s, docs, morning.Add(time.Duration(n)*time.Hour))
	}
	perItem(b, benchFeeds*benchItems)
}

func BenchmarkSettle(b *testing.B) {
	docs := documents(benchFeeds)
	b.ReportAllocs()
	var size, items int64
	for range b.N {
		b.StopTimer()
		s, path := benchStore(b)
		round(b, s, docs, morning)
		b.StartTimer()
		settleEverything(b, s)
		b.StopTimer()
		stats := s.Stats()
		size, items = stats.Bytes-stats.Free, int64(stats.Items)
		if _, err := os.Stat(path); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	perItem(b, benchFeeds*benchItems)
	b.ReportMetric(float64(size)/float64(items), "bytes/item")
}

func BenchmarkRegenerate(b *testing.B) {
	s, _ := benchStore(b)
	round(b, s, documents(benchFeeds), morning)
	settleEverything(b, s)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		if _, err := s.Regenerate(context.Background(), fmt.Sprint(n), everything, judgeEverything, morning, nil); err != nil {
			b.Fatal(err)
		}
	}
	perItem(b, benchFeeds*benchItems)
}

func BenchmarkNewest(b *testing.B) {
	s, _ := benchStore(b)
	round(b, s, documents(benchFeeds), morning)
	settleEverything(b, s)
	b.ReportAllocs()
	for b.Loop() {
		nums := make([]uint64, 0, 50)
		for m, err := range s.Newest("all") {
			if err != nil {
				b.Fatal(err)
			}
			if nums = append(nums, m.Item); len(nums) == 50 {
				break
			}
		}
		if recs, err := s.Load(nums, true); err != nil || len(recs) != 50 {
			b.Fatal(len(recs), err)
		}
	}
}

func BenchmarkClaimAll(b *testing.B) {
	s, _ := benchStore(b)
	b.ReportAllocs()
	for b.Loop() {
		for _, st := range s.Claim(morning, store.Ask{}) {
			s.Release(st.Source)
		}
	}
}

// An item of about 500 octets of text takes 2 KB at most, with all that is
// kept of it: sightings, keys, verdict, ledger.
func TestBytesAnItem(t *testing.T) {
	var per float64
	testing.Benchmark(func(b *testing.B) {
		s, _ := benchStore(b)
		round(b, s, documents(60), morning)
		settleEverything(b, s)
		stats := s.Stats()
		per = float64(stats.Bytes-stats.Free) / float64(stats.Items)
		b.SkipNow() // once is enough
	})
	if t.Logf("%.0f octets an item", per); per == 0 || per > 2048 {
		t.Errorf("%.0f octets an item", per)
	}
}
