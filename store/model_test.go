package store_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/store/storetest"
	"koreadesk/store/story"
)

var (
	seeds     = flag.Int("seeds", 60, "how many random desks the model test runs")
	firstSeed = flag.Int("first-seed", 0, "the number of the first random desk")
)

// piece is an article as the world has it, whatever becomes of it in the store.
type piece struct {
	n       int
	guid    string
	link    string
	words   string // with the figures, what its title says
	frills  int    // changes nobody notices
	tag     string
	printed time.Time
}

func (p *piece) entry() news.Entry {
	title := fmt.Sprintf("Report %d on %s", p.n, p.words)
	if p.frills%2 == 1 {
		title = strings.ReplaceAll(title, " on ", ` "on"  `)
	}
	e := news.Entry{
		GUID: p.guid, Link: p.link, Title: title, Published: p.printed, Categories: []news.Category{{Term: p.tag}},
		Content: news.Raw{Markup: fmt.Sprintf("<p class=%d>%s</p>", p.frills, p.words), Kind: news.HTML},
	}
	if p.n%3 == 0 {
		if e.Summary = p.words; p.frills%2 == 0 {
			e.Content.Markup = p.words
		}
	}
	return e
}

// record is an item as it ought to be.
type record struct {
	num     uint64
	id      string
	title   string        // of the lead, whitespace and quotes aside
	n       int           // of its report: reports with other numbers are other stories
	told    story.Telling // by the lead
	lead    string
	tag     string // its category
	judged  bool   // it was, when it was last looked at, or an editor named it
	version int
	first   time.Time // seen
	updated time.Time
	sources map[string]bool
	edits   []news.Edit
	entered bool
	sent    bool // in an issue

	into    *record // what an editor made it part of
	gone    bool    // forgotten
	erased  bool    // taken down
	dropped bool    // its source took an entry of it out of the middle of its list
}

// stands reports whether something of it is shown or may be.
func (r *record) stands() bool { return r.into == nil && !r.gone && !r.erased }

// decided is what editors left of it.
func (r *record) decided() news.Decision { return news.Decide(r.edits) }

// takes reports whether the theme ought to hold it.
func (w *world) takes(r *record) bool {
	d := r.decided()
	tags := []string{r.tag}
	for tag, e := range d.Tags {
		tags = slices.DeleteFunc(tags, func(old string) bool { return old == tag })
		if e.Act == news.ActTag {
			tags = append(tags, tag)
		}
	}
	return r.stands() && !d.Hidden && w.theme.Takes(tags)
}

// world is the sources, what they print, and the items that ought to be.
type world struct {
	t     *testing.T
	r     *rand.Rand
	s     *store.Store
	path  string
	now   time.Time
	count int

	sources []string
	moves   map[string]int
	printed map[string][]*piece // newest first
	seen    map[string]map[*piece]string
	named   map[string]bool         // source and link, of all that was ever printed
	heard   map[string][]news.Entry // the document of each source that was stored last
	tape    *tape                   // nil: nothing is recorded
	of      map[*piece]*record
	order   []*record
	number  map[uint64]*record
	last    uint64 // number of an item
	blocks  []*record
	issues  int
	apart   map[[2]uint64]bool // numbers of items that an editor keeps apart
	theme   news.Theme
	rules   int
	places  []news.Place
}

func TestModel(t *testing.T) {
	for seed := *firstSeed; seed < *firstSeed+*seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, uint64(seed), 7)
			w.open()
			for step := range 40 {
				w.pass()
				w.step()
				if step%13 == 12 {
					w.compare()
				}
			}
			w.settle(0)
			w.compare()
			if err := w.s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func newWorld(t *testing.T, seed, stream uint64) *world {
	return &world{
		t: t, r: rand.New(rand.NewPCG(seed, stream)), path: filepath.Join(t.TempDir(), "koreadesk.db"),
		now: time.Date(2026, 11, 1, 6, 0, 0, 0, time.UTC), sources: []string{"a", "b", "c"},
		moves: make(map[string]int), printed: make(map[string][]*piece), seen: make(map[string]map[*piece]string),
		apart: make(map[[2]uint64]bool), named: make(map[string]bool), heard: make(map[string][]news.Entry), of: make(map[*piece]*record), number: make(map[uint64]*record), theme: news.Theme{ID: "theme"},
	}
}

