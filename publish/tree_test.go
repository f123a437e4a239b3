package publish

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"koreadesk/news"
)

func TestTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "www")
	s := built(t)
	tree := func(s *Site, want int) []string {
		t.Helper()
		changed, err := s.Tree(dir)
		if err != nil || changed != want {
			t.Errorf("%d files changed, %v; want %d", changed, err, want)
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	names := tree(s, len(s.Paths()))
	want := []string{
		".koreadesk", "brief.atom", "brief.html", "brief.json", "brief.rss", "feed.css", "feeds.opml", "index.html",
		"korea.atom", "korea.html", "korea.json", "korea.rss", "leer.atom", "leer.html", "leer.json", "leer.rss", "page.css", "sources.opml",
	}
	if !slices.Equal(names, want) {
		t.Errorf("the tree has %v", names)
	}
	body, _, _ := s.Page("/korea")
	if got, err := os.ReadFile(filepath.Join(dir, "korea.html")); err != nil || string(got) != string(body) {
		t.Errorf("korea.html: %v\n%s", err, got)
	}
	if at, err := os.Stat(filepath.Join(dir, "korea.atom")); err != nil || !at.ModTime().Equal(now) || at.Mode().Perm() != 0o644 {
		t.Errorf("korea.atom: %v, %v", at.ModTime(), err)
	}
	tree(s, 0)
	if err := os.WriteFile(filepath.Join(dir, "robots.txt"), []byte("User-agent: *\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Build("leer", sampleStories()[:1], nil, now); err != nil {
		t.Fatal(err)
	}
	tree(s, 5) // the theme's four and the index

	setup := sampleSetup()
	setup.Themes = setup.Themes[:2]
	less := NewSite(setup)
	less.Keep(s)
	names = tree(less, 4+2) // its files went; the index and the list of feeds differ
	if slices.Contains(names, "leer.atom") || !slices.Contains(names, "robots.txt") || !slices.Contains(names, "korea.atom") {
		t.Errorf("after a theme was removed the tree has %v", names)
	}
}

// A program that begins with a page it cannot build leaves that page's files in
// the tree as they were, until they show what is gone.
func TestTreeKeepsWhatCannotBeBuilt(t *testing.T) {
	dir := t.TempDir()
	if _, err := built(t).Tree(dir); err != nil {
		t.Fatal(err)
	}
	setup := sampleSetup()
	korea := slices.IndexFunc(setup.Themes, func(t news.Theme) bool { return t.ID == "korea" })
	setup.Themes[korea].Title = "\u200b"
	stories := sampleStories()
	begin := func() (there bool) {
		t.Helper()
		s := NewSite(setup)
		for _, theme := range setup.Themes {
			if _, _, err := s.Build(theme.ID, stories, nil, now); err == nil && theme.ID == "korea" {
				t.Fatal("a page without a title was built")
			}
		}
		for range 2 {
			if _, err := s.Tree(dir); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range []string{"korea.atom", "korea.rss", "korea.json", "korea.html"} {
			if there = exists(filepath.Join(dir, name)); there != exists(filepath.Join(dir, "korea.atom")) {
				t.Errorf("%s: there is %v", name, there)
			}
		}
		return there
	}
	if !begin() {
		t.Error("the last good page was taken out of the tree")
	}
	stories[0].Gone = now
	if begin() {
		t.Error("the tree shows what is gone")
	}
}

// So do its archives and issues, which its feed leads to, each by what it shows.
func TestTreeKeepsThePastOfWhatCannotBeBuilt(t *testing.T) {
	s, past := archiving(t, 250)
	issue, _, err := s.Issue("korea", "2026-W46", at(13, 15, 0), at(20, 15, 0), past.stories[240:])
	if err != nil {
		t.Fatal(err)
	}
	s.setup.Sent = heldIssues{"korea2026-W46": issue}
	rebuild(t, s, past)
	dir := t.TempDir()
	if _, err := s.Tree(dir); err != nil {
		t.Fatal(err)
	}
	setup := s.setup
	setup.Themes = slices.Clone(setup.Themes)
	korea := slices.IndexFunc(setup.Themes, func(t news.Theme) bool { return t.ID == "korea" })
	setup.Themes[korea].Title = "\u200b"
	for _, c := range []struct {
		gone      int  // of the stories
		takenDown bool // something in the issue, that is in no window any more
		want      []bool
	}{{-1, false, []bool{true, true, true, true, true}}, {150, false, []bool{true, true, false, true, true}},
		{210, false, []bool{false, true, false, true, true}}, {-1, true, []bool{false, true, false, false, false}}} {
		stories := slices.Clone(past.stories[200:])
		if c.gone >= 0 {
			st := past.stories[c.gone]
			st.Gone = now
			stories = append(slices.DeleteFunc(stories, func(other Story) bool { return other.Item.ID == st.Item.ID }), st)
		}
		if c.takenDown {
			less, _, err := s.Issue("korea", "2026-W46", at(13, 15, 0), at(20, 15, 0), past.stories[241:])
			if err != nil {
				t.Fatal(err)
			}
			setup.Sent = heldIssues{"korea2026-W46": less}
		}
		s := NewSite(setup)
		if _, _, err := s.Build("korea", stories, nil, now); err == nil {
			t.Fatal("a page without a title was built")
		}
		if _, err := s.Tree(dir); err != nil {
			t.Fatal(err)
		}
		var there []bool
		for _, name := range []string{"korea.atom", "korea/archive/0.atom", "korea/archive/1.atom", "korea/issue/2026-W46.html", "korea/issues.atom"} {
			there = append(there, exists(filepath.Join(dir, name)))
		}
		if !slices.Equal(there, c.want) {
			t.Errorf("without %d, taken down %v: %v, want %v", c.gone, c.takenDown, there, c.want)
		}
		if resp, _ := ask(t, serve(t, s)+"/korea/archive/0.atom", "GET"); resp.StatusCode != 503 {
			t.Errorf("an archive that is there answers %d", resp.StatusCode)
		}
	}
}

// A manifest that someone wrote cannot make the desk remove what is not its own.
func TestTreeStaysInside(t *testing.T) {
	dir := t.TempDir()
	outside := filepath.Join(dir, "kept")
	if err := os.WriteFile(outside, []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	www := filepath.Join(dir, "www")
	if err := os.Mkdir(www, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(www, ".koreadesk"), []byte("../kept\n"+outside+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := built(t).Tree(www); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error(err)
	}
}
