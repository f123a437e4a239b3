package publish

import (
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"weak"

	"koreadesk/news"
	"koreadesk/publish/publishtest"
)

// heldPast is a theme's ledger with one story a line, in memory.
type heldPast struct {
	stories []Story
	broken  error
	read    int
}

func (p *heldPast) Lines(string) (uint64, error) { return uint64(len(p.stories)), nil }

func (p *heldPast) Archived(_ string, from uint64, most int) ([]Story, error) {
	p.read++
	var all []Story
	for _, s := range p.stories[from:min(len(p.stories), int(from)+most)] {
		if s.Item.ID != "" {
			all = append(all, s)
		}
	}
	return all, p.broken
}

func (p *heldPast) Held(_ string, from uint64, most int) (bool, error) {
	return slices.ContainsFunc(p.stories[from:from+uint64(most)], func(s Story) bool { return s.Item.ID != "" }), nil
}

// archiving is a site whose theme has so many lines, each item a minute younger
// than the one before, and the past it is read from.
func archiving(t *testing.T, lines int) (*Site, *heldPast) {
	t.Helper()
	past := &heldPast{stories: manyStories(lines)}
	for n := range past.stories {
		past.stories[n].Line = uint64(n)
	}
	setup := sampleSetup()
	setup.Past = past
	s := NewSite(setup)
	rebuild(t, s, past)
	return s, past
}

// rebuild builds the theme's page of what no archive holds.
func rebuild(t *testing.T, s *Site, past *heldPast) map[string]news.Mark {
	t.Helper()
	marks, _, err := s.Build("korea", past.stories[len(past.stories)/archiveSize*archiveSize:], nil, now)
	if err != nil {
		t.Fatal(err)
	}
	return marks
}

