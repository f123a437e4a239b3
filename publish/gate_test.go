package publish

import (
	"go/ast"
	"go/parser"
	"go/token"
	"html/template"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/publish/publishtest"
)

// check holds every file of a theme against its format.
func check(t *testing.T, s *Site, theme string, entries int) {
	t.Helper()
	for suffix, valid := range map[string]func([]byte) []string{".atom": publishtest.Atom, ".rss": publishtest.RSS, ".json": publishtest.JSON} {
		body, _, ok := s.Page("/" + theme + suffix)
		if !ok {
			t.Errorf("/%s%s is not there", theme, suffix)
		}
		for _, fault := range valid(body) {
			t.Errorf("/%s%s: %s", theme, suffix, fault)
		}
	}
	body, _, _ := s.Page("/" + theme)
	if err := checkHTML(body, entries); err != nil {
		t.Errorf("/%s: %v", theme, err)
	}
	for _, path := range []string{"/" + theme, "/"} {
		page, _, _ := s.Page(path)
		for _, fault := range publishtest.HTML(page) {
			t.Errorf("%s: %s", path, fault)
		}
	}
	if t.Failed() {
		feed, _, _ := s.Page("/" + theme + ".atom")
		t.Logf("%s", feed)
	}
}

func TestValid(t *testing.T) {
	s := built(t)
	check(t, s, "korea", 3)
	check(t, s, "brief", 3)
	check(t, s, "leer", 0)
	for _, path := range []string{"/feeds.opml", "/sources.opml"} {
		body, _, _ := s.Page(path)
		if faults := publishtest.OPML(body); len(faults) > 0 {
			t.Errorf("%s: %v", path, faults)
		}
	}
}

// The checkers of these tests find what they are for.
func TestCheckersFindFaults(t *testing.T) {
	s := built(t)
	for path, broken := range map[string][][2]string{
		"/korea.atom": {
			{"<id>tag:feeds.example.org,2026:item/c", "<id>item/c"},
			{`rel="via"`, `rel="alternate"`},
			{"2026-11-22T07:15:00Z", "2026-11-22T07:15:00.5Z"},
			{"<name>Morning Wire</name>", ""},
			{"https://wire.example/labs", "/labs"},
			{"baut.&lt;/p&gt;", "baut."},
			{"&lt;p&gt;Ende", "&lt;script&gt;x&lt;/script&gt;&lt;p&gt;Ende"},
			{"bbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccccccccc"},
			{"wire.example/labs", "wire.example/\x01labs"},
			{`xml:lang="ko"`, `xml:lang="한국어"`},
		},
		"/korea.rss": {
			{"Sun, 22 Nov", "So, 22 Nov"},
			{`isPermaLink="false"`, `isPermaLink="true"`},
			{"<dc:creator>Morning Wire</dc:creator>", ""},
		},
		"/korea.json": {
			{`"content_text"`, `"text"`},
			{`"items"`, `"entries"`},
		},
	} {
		valid := map[string]func([]byte) []string{"/korea.atom": publishtest.Atom, "/korea.rss": publishtest.RSS, "/korea.json": publishtest.JSON}[path]
		body, _, _ := s.Page(path)
		for _, b := range broken {
			worse := strings.Replace(string(body), b[0], b[1], 1)
			if worse == string(body) {
				t.Errorf("%s has no %q", path, b[0])
			}
			if len(valid([]byte(worse))) == 0 {
				t.Errorf("%s: with %q for %q it still passes", path, b[1], b[0])
			}
		}
	}
}

// An address of the desk that is not a URI as an operator wrote it is one in
// every form.
func TestAddressOfTheDesk(t *testing.T) {
	setup := sampleSetup()
	setup.Desk.BaseURL = `HTTPS://feeds.example.org/übersicht/"a"`
	s := NewSite(setup)
	if _, _, err := s.Build("korea", sampleStories(), nil, now); err != nil {
		t.Fatal(err)
	}
	check(t, s, "korea", 3)
	feed, _, _ := s.Page("/korea.atom")
	if want := `href="https://feeds.example.org/%C3%BCbersicht/%22a%22/korea.atom" rel="self"`; !strings.Contains(string(feed), want) {
		t.Errorf("no %s in\n%s", want, feed)
	}
	url := serve(t, s)
	if resp, _ := ask(t, url+"/%C3%BCbersicht/%22a%22/korea.atom", http.MethodGet); resp.StatusCode != http.StatusOK {
		t.Errorf("at its self link stands %s", resp.Status)
	}
}

