package publish

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"koreadesk/news"
)

// files are all files of a site as one text.
func files(s *Site) string {
	var b strings.Builder
	for _, path := range s.Paths() {
		body, kind, _ := s.Page(path)
		fmt.Fprintf(&b, "%s %s\n%s\n", path, kind, body)
	}
	return b.String()
}

// The bytes depend on the stories alone: not on the hour, not on the order
// they come in, not on what was built before.
func TestSameBytes(t *testing.T) {
	stories := manyStories(12)
	build := func(s *Site, stories []Story, when time.Time) string {
		for _, theme := range []string{"korea", "brief", "leer"} {
			if _, _, err := s.Build(theme, stories, nil, when); err != nil {
				t.Fatal(err)
			}
		}
		return files(s)
	}
	want := build(NewSite(sampleSetup()), stories, now)
	if got := build(NewSite(sampleSetup()), stories, now.Add(77*time.Hour)); got != want {
		t.Errorf("at another hour the files differ")
	}
	other := slices.Clone(stories)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(other), func(a, b int) { other[a], other[b] = other[b], other[a] })
	if got := build(NewSite(sampleSetup()), other, now); got != want {
		t.Errorf("in another order the files differ")
	}
	s := NewSite(sampleSetup())
	build(s, other[:7], now)
	build(s, nil, now)
	build(s, stories[:9], now)
	if got := build(s, stories, now); got != want {
		t.Errorf("after other pages the files differ")
	}
	next := NewSite(sampleSetup())
	next.Keep(s)
	if got := files(next); got != want {
		t.Errorf("what is kept over a reload differs")
	}
	if got := build(next, stories, now); got != want {
		t.Errorf("after a reload the files differ")
	}
}

// HTML that was cleaned for the last page is not cleaned again, and never
// taken for that of another text or of other rights.
func TestCleanedOnce(t *testing.T) {
	s := NewSite(sampleSetup())
	story := sampleStories()[0]
	content := func() string {
		t.Helper()
		if _, _, err := s.Build("korea", []Story{story}, nil, now); err != nil {
			t.Fatal(err)
		}
		return s.shelf.Load().pages["korea"].Entries[0].Content
	}
	first := content()
	if !strings.Contains(first, "<img") || strings.Count(first, "Genehmigung") != 1 {
		t.Fatalf("the content is %s", first)
	}
	if again := content(); again != first {
		t.Errorf("again it is %s", again)
	}
	story.Rights.Images = false
	if got := content(); strings.Contains(got, "<img") {
		t.Errorf("without a right to images it is %s", got)
	}
	story.Item.Body.Markup = strings.Replace(story.Item.Body.Markup, "Ende", "Anfang", 1)
	if got := content(); !strings.Contains(got, "Anfang") {
		t.Errorf("after a change it is %s", got)
	}
}

func TestRights(t *testing.T) {
	for _, c := range []struct {
		rights              news.Rights
		summary, full, note bool
		image               bool
	}{
		{rights: news.Rights{}, summary: true},
		{rights: news.Rights{Content: news.ExtentTitle, Images: true, Attribution: "Mit Dank"}},
		{rights: news.Rights{Content: news.ExtentSummary, Images: true, Attribution: "Mit Dank"}, summary: true, image: true, note: true},
		{rights: news.Rights{Content: news.ExtentFull}, summary: true, full: true},
		{rights: news.Rights{Content: "everything", Images: true}},
	} {
		s := NewSite(sampleSetup())
		story := sampleStories()[0]
		story.Rights = c.rights
		if _, _, err := s.Build("korea", []Story{story}, nil, now); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{"/korea.atom", "/korea.rss", "/korea.json"} {
			body, _, _ := s.Page(path)
			has := func(s string) bool { return bytes.Contains(body, []byte(s)) }
			if has("Elektrolyse mit 20 Megawatt") != c.summary || has("Schluss") != c.full || has("anlage.jpg") != c.image {
				t.Errorf("%+v: %s is\n%s", c.rights, path, body)
			}
			if c.rights.Attribution != "" && !has(c.rights.Attribution) {
				t.Errorf("%+v: %s does not say it", c.rights, path)
			}
		}
		check(t, s, "korea", 1)
	}
}

// A page too large loses its oldest entries beyond the limit, then full texts;
// never one of the limit.
func TestFit(t *testing.T) {
	setup := sampleSetup()
	setup.Themes[0].Limit = 5
	s := NewSite(setup)
	s.room = 100_000
	for _, c := range []struct {
		stories, bytes int
		least, most    int // entries left
		short          bool
	}{
		{stories: 30, bytes: 100, least: 30, most: 30},
		{stories: 15, bytes: 10_000, least: 8, most: 10},
		{stories: 7, bytes: 25_000, least: 5, most: 5, short: true},
		{stories: 4, bytes: 30_000, least: 4, most: 4, short: true},
	} {
		stories := manyStories(c.stories)
		for n := range stories {
			stories[n].Item.Body = news.Raw{Kind: news.HTML, Markup: fmt.Sprintf("<p>%d %s</p>", n, strings.Repeat("W", c.bytes))}
			stories[n].Rights.Content = news.ExtentFull
		}
		if _, refused, err := s.Build("korea", stories, nil, now); err != nil || len(refused) > 0 {
			t.Fatal(err, refused)
		}
		if body, _, _ := s.Page("/korea.atom"); len(body) > s.room {
			t.Errorf("%+v: the feed has %d bytes", c, len(body))
		}
		left := s.shelf.Load().pages["korea"].Entries
		if n := len(left); n < c.least || n > c.most || strings.Contains(left[n-1].Content, "WWW") == c.short || !strings.Contains(left[0].Content, "WWW") {
			t.Errorf("%+v: %d entries, the last with %d bytes", c, n, len(left[n-1].Content))
		}
		check(t, s, "korea", len(left))
	}
}

