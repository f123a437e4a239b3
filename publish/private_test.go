package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/publish/publishtest"
)

// A private theme is found below its token alone; no list and no other page
// names it, and its own pages lead below the token.
func TestPrivateTheme(t *testing.T) {
	const token = "b7c0e2aa41f94d55"
	past := &heldPast{stories: manyStories(150)}
	for n := range past.stories {
		past.stories[n].Line = uint64(n)
	}
	setup := sampleSetup()
	setup.Past = past
	setup.Themes[1].Token = news.NewSecret(token)
	s := NewSite(setup)
	for _, theme := range []string{"korea", "brief", "leer"} {
		if _, _, err := s.Build(theme, past.stories[100:], nil, now); err != nil {
			t.Fatal(err)
		}
	}
	url := serve(t, s)
	for _, path := range []string{
		"/brief", "/brief/", "/brief.atom", "/brief.rss", "/brief/archive/0.atom", "/rundbrief.atom", "/x/brief.atom", "//brief.atom",
		"/" + token[:15] + "/brief.atom", "/" + token + "x/brief.atom", "/" + token, "/" + token + "/", "/" + token + "/korea.atom",
		"/" + token + "/page.css", "/brief/" + token, "/brief.atom?token=" + token,
	} {
		resp, body := ask(t, url+path, "GET")
		if resp.StatusCode != 404 || strings.Contains(string(body), "brief") {
			t.Errorf("%s: %d %s", path, resp.StatusCode, body)
		}
	}
	for _, base := range []string{"/" + token, "/desk/" + token} {
		for _, path := range []string{"/brief", "/brief.atom", "/brief.rss", "/brief.json", "/brief/archive/0.atom", "/brief.atom?limit=2"} {
			resp, body := ask(t, url+base+path, "GET")
			if h := resp.Header; resp.StatusCode != 200 || !strings.HasPrefix(h.Get("Cache-Control"), "private") || h.Get("X-Robots-Tag") != "noindex" {
				t.Errorf("%s: %d %v", path, resp.StatusCode, resp.Header)
			}
			own := "https://feeds.example.org/desk/" + token + "/brief"
			if !strings.Contains(string(body), own) || !strings.Contains(resp.Header.Get("Link"), own) {
				t.Errorf("%s does not name its own address: %s", path, resp.Header.Get("Link"))
			}
		}
	}
	// Who knows the token is led on from the name the theme had before.
	for _, base := range []string{"/" + token, "/desk/" + token} {
		resp, _ := ask(t, url+base+"/rundbrief.atom?limit=2", "GET")
		if want := "https://feeds.example.org/desk/" + token + "/brief.atom?limit=2"; resp.StatusCode != 301 || resp.Header.Get("Location") != want {
			t.Errorf("%s/rundbrief.atom: %d %s", base, resp.StatusCode, resp.Header.Get("Location"))
		}
	}
	page, _, _ := s.Page("/" + token + "/brief")
	for _, want := range []string{`href="../page.css"`, `href="./brief.atom"`, `href="../"`} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, path := range []string{"/", "/feeds.opml", "/sources.opml", "/korea", "/korea.atom"} {
		if body, _, _ := s.Page(path); strings.Contains(string(body), token) || strings.Contains(string(body), "Korea-Brief") {
			t.Errorf("%s names the private theme", path)
		}
	}
	dir := t.TempDir()
	if _, err := s.Tree(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{token + "/brief.html", token + "/brief.atom", token + "/brief/archive/0.atom", "korea/archive/0.atom"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Error(err)
		}
	}
	if at, err := os.Stat(filepath.Join(dir, manifest)); err != nil || at.Mode().Perm() != 0o600 {
		t.Errorf("the manifest, which holds the token: %v %v", at.Mode(), err)
	}
}

// Where every theme is private and no source is public, the lists still say
// where the desk is: a list of nothing is no OPML.
func TestListsOfNothing(t *testing.T) {
	setup := sampleSetup()
	setup.Sources = nil
	for n := range setup.Themes {
		setup.Themes[n].Token = news.NewSecret("b7c0e2aa41f94d55")
	}
	s := NewSite(setup)
	for _, path := range []string{"/feeds.opml", "/sources.opml"} {
		body, _, ok := s.Page(path)
		for _, fault := range publishtest.OPML(body) {
			t.Errorf("%s: %s", path, fault)
		}
		if !ok || strings.Contains(string(body), "brief") || !strings.Contains(string(body), `url="`+s.base+`/"`) {
			t.Errorf("%s: %s", path, body)
		}
	}
}