func TestRefused(t *testing.T) {
	broken := sampleStories()
	broken[0].Item.Link, broken[0].Item.GUID, broken[0].Item.Sightings = "", "x", nil
	broken[1].Item.Title, broken[1].Item.Summary = "\u200b \x07", " "
	broken[2].Item.ID = "item/c"
	undated := sampleStories()[0]
	undated.Item.ID = "tag:feeds.example.org,2026:item/dddddddddddddddddddddddddd"
	undated.Item.FirstSeen, undated.Item.Published = time.Time{}, time.Time{}
	whole := sampleStories()[0]
	s := NewSite(sampleSetup())
	_, refused, err := s.Build("korea", append(broken, undated, whole, sampleStories()[1], whole), nil, now)
	if err != nil {
		t.Fatal(err)
	}
	var why []string
	for _, r := range refused {
		why = append(why, r.String())
	}
	for n, want := range []string{"no absolute http or https link", "neither a title nor a summary", "not a tag: URI", "no date", "on the page already"} {
		if n >= len(why) || !strings.Contains(why[n], want) || !strings.HasPrefix(why[n], "theme korea: item ") {
			t.Errorf("refusal %d: %q, want %q", n, why, want)
		}
	}
	check(t, s, "korea", 2)
}

// A page that fails keeps its last good form, and the trouble has its path.
func TestLastGoodPageStays(t *testing.T) {
	s := built(t)
	want, _, _ := s.Page("/korea.atom")
	setup := sampleSetup()
	setup.Desk.BaseURL = "feeds.example.org"
	next := NewSite(setup)
	next.Keep(s)
	_, _, err := next.Build("korea", sampleStories()[:1], nil, now)
	if err == nil || !strings.Contains(err.Error(), `theme korea: base_url "feeds.example.org"`) {
		t.Errorf("a site without an address builds: %v", err)
	}
	if got, _, _ := next.Page("/korea.atom"); string(got) != string(want) {
		t.Errorf("the last good page is gone: %s", got)
	}
	setup = sampleSetup()
	setup.Themes = setup.Themes[1:]
	less := NewSite(setup)
	less.Keep(s)
	if _, _, ok := less.Page("/korea.atom"); ok {
		t.Errorf("a removed theme's page was kept")
	}
	if _, _, err := s.Build("nowhere", nil, nil, now); err == nil {
		t.Errorf("an unknown theme was built")
	}
}

// One file that cannot be written keeps its last good form, is told of, and
// takes nothing from the others.
func TestOneFormatFails(t *testing.T) {
	var troubles []string
	setup := sampleSetup()
	setup.Trouble = func(err error) { troubles = append(troubles, err.Error()) }
	s := NewSite(setup)
	build := func(stories []Story) {
		t.Helper()
		if _, _, err := s.Build("korea", stories, nil, now); err != nil {
			t.Fatal(err)
		}
	}
	build(sampleStories())
	was, _, _ := s.Page("/korea")
	s.templates = template.Must(template.New("theme").Parse("<html>{{.Nothing}}</html>"))
	for range 2 { // also where nobody asked for the form in between
		build(sampleStories()[:1])
		build(sampleStories()[:2])
		if got, _, _ := s.Page("/korea"); string(got) != string(was) {
			t.Errorf("the last good page is gone: %s", got)
		}
	}
	if len(troubles) != 2 || !strings.HasPrefix(troubles[0], "/korea is not published: ") {
		t.Errorf("the troubles are %q", troubles)
	}
	if _, ok := s.Marks()["/korea"]; ok {
		t.Errorf("a page that failed is to be remembered")
	}
	if got, _, _ := s.Page("/korea.atom"); len(publishtest.Atom(got)) > 0 || strings.Count(string(got), "<entry ") != 2 {
		t.Errorf("the feed is\n%s", got)
	}
}

// Text that is hard on XML, on HTML or on readers.
var hostile = []string{
	"", " ", "]]>", "<![CDATA[x", "<script>alert(1)</script>", "a\x00b\x0bc\ufffe\uffff", "\xff\xfe\xc3", "&amp;&#8;&#x0;", `" onmouseover="x`,
	"{{.}}", "\u202eright to left", "\u2028\u2029", strings.Repeat("가", 5000), strings.Repeat("<b>", 3000), "</title></head>", "5 < 6 & 7 > 3",
	"\U0001F1F0\U0001F1F7", "javascript:alert(1)", "data:text/html,x", "http://", "https://[::1", "https://a b/c d?e=한국#x#y", "//host/path", "/path",
	"https://user:secret@host/", "HTTPS://Example.ORG/%zz%41", "https://예시.example/길", "ftp://host/x", "https://host:99999/", "mailto:x@y", "tag:a,b:c d",
	"de_DE", "x", "zxx-@", "ko-", "de-abcdefghi", "i-klingon", "한국어", "zh-Hant_TW", "tag:Example.org,2026:x", "urn:uuid:1", "http://h/?q=[a]{b}|c^d`e",
	"http://xn--/", "https://h.example/%", "http://2130706433/", "https://[fe80::1%25eth0]/", "\u00ad\u200b", "\ufeffBOM", "e\u0301\u0301", "'; DROP TABLE", "${x}", "%s%d",
	"<a href=x>", "</p></div></article>", "<!--", "<plaintext>", "<![endif]-->", "&", "a\u0085b", "a\rb", "<dd><li><td>x", "<a href=\"https://a b\">c</a>",
	"\t\r\n", "<p><a href='javascript:x'>y</a><img src=x onerror=y><img src='http://h/i.png'><svg onload=z>", "<!-- --", "<p style='x:y'>z",
}