// pass lets some time pass.
func (w *world) pass() { w.now = w.now.Add(time.Duration(1+w.r.IntN(3600)) * time.Second) }

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) open() {
	o := store.Options{Authority: storetest.Authority, Create: true}.FoldAfter([]int{0, 1, 4, 12}[w.count%4]).Portions([]int{0, 1, 2, 5}[w.count/4%4])
	s, err := store.Open(w.path, o)
	w.must(err)
	s.WithoutSync()
	w.s = s
	w.configure(s)
	w.record()
}

func (w *world) configure(s *store.Store) {
	w.t.Helper()
	var sources []news.Source
	for n, id := range w.sources {
		sources = append(sources, news.Source{ID: id, URL: "https://" + id + ".example/feed", Priority: n})
	}
	w.must(s.Configure(sources, w.now))
}

func (w *world) source() string { return w.sources[w.r.IntN(len(w.sources))] }

func (w *world) step() {
	switch n := w.r.IntN(100); {
	case n < 23:
		w.print(w.source(), 1+w.r.IntN(4))
	case n < 31:
		w.copy()
	case n < 42:
		w.revise(w.r.IntN(2) == 0)
	case n < 68:
		w.fetch(w.source())
	case n < 71:
		w.notModified(w.source())
	case n < 77:
		w.settle(1 + w.r.IntN(6))
	case n < 80:
		w.regenerate()
	case n < 84:
		w.edit()
	case n < 85:
		w.move(w.source())
	case n < 87:
		w.reconsider()
	case n < 89:
		w.merge()
	case n < 90:
		w.keepApart()
	case n < 91:
		w.prune()
	case n < 93:
		w.takeDown()
	case n < 95:
		w.takeBack(w.source())
	case n < 97:
		w.send()
	default:
		w.crash()
	}
}

var vocabulary = strings.Fields("canals ferries harvests glaciers looms orchards quarries tunnels violins windmills lanterns bakeries")

func (w *world) phrase() string {
	return vocabulary[w.r.IntN(len(vocabulary))] + " and " + vocabulary[w.r.IntN(len(vocabulary))]
}

func (w *world) print(source string, count int) {
	for range count {
		w.count++
		p := &piece{
			n: w.count, guid: fmt.Sprintf("%s-%d", source, w.count), link: fmt.Sprintf("https://%s.example/%d", source, w.count),
			words: w.phrase(), tag: []string{"red", "blue"}[w.r.IntN(2)], printed: w.now.Add(-time.Hour).Truncate(time.Second),
		}
		w.printed[source] = append([]*piece{p}, w.printed[source]...)
		w.named[source+" "+p.link] = true
	}
}

// copy prints another source's piece under the same link.
func (w *world) copy() {
	from, to := w.source(), w.source()
	if from == to || len(w.printed[from]) == 0 {
		return
	}
	p := *w.printed[from][0]
	if w.named[to+" "+p.link] {
		return // it would be what had this link there before
	}
	w.named[to+" "+p.link] = true
	w.count++
	p.guid = fmt.Sprintf("%s-copy-%d", to, w.count)
	w.printed[to] = append([]*piece{&p}, w.printed[to]...)
}

func (w *world) revise(material bool) {
	list := w.printed[w.source()]
	if len(list) == 0 {
		return
	}
	p := list[w.r.IntN(len(list))]
	if p.frills++; material {
		p.words = w.phrase() + fmt.Sprint(" rev", w.r.IntN(1000))
	}
}

// move gives a source's pieces other names, all at once, and fetches them.
func (w *world) move(source string) {
	window := w.window(source)
	if len(window) < 5 {
		return
	}
	for _, p := range window { // the source is as it was seen, else nobody could tell
		if w.seen[source][p] != p.words {
			return
		}
		for _, q := range window {
			if p != q && p.n == q.n {
				return
			}
		}
	}
	w.moves[source]++
	for _, p := range w.printed[source] {
		p.guid = fmt.Sprintf("moved-%d-%s", w.moves[source], p.guid)
		p.link = fmt.Sprintf("https://%s-%d.example/%d/%d", source, w.moves[source], p.n, w.count)
		w.named[source+" "+p.link] = true
		w.count++
	}
	w.fetch(source)
}

func (w *world) window(source string) []*piece {
	list := w.printed[source]
	return list[:min(len(list), 12)]
}

func (w *world) deliver(source string, fresh bool, es []news.Entry) news.Receipt {
	w.t.Helper()
	st, _ := w.s.State(source)
	st.Polled, st.Next = w.now, w.now.Add(time.Hour)
	got, err := w.s.Put(context.Background(), news.Delivery{Source: source, At: w.now, State: st, Fresh: fresh, Entries: es})
	w.must(err)
	return got
}

func (w *world) notModified(source string) { w.deliver(source, false, nil) }
