package store

import (
	"context"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unsafe"
	"weak"

	"koreadesk/news"
)

// What an entry and a source say is cut out of their document. Were any of it
// kept as it came, the whole document would stay in memory: one for each source.
func TestDocumentsAreNotKept(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "koreadesk.db"))
	defer s.Close()
	doc := putCutOut(t, s)
	runtime.GC()
	runtime.GC()
	if doc.Value() != nil {
		t.Error("a document is kept in memory once its delivery is stored")
	}
}

// putCutOut delivers entries and a feed that are parts of one document, and
// returns a weak pointer to it.
func putCutOut(t *testing.T, s *Store) weak.Pointer[byte] {
	t.Helper()
	doc := strings.Repeat("<feed>", 1000) +
		"Institut|https://a.example/|https://a.example/feed|de|CC BY|" +
		"Institut eröffnet ein Labor in Ulsan|https://a.example/1|Forschende messen dort ab Mai, wie Schiffe weniger verbrauchen.|g1|" +
		"Institut eröffnet ein Labor in Busan|https://a.example/2|Forschende messen dort ab Mai, wie Schiffe weniger verbrauchen.|g2"
	p := strings.Split(doc[len("<feed>")*1000:], "|")
	feed := news.Origin{ID: p[2], Title: p[0], Link: p[1], Self: p[2], Language: p[3], Rights: p[4]}
	_, err := s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Feed: feed,
		Entries: []news.Entry{
			{Title: p[5], Link: p[6], Summary: p[7], GUID: p[8]},
			{Title: p[9], Link: p[10], Summary: p[11], GUID: p[12]},
		},
		State: news.State{Next: noon.Add(time.Hour), Feed: feed}})
	if err != nil {
		t.Fatal(err)
	}
	return weak.Make(unsafe.StringData(doc))
}