func someText(r *rand.Rand) string {
	s := hostile[r.IntN(len(hostile))]
	if r.IntN(3) == 0 {
		s += hostile[r.IntN(len(hostile))]
	}
	return s
}

func someTime(r *rand.Rand) time.Time {
	switch r.IntN(8) {
	case 0:
		return time.Time{}
	case 1:
		return time.Unix(r.Int64(), r.Int64N(1e9))
	default:
		return now.Add(-time.Duration(r.Int64N(int64(90 * 24 * time.Hour)))).In(time.FixedZone("", 9*3600))
	}
}

// someStory is a story whose every part may be hostile, its id and a way to
// link to it apart.
func someStory(r *rand.Rand, n int) Story {
	s := sampleStories()[r.IntN(3)]
	i := &s.Item
	i.ID = strings.Replace(i.ID, i.ID[len(i.ID)-26:], strings.Repeat(string(rune('a'+n%26)), 26), 1)
	for _, f := range []*string{
		&i.Source, &i.GUID, &i.Title, &i.Link, &i.Summary, &i.Language, &i.Image, &i.Origin.ID, &i.Origin.Title, &i.Origin.Link, &i.Origin.Self,
		&i.Origin.Language, &i.Origin.Rights, &s.Rights.Attribution, &s.Rights.Licence, &i.Body.Markup, &i.Body.Base, &i.Body.Lang,
	} {
		if r.IntN(3) > 0 {
			*f = someText(r)
		}
	}
	for _, f := range []*time.Time{&i.Published, &i.Updated, &i.Origin.Updated, &s.Entered} {
		*f = someTime(r)
	}
	i.Authors = []news.Person{{Name: someText(r), Email: someText(r), URI: someText(r)}}
	i.Enclosures = []news.Enclosure{{Link: someText(r), Type: someText(r), Length: r.Int64() - r.Int64()}, {Link: "https://h.example/a.mp3", Type: "audio/mpeg"}}
	i.Sightings = append(i.Sightings, news.Sighting{Source: someText(r), Link: someText(r)})
	s.Verdict.Tags = append(s.Verdict.Tags, news.Score{Tag: "t" + someText(r), Because: []string{someText(r)}})
	s.Rights.Content = []news.Extent{"", news.ExtentTitle, news.ExtentSummary, news.ExtentFull, "other"}[r.IntN(5)]
	s.Rights.Images = r.IntN(2) == 0
	s.Note, s.Pinned, s.Line = someText(r), r.IntN(4) == 0, uint64(n)
	if r.IntN(8) == 0 {
		s.Gone = someTime(r)
	}
	return s
}

// someSetup is a desk in any of its languages, whose names may be hostile as well.
func someSetup(r *rand.Rand) Setup {
	setup := sampleSetup()
	setup.Desk.Language = []string{"de", "en", "ko"}[r.IntN(3)]
	setup.Themes[0].Date = []news.Clock{news.ClockPublished, news.ClockFirstSeen, news.ClockApproved}[r.IntN(3)]
	for _, f := range []*string{
		&setup.Desk.Title, &setup.Desk.Author.Name, &setup.Themes[0].Title, &setup.Tags[0].Title, &setup.Tags[1].Title,
		&setup.Sources[0].Title, &setup.Sources[0].URL, &setup.Sources[0].Language,
	} {
		if hostile := someText(r); line(hostile) != "" && r.IntN(2) == 0 { // the configuration has no empty ones
			*f = hostile
		}
	}
	return setup
}

// Whatever the items hold, what is published is valid, and the rest is named:
// pages and feeds, archives, issues and digests.
func TestAnythingIsValid(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 2))
	shown := 0
	for range 12 {
		setup, past := someSetup(r), &heldPast{stories: make([]Story, archiveSize)}
		setup.Past = past
		s := NewSite(setup)
		for range 4 {
			stories, gone := make([]Story, r.IntN(8)), 0
			for n := range stories {
				stories[n] = someStory(r, n)
				if !stories[n].Gone.IsZero() {
					gone++
				}
			}
			copy(past.stories, stories)
			_, refused, err := s.Build("korea", stories, nil, now)
			if err != nil {
				t.Fatal(err)
			}
			left := len(stories) - len(refused) - gone
			shown += left
			check(t, s, "korea", left)
			checkKept(t, s, stories)
			if t.Failed() {
				return
			}
		}
	}
	if shown < 40 {
		t.Errorf("only %d of the stories were shown", shown)
	}
}

