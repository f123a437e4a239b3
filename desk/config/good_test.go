package config

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"koreadesk/news"
)

// What each file in testdata/good comes to stands beside it, as the rest of
// the desk gets it.
func TestGood(t *testing.T) {
	files, err := filepath.Glob("testdata/good/*.yaml")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			c, err := Load(file, known())
			if err != nil {
				t.Fatal(err)
			}
			compare(t, strings.TrimSuffix(file, ".yaml")+".want", dump(t, c))
			if _, err := json.Marshal(c); err != nil {
				t.Error("it cannot be printed:", err)
			}
		})
	}
}

// dump is what a configuration comes to.
func dump(t *testing.T, c *Config) string {
	t.Helper()
	type keyed struct {
		news.Source
		Key string
	}
	var sources []keyed
	for _, s := range c.NewsSources() {
		k := keyed{Source: s}
		if s.Key != nil {
			k.Key = s.Key.String()
		}
		sources = append(sources, k)
	}
	b, err := json.MarshalIndent(map[string]any{
		"desk": c.DeskNews(), "sources": sources, "tags": c.NewsTags(), "themes": c.NewsThemes(),
		"data": c.DataPath(), "listen": c.Listen, "private": c.Private, "poll": c.Poll, "retain": c.Retain,
		"publish": c.PublishDir(), "hubs": c.Publish.Hubs,
	}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(b), here, "HERE") + "\n"
}

func TestDefaults(t *testing.T) {
	c, err := Load("testdata/good/least.yaml", Known{})
	if err != nil {
		t.Fatal(err)
	}
	want := &Config{
		Desk: Desk{
			Title: "feeds.example.org", BaseURL: "https://feeds.example.org", Authority: "feeds.example.org,2026",
			Language: "de", Author: Author{Name: "feeds.example.org"},
		},
		Data: "koreadesk.db", Listen: "127.0.0.1:8080", Private: "127.0.0.1:8081",
		Poll: Poll{
			Every: Duration(time.Hour), EveryMax: Duration(6 * time.Hour), Concurrency: 512, PerHost: 1,
			Gap: Duration(time.Second), Contact: "https://feeds.example.org",
		},
		Retain:  Retain{Items: Duration(400 * 24 * time.Hour), Rejected: Duration(30 * 24 * time.Hour), Missing: Duration(24 * time.Hour)},
		Sources: []Source{{ID: "one", Title: "one", URL: "https://one.example.org/feed", Content: news.ExtentSummary, Images: true, FirstFetch: 10}},
		Themes:  []Theme{{ID: "all", Title: "Everything", Date: news.ClockPublished, Limit: 50, AtLeast: Duration(48 * time.Hour), Withdrawn: "keep"}},
	}
	ignore := cmpopts.IgnoreFields(Config{}, "Dir")
	if diff := cmp.Diff(want, c, ignore, cmpopts.IgnoreUnexported(regexp.Regexp{}, Pattern{}), cmpopts.IgnoreFields(Source{}, "Key")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if want := filepath.Join(c.Dir, "koreadesk.db"); c.DataPath() != want || !filepath.IsAbs(want) {
		t.Errorf("data file %s, want %s", c.DataPath(), want)
	}
}

// Servers of one's own may be asked without a pause: when poll says so, or
// every source does.
func TestGapOfOnesOwn(t *testing.T) {
	for text, want := range map[string]bool{
		"poll: {gap: 0s, allow_private: true}\nsources: [{id: a, url: http://127.0.0.1/a}]":                                                              true,
		"poll: {gap: 0s}\nsources: [{id: a, url: http://127.0.0.1/a, allow_private: true}, {id: b, url: http://127.0.0.1/b, allow_private: true}]":       true,
		"poll: {gap: 200ms}\nsources: [{id: a, url: http://127.0.0.1/a, allow_private: true}]":                                                           true,
		"poll: {gap: 0s}\nsources: [{id: a, url: http://127.0.0.1/a, allow_private: true}, {id: b, url: https://b.example.org/b, allow_private: false}]": false,
		"poll: {gap: 999ms}\nsources: [{id: a, url: https://a.example.org/a}]":                                                                           false,
		"poll: {gap: 1s}\nsources: [{id: a, url: https://a.example.org/a}]":                                                                              true,
	} {
		c, err := Parse("feeds.yaml", []byte("desk: {base_url: https://d.example.org}\n"+text+"\nthemes: [{id: all, title: All}]\n"), known())
		ms, _ := err.(Mistakes)
		switch {
		case want && err != nil:
			t.Errorf("%s: %v", text, err)
		case want && c.Poll.Gap > second:
			t.Errorf("%s: gap %s", text, c.Poll.Gap)
		case !want && (len(ms) != 1 || ms[0].Key != "poll.gap"):
			t.Errorf("%s: %v, want the gap refused", text, err)
		}
	}
}

// A list page is read by its selectors, which are checked here already, or
// automatically.
func TestPages(t *testing.T) {
	b, err := os.ReadFile("testdata/good/form.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, err := Parse("form.yaml", b, known())
	if err != nil {
		t.Fatal(err)
	}
	want := []*Page{nil, {Items: "article.news", Title: "h3", Link: "a@href", Date: "time@datetime", Summary: "p"}, {Auto: true}}
	for i, s := range c.Sources {
		if diff := cmp.Diff(want[i], s.Page); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.ID, diff)
		}
	}
	_, err = Parse("p.yaml", []byte("desk: {base_url: https://d.example.org}\nsources: [{id: a, url: https://a.example.org, page: {title: h3}}]\nthemes: [{id: a, title: A}]\n"), known())
	if err == nil || !strings.Contains(err.Error(), "sources[0].page.items: missing") {
		t.Errorf("selectors without items: %v", err)
	}
	k := known()
	k.Selector = func(s string) error {
		if s == "time@datetime" {
			return errors.New("no good")
		}
		return nil
	}
	_, err = Parse("form.yaml", b, k)
	if err == nil || !strings.Contains(err.Error(), "sources[1].page.date: no good") {
		t.Errorf("a selector that cannot be read: %v", err)
	}
}