// Themes may be built at the same time.
func TestBuildTogether(t *testing.T) {
	want := files(built(t))
	s := NewSite(sampleSetup())
	var wg sync.WaitGroup
	for theme, stories := range map[string][]Story{"korea": sampleStories(), "brief": sampleStories(), "leer": nil} {
		for range 3 {
			wg.Go(func() {
				if _, _, err := s.Build(theme, stories, nil, now); err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if got := files(s); got != want {
		t.Errorf("built together the files differ")
	}
}

func TestLanguages(t *testing.T) {
	for lang, want := range map[string][]string{
		"de":    {`<html lang="de">`, "Sonntag, 22. November 2026", "Auch berichtet von:", "3 Meldungen", "Warum hier?", "Titel: Südkorea"},
		"en-GB": {`<html lang="en">`, "Sunday, 22 November 2026", "Also reported by:", "3 stories", "Why here?", "title: Südkorea"},
		"ko":    {`<html lang="ko">`, "2026년 11월 22일 일요일", "함께 보도한 매체:", "소식 3건", "선정 이유", "제목: Südkorea"},
	} {
		setup := sampleSetup()
		setup.Desk.Language = lang
		s := NewSite(setup)
		if _, _, err := s.Build("korea", sampleStories(), nil, now); err != nil {
			t.Fatal(err)
		}
		body, _, _ := s.Page("/korea")
		for _, w := range want {
			if !bytes.Contains(body, []byte(w)) {
				t.Errorf("in %s the page has no %q", lang, w)
			}
		}
		if css, _, _ := s.Page("/feed.css"); !bytes.Contains(css, []byte(s.words.RawFeed)) {
			t.Errorf("in %s the feed's style says something else", lang)
		}
		check(t, s, "korea", 3)
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/b?c=d&e=%20#f":  "https://a.example/b?c=d&e=%20#f",
		" HTTP://A.example ":               "http://A.example",
		"https://a.example/한국 어":           "https://a.example/%ED%95%9C%EA%B5%AD%20%EC%96%B4",
		"https://한국.example/":              "https://xn--3e0b707e.example/",
		"https://a.example/%zz%4":          "https://a.example/%25zz%254",
		"https://a.example/#x#y":           "https://a.example/#x%23y",
		"https://a.example/a[1]?b=[2]|{}":  "https://a.example/a%5B1%5D?b=%5B2%5D%7C%7B%7D",
		"https://[2001:db8::1]:8443/x":     "https://[2001:db8::1]:8443/x",
		"https://a.example:80a/":           "",
		"https://user:secret@a.example/":   "",
		"https:///x":                       "",
		"//a.example/x":                    "",
		"/x":                               "",
		"javascript:alert(1)":              "",
		"javascript://a.example/%0aalert":  "",
		"ftp://a.example/":                 "",
		"https://a b.example/":             "",
		"mailto:a@b.example":               "",
		"https://a.example\\@evil.example": "https://a.example%5C@evil.example",
	} {
		if got := address(in); got != want && !(want == "https://a.example%5C@evil.example" && got == "") {
			t.Errorf("address(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestMarks(t *testing.T) {
	remembered := make(map[string]news.Mark)
	site := func(hour int, stories []Story) (*Site, int) {
		s := NewSite(sampleSetup())
		fresh := make(map[string]news.Mark)
		for _, theme := range []string{"korea", "brief", "leer"} {
			marks, _, err := s.Build(theme, stories, remembered, at(23, hour, 0))
			if err != nil {
				t.Fatal(err)
			}
			maps.Copy(fresh, marks)
		}
		files(s) // somebody asks for every one of them
		maps.Copy(fresh, s.Marks())
		maps.Copy(remembered, fresh)
		return s, len(fresh)
	}
	s, wrote := site(9, sampleStories())
	if paths := s.Paths(); wrote != len(paths) {
		t.Errorf("%d marks of %d new pages", wrote, len(paths))
	}
	if _, wrote := site(12, sampleStories()); wrote != 0 {
		t.Errorf("a restart with the same stories changed %d pages", wrote)
	}
	if got := remembered["/korea.atom"].Changed; !got.Equal(at(23, 9, 0)) {
		t.Errorf("after a restart the feed has changed at %v", got)
	}
	stories := sampleStories()
	stories[1].Item.Title = "부산, 함부르크와 협약"
	site(15, stories)
	if got := remembered["/korea.atom"].Changed; !got.Equal(at(23, 15, 0)) {
		t.Errorf("with another title the feed has changed at %v", got)
	}
	if got := remembered["/feeds.opml"].Changed; !got.Equal(at(23, 9, 0)) {
		t.Errorf("the list of feeds has changed at %v", got)
	}
}