// checkKept holds what is made of stories to be kept or sent against its format.
func checkKept(t *testing.T, s *Site, stories []Story) {
	t.Helper()
	if body, _, ok := s.Page("/korea/archive/0.atom"); ok {
		for _, fault := range publishtest.Atom(body) {
			t.Errorf("archive: %s", fault)
		}
	}
	issue, _, err := s.Issue("korea", "2026-W47", at(13, 15, 0), now, stories)
	if err != nil {
		t.Fatal(err)
	}
	page, _, err := s.Digest("korea", at(13, 15, 0), now, stories)
	if err != nil {
		t.Fatal(err)
	}
	faults := publishtest.HTML([]byte(page))
	if len(issue.Items) > 0 {
		faults = append(faults, publishtest.Atom(issue.Body(".atom"))...)
		faults = append(faults, publishtest.HTML(issue.Body(""))...)
	}
	for _, fault := range faults {
		t.Errorf("issue or digest: %s", fault)
	}
	for _, path := range []string{"/feeds.opml", "/sources.opml"} {
		body, _, _ := s.Page(path)
		for _, fault := range publishtest.OPML(body) {
			t.Errorf("%s: %s", path, fault)
		}
	}
}

func FuzzPage(f *testing.F) {
	for n := 0; n < len(hostile); n += 3 {
		s := hostile[n]
		f.Add(s, hostile[(n+7)%len(hostile)], "https://example.org/a", s, "<p>"+s, s)
	}
	f.Fuzz(func(t *testing.T, title, summary, link, name, markup, other string) {
		s := NewSite(sampleSetup())
		story := sampleStories()[0]
		story.Item.Title, story.Item.Summary, story.Item.Link, story.Item.GUID, story.Item.Image = title, summary, link, other, link
		story.Item.Authors, story.Item.Body.Markup, story.Item.Body.Base = []news.Person{{Name: name, URI: link}}, markup, link
		story.Item.Origin.ID, story.Item.Origin.Title, story.Item.Language = other, name, other
		_, refused, err := s.Build("korea", []Story{story}, nil, now)
		if err != nil {
			t.Fatal(err)
		}
		check(t, s, "korea", 1-len(refused))
	})
}

// A source's markup is read in one place, and only by news/text.
func TestMarkupLeavesOnlyClean(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	cleaned := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			from, _ := sel.X.(*ast.Ident)
			switch {
			case sel.Sel.Name == "Markup":
				t.Errorf("%s reads Markup itself", name)
			case sel.Sel.Name == "Clean" && from != nil && from.Name == "text":
				cleaned++
			case from != nil && from.Name == "template" && strings.Contains(" HTML HTMLAttr JS JSStr CSS URL Srcset ", " "+sel.Sel.Name+" "):
				t.Errorf("%s takes text for safe: template.%s", name, sel.Sel.Name)
			}
			return true
		})
	}
	if cleaned != 1 {
		t.Errorf("text.Clean is called in %d places, not in one", cleaned)
	}
}

// A page that cannot be built stays as it was only while it shows nothing that
// must not be shown any more.
func TestFaultyPageHidesWhatIsGone(t *testing.T) {
	s := built(t)
	theme := s.themes["korea"]
	theme.Title = "\u200b"
	s.themes["korea"] = theme
	stories := sampleStories()
	titled := func(path string) bool {
		body, _, _ := s.Page(path)
		return strings.Contains(string(body), "Pilotanlagen")
	}
	build := func() {
		t.Helper()
		if _, _, err := s.Build("korea", stories, nil, now); err == nil {
			t.Fatal("a page without a title was built")
		}
	}
	build()
	paths := []string{"/korea.atom", "/korea.rss", "/korea.json", "/korea", "/"}
	for _, path := range paths {
		if !titled(path) {
			t.Errorf("%s did not stay as it was", path)
		}
	}
	stories[0].Gone = now
	build()
	for _, path := range paths[:4] {
		if titled(path) {
			t.Errorf("%s shows what is gone", path)
		}
	}
	if front, _, _ := s.Page("/"); strings.Count(string(front), "Pilotanlagen") != 1 { // that of the other theme
		t.Errorf("the front page is\n%s", front)
	}
	url := serve(t, s)
	if resp, _ := ask(t, url+"/korea.atom", http.MethodGet); resp.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("the feed is %s", resp.Status)
	}
	if !titled("/brief.atom") {
		t.Error("another theme's page went with it")
	}
}