// feedOf reads a feed: its links by relation, its entries' and stubs' ids in
// the order of the document.
func feedOf(t *testing.T, body []byte) (links map[string]string, ids, stubs []string) {
	t.Helper()
	if f := publishtest.Atom(body); len(f) > 0 {
		t.Fatalf("%v in\n%s", f, body)
	}
	var feed struct {
		Nodes []struct {
			XMLName xml.Name
			Rel     string `xml:"rel,attr"`
			Href    string `xml:"href,attr"`
			Ref     string `xml:"ref,attr"`
			ID      string `xml:"id"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal(body, &feed); err != nil {
		t.Fatal(err)
	}
	links = make(map[string]string)
	for _, n := range feed.Nodes {
		switch n.XMLName.Local {
		case "link":
			links[n.Rel] = n.Href
		case "entry":
			ids = append(ids, n.ID)
		case "deleted-entry":
			ids, stubs = append(ids, n.Ref), append(stubs, n.Ref)
		}
	}
	return links, ids, stubs
}

// Who walks from the feed through its archives meets every story that ever was
// in the theme, in the order of the ledger.
func TestArchivesAreWalked(t *testing.T) {
	for _, lines := range []int{0, 99, 100, 101, 345} {
		s, past := archiving(t, lines)
		url := serve(t, s)
		seen := make(map[string]bool)
		next, documents := "https://feeds.example.org/desk/korea.atom", 0
		for next != "" {
			resp, body := ask(t, url+strings.TrimPrefix(next, "https://feeds.example.org/desk"), "GET")
			if resp.StatusCode != 200 {
				t.Fatalf("%s: %d %s", next, resp.StatusCode, body)
			}
			links, ids, _ := feedOf(t, body)
			if links["self"] != next {
				t.Errorf("%s calls itself %s", next, links["self"])
			}
			for rel, href := range links {
				if !strings.Contains(resp.Header.Get("Link"), `<`+href+`>; rel="`+rel+`"`) {
					t.Errorf("%s: the Link header %s lacks %s", next, resp.Header.Get("Link"), rel)
				}
			}
			if documents > 0 {
				if !strings.Contains(string(body), "<fh:archive") || links["current"] != "https://feeds.example.org/desk/korea.atom" || len(ids) != archiveSize {
					t.Errorf("%s is no archive: %v, %d entries", next, links, len(ids))
				}
			}
			for _, id := range ids {
				seen[id] = true
			}
			next = links["prev-archive"]
			documents++
		}
		if documents != 1+lines/archiveSize {
			t.Errorf("%d lines: %d documents", lines, documents)
		}
		for _, story := range past.stories {
			if !seen[story.Item.ID] {
				t.Fatalf("%d lines: %s is met nowhere", lines, story.Item.ID)
			}
		}
	}
}

// A walk does not end at an archive of which nothing is left: the links lead
// past it, in both directions.
func TestWalksLeadPastWhatIsGone(t *testing.T) {
	s, past := archiving(t, 560)
	clear(past.stories[100:300])
	clear(past.stories[400:500])
	rebuild(t, s, past)
	url := serve(t, s)
	for path, want := range map[string][2]string{
		".atom": {"/archive/3.atom", ""}, "/archive/3.atom": {"/archive/0.atom", ""}, "/archive/0.atom": {"", "/archive/3.atom"},
	} {
		resp, body := ask(t, url+"/korea"+path, "GET")
		if resp.StatusCode != 200 {
			t.Fatalf("%s: %d %s", path, resp.StatusCode, body)
		}
		links, _, _ := feedOf(t, body)
		for n, rel := range []string{"prev-archive", "next-archive"} {
			if got := strings.TrimPrefix(links[rel], "https://feeds.example.org/desk/korea"); got != want[n] {
				t.Errorf("korea%s leads to %q as %s, want %q", path, got, rel, want[n])
			}
		}
	}
	if resp, _ := ask(t, url+"/korea/archive/4.atom", "GET"); resp.StatusCode != 410 {
		t.Errorf("one of which nothing is left: %d", resp.StatusCode)
	}
	clear(past.stories)
	rebuild(t, s, past)
	if _, body := ask(t, url+"/korea.atom", "GET"); strings.Contains(string(body), "prev-archive") {
		t.Errorf("the feed leads to archives that are all gone")
	}
}

// An archive's set and order stay, whatever happens to its stories; what is
// gone is a stub, in its place; and when nothing is left it is gone itself.
func TestArchiveStays(t *testing.T) {
	s, past := archiving(t, 230)
	url := serve(t, s)
	get := func(status int) (*http.Response, []byte) {
		t.Helper()
		resp, body := ask(t, url+"/korea/archive/1.atom", "GET")
		if resp.StatusCode != status {
			t.Fatalf("%d: %s", resp.StatusCode, body)
		}
		return resp, body
	}
	first, body := get(200)
	_, want, _ := feedOf(t, body)
	if got := past.stories[199].Item.ID; want[0] != got {
		t.Errorf("it begins with %s, not %s", want[0], got)
	}
	if again, _ := ask(t, url+"/korea/archive/1.atom", "GET", "If-None-Match: "+first.Header.Get("Etag")); again.StatusCode != 304 {
		t.Errorf("asked again: %d", again.StatusCode)
	}
	if past.read != 1 {
		t.Errorf("it was read %d times for two requests", past.read)
	}
	past.stories[150].Item.Title = "Anders"
	past.stories[150].Item.Updated = now
	past.stories[120].Gone = at(23, 1, 0)
	past.stories[199].Gone = at(23, 2, 0)
	past.stories[100].Gone = at(23, 3, 0)
	rebuild(t, s, past)
	_, body = get(200)
	_, got, stubs := feedOf(t, body)
	if !slices.Equal(got, want) || len(stubs) != 3 || !strings.Contains(string(body), "<title>Anders</title>") {
		t.Errorf("%d stubs; the order was\n%v\nand is\n%v", len(stubs), want, got)
	}
	if gone := past.stories[120].Item; strings.Contains(string(body), "(120)") || strings.Contains(string(body), "<id>"+gone.ID) {
		t.Errorf("of what is gone more than its id is left:\n%s", body)
	}
	for n := 100; n < 200; n++ {
		past.stories[n] = Story{}
	}
	rebuild(t, s, past)
	if resp, body := get(410); !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") || len(body) == 0 {
		t.Errorf("gone: %v %s", resp.Header, body)
	}
	get(410)
}

func TestArchiveAddresses(t *testing.T) {
	s, past := archiving(t, 150)
	url := serve(t, s)
	for path, want := range map[string]int{
		"/korea/archive/0.atom": 200, "/korea/archive/1.atom": 404, "/korea/archive/00.atom": 404, "/korea/archive/-1.atom": 404,
		"/korea/archive/0": 404, "/korea/archive/0.rss": 404, "/korea/archive/99999999999999999999.atom": 404, "/brief/archive/0.atom": 404,
		"/alt/archive/0.atom": 410, "/rundbrief/archive/0.atom": 301, "/desk/korea/archive/0.atom": 200,
	} {
		if resp, body := ask(t, url+path, "GET"); resp.StatusCode != want {
			t.Errorf("%s: %d %s, want %d", path, resp.StatusCode, body, want)
		}
	}
	past.broken = errors.New("no disk")
	rebuild(t, s, past)
	if resp, _ := ask(t, url+"/korea/archive/0.atom", "GET"); resp.StatusCode != 200 {
		t.Errorf("the last good archive is not served: %d", resp.StatusCode)
	}
	s, past = archiving(t, 150)
	url = serve(t, s)
	past.broken = errors.New("no disk")
	if resp, _ := ask(t, url+"/korea/archive/0.atom", "GET"); resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
		t.Errorf("an archive that cannot be read: %d", resp.StatusCode)
	}
	past.broken = nil
	if resp, _ := ask(t, url+"/korea/archive/0.atom", "GET"); resp.StatusCode != 200 {
		t.Errorf("and then can be: %d", resp.StatusCode)
	}
}

// Since when an archive has its bytes outlives the program.
func TestArchiveDates(t *testing.T) {
	s, _ := archiving(t, 120)
	resp, _ := ask(t, serve(t, s)+"/korea/archive/0.atom", "GET")
	before := resp.Header.Get("Last-Modified")
	marks := s.Marks()
	if before == "" || len(marks) == 0 {
		t.Fatalf("Last-Modified %q, marks %v", before, marks)
	}
	again, past := archiving(t, 120)
	if _, _, err := again.Build("korea", past.stories[100:], marks, now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	after, _ := ask(t, serve(t, again)+"/korea/archive/0.atom", "GET")
	if after.Header.Get("Last-Modified") != before || after.Header.Get("Etag") != resp.Header.Get("Etag") {
		t.Errorf("after a restart: %v, before %v", after.Header, resp.Header)
	}
}

// No more archives are held than 64.
func TestArchivesAreBounded(t *testing.T) {
	s, past := archiving(t, 70*archiveSize)
	url := serve(t, s)
	for n := range 70 {
		if resp, _ := ask(t, url+fmt.Sprintf("/korea/archive/%d.atom", n), "GET"); resp.StatusCode != 200 {
			t.Fatalf("%d: %d", n, resp.StatusCode)
		}
	}
	if len(s.past.held) != mostPast || past.read != 70 {
		t.Errorf("%d held, %d read", len(s.past.held), past.read)
	}
	ask(t, url+"/korea/archive/69.atom", "GET")
	ask(t, url+"/korea/archive/0.atom", "GET")
	if past.read != 71 {
		t.Errorf("%d read: the latest are held, the oldest are not", past.read)
	}
}

// A feed tells of what is gone; a story that came back is not said to be.
func TestStubsInTheFeed(t *testing.T) {
	s := NewSite(sampleSetup())
	stories := sampleStories()
	stories[1].Gone = at(23, 4, 0)
	back := stories[0]
	back.Gone = at(22, 9, 0)
	if _, _, err := s.Build("korea", append(stories, back), nil, now); err != nil {
		t.Fatal(err)
	}
	body, _, _ := s.Page("/korea.atom")
	_, ids, stubs := feedOf(t, body)
	if len(ids) != 3 || !slices.Equal(stubs, []string{stories[1].Item.ID}) || !strings.Contains(string(body), `<updated>2026-11-23T04:00:00Z</updated>`) {
		t.Errorf("%v, stubs %v in\n%s", ids, stubs, body)
	}
	for _, path := range []string{"/korea", "/korea.rss", "/korea.json"} {
		if body, _, _ := s.Page(path); strings.Contains(string(body), stories[1].Item.ID) || strings.Contains(string(body), stories[1].Item.Title) {
			t.Errorf("%s shows what is gone", path)
		}
	}
}

// An editor retitles what has left a theme: its archives tell, in the site and
// in the static tree, though the theme's page stays as it is.
func TestForgottenArchivesAreWrittenAnew(t *testing.T) {
	s, past := archiving(t, 150)
	url, dir := serve(t, s), t.TempDir()
	const path = "/korea/archive/0.atom"
	if _, err := s.Tree(dir); err != nil {
		t.Fatal(err)
	}
	first, _ := ask(t, url+path, "GET")
	s.Forget("korea")
	if same, _ := ask(t, url+path, "GET"); same.Header.Get("Last-Modified") != first.Header.Get("Last-Modified") || same.Header.Get("Etag") != first.Header.Get("Etag") {
		t.Errorf("nothing changed, and it is %v, was %v", same.Header, first.Header)
	}
	past.stories[20].Item.Title = "Anders"
	s.Forget("korea")
	if _, body := ask(t, url+path, "GET"); !strings.Contains(string(body), "<title>Anders</title>") {
		t.Error("the site serves the old archive")
	}
	if changed, err := s.Tree(dir); err != nil || changed != 1 {
		t.Errorf("the tree: %d files changed, %v", changed, err)
	}
	if body, err := os.ReadFile(filepath.Join(dir, path)); err != nil || !strings.Contains(string(body), "<title>Anders</title>") {
		t.Errorf("the tree has the old archive (%v)", err)
	}
}

// An archive that is held keeps no former page of its theme in memory.
func TestArchivesLetFormerPagesGo(t *testing.T) {
	s, past := archiving(t, 250)
	if _, _, ok := s.Page("/korea/archive/0.atom"); !ok {
		t.Fatal("it is not there")
	}
	first := weak.Make(s.shelf.Load().pages["korea"])
	for n := range 2 {
		past.stories[249].Item.Title = fmt.Sprint("Kran ", n)
		rebuild(t, s, past)
	}
	runtime.GC()
	if first.Value() != nil {
		t.Error("the first page is in memory still")
	}
	runtime.KeepAlive(s)
}
