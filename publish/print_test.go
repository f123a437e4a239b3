package publish

import (
	"bytes"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"
	"weak"

	"koreadesk/news"
)

// Whatever changes in a story, the entry is made anew: every field is changed
// in turn, those of its parts as well.
func TestPrintTellsEveryChange(t *testing.T) {
	s := NewSite(Setup{Desk: news.Desk{Title: "Desk", BaseURL: "https://desk.example/", Authority: "desk.example,2026"}})
	seen := map[uint64]string{}
	story := Story{}
	fillAll(reflect.ValueOf(&story).Elem())
	seen[s.printOf(story)] = "nothing"
	eachField(reflect.ValueOf(&story).Elem(), "story", func(path string) {
		p := s.printOf(story)
		if other, ok := seen[p]; ok {
			t.Errorf("%s changed, and the print is that of %s changed", path, other)
		}
		seen[p] = path
	})
	if len(seen) < 60 {
		t.Errorf("only %d fields were changed", len(seen))
	}
}

// fillAll gives every list one part, so that there is something to change.
func fillAll(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillAll(v.Index(0))
	case reflect.Struct:
		if v.Type() != timeType {
			for n := range v.NumField() {
				fillAll(v.Field(n))
			}
		}
	}
}

// eachField changes one value after another, calls do and puts it back.
func eachField(v reflect.Value, path string, do func(path string)) {
	before := reflect.New(v.Type()).Elem()
	before.Set(v)
	switch {
	case v.Type() == timeType:
		v.Set(reflect.ValueOf(time.Unix(1, 0)))
	case v.Kind() == reflect.Struct:
		for n := range v.NumField() {
			eachField(v.Field(n), path+"."+v.Type().Field(n).Name, do)
		}
		return
	case v.Kind() == reflect.Slice:
		eachField(v.Index(0), path+"[0]", do)
		v.Set(reflect.Append(v, v.Index(0)))
	case v.Kind() == reflect.String:
		v.SetString("x")
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(1)
	case v.CanUint():
		v.SetUint(1)
	case v.CanFloat():
		v.SetFloat(1)
	default:
		panic(fmt.Sprintf("%s is a %s", path, v.Kind()))
	}
	do(path)
	v.Set(before)
}

// Building a page again makes only those entries that have changed, and the
// bytes are those of a page made from nothing.
func TestBuildAgain(t *testing.T) {
	setup := Setup{
		Desk:    news.Desk{Title: "Desk", BaseURL: "https://desk.example/", Authority: "desk.example,2026"},
		Themes:  []news.Theme{{ID: "all", Title: "All", Limit: 50}},
		Sources: []news.Source{{ID: "hafen", Title: "Hafen", URL: "https://hafen.example/feed"}},
	}
	at := time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	story := func(n int) Story {
		return Story{Entered: at, Rights: news.Rights{Content: news.ExtentFull}, Item: news.Item{
			ID: fmt.Sprintf("tag:desk.example,2026:item/%d", n), Num: uint64(n), Source: "hafen", Title: fmt.Sprintf("Kran %d", n), Summary: "Er steht.",
			Link: fmt.Sprintf("https://hafen.example/%d", n), Published: at.Add(time.Duration(n) * time.Minute), Updated: at, FirstSeen: at,
			Body: news.Raw{Markup: "<p>Er steht <b>fest</b>.</p>", Kind: news.HTML},
		}}
	}
	feed := func(s *Site, stories []Story) string {
		t.Helper()
		if _, refused, err := s.Build("all", stories, nil, at); err != nil || len(refused) > 0 {
			t.Fatal(err, refused)
		}
		return string(s.shelf.Load().files["/all.atom"].latest().body)
	}
	s := NewSite(setup)
	stories := []Story{story(1), story(2), story(3)}
	feed(s, stories)
	stories[1].Item.Title, stories[1].Note = "Kran 2 steht", "Gut."
	again := feed(s, stories)
	if fresh := feed(NewSite(setup), stories); again != fresh {
		t.Errorf("built again:\n%s\nmade from nothing:\n%s", again, fresh)
	}
	for n := range stories { // what is made anew does not say so
		e := s.shelf.Load().pages["all"].known[stories[n].Item.ID]
		e.elements[0].xml = bytes.Replace(e.elements[0].xml, []byte("<title>Kran"), []byte("<title>as held"), 1)
	}
	stories[2].Item.Title = "Kran 3 steht"
	if held := strings.Count(feed(s, stories), "as held"); held != 2 {
		t.Errorf("%d entries are as they were held, not 2", held)
	}
}

// The gate reads what is new of a feed, and holds the rest against what it read.
func TestFeedOfElements(t *testing.T) {
	e := &entry{ID: "tag:desk.example,2026:item/1", Title: "Kran", Link: "https://hafen.example/1", Content: "<p>a</p>"}
	p := &page{Theme: "all", ID: "tag:desk.example,2026:theme/all", Title: "All", Base: "https://desk.example", Author: news.Person{Name: "Desk"}, Entries: []*entry{e}}
	if err := e.hold(); err != nil {
		t.Fatal(err)
	}
	feed, err := atom(p)
	if err != nil {
		t.Fatal(err)
	}
	if err := p.share(feed); err != nil || &e.element().xml[0] != &feed[bytes.Index(feed, e.element().xml)] {
		t.Errorf("the entry is no part of the feed (%v)", err)
	}
	if err := checkAtom(feed, p); err != nil {
		t.Error(err)
	}
	for want, body := range map[string]string{
		"it lacks the entry tag:desk.example,2026:item/1": strings.Replace(string(feed), "Kran", "Gru", 1),
		"not well-formed":                     strings.Replace(string(feed), "</feed>", "</fed>", 1),
		"1 entries instead of 0":              strings.Replace(string(feed), "</feed>", "<entry/></feed>", 1),
		"its self link is not https://desk.e": strings.Replace(string(feed), `rel="self"`, `rel="me"`, 1),
	} {
		if err := checkAtom([]byte(body), p); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the fault is %v, want %s", err, want)
		}
	}
	e.Content = "<p>b</p>"
	if again, err := atom(p); err != nil || !bytes.Contains(again, []byte("&lt;p&gt;b")) {
		t.Errorf("the feed shows what was (%v)", err)
	}
}

// Entries that were shown in full, shortened or left out keep no feed of before
// in memory.
func TestFormerFeedsAreLetGo(t *testing.T) {
	setup := sampleSetup()
	setup.Themes[0].Limit = 5
	s := NewSite(setup)
	s.room = 40_000
	var former []weak.Pointer[byte]
	stories := manyStories(24)
	for n := range stories {
		stories[n].Item.Body = news.Raw{Kind: news.HTML, Markup: fmt.Sprintf("<p>%d %s</p>", n, strings.Repeat("W", 4000))}
		stories[n].Rights.Content = news.ExtentFull
		stories[n].Line, stories[n].Pinned = uint64(n), n%2 == 0
	}
	for n := len(stories) - 1; n >= 0; n-- {
		if _, refused, err := s.Build("korea", stories[n:], nil, now); err != nil || len(refused) > 0 {
			t.Fatal(err, refused)
		}
		former = append(former, weak.Make(&s.shelf.Load().pages["korea"].feed[0]))
	}
	p := s.shelf.Load().pages["korea"]
	if len(p.Entries) == len(p.known) || p.Entries[0].body == "" || strings.Contains(p.Entries[len(p.Entries)-1].Content, "WW") {
		t.Fatal("the page has room for all")
	}
	runtime.GC()
	kept := 0
	for _, feed := range former {
		if feed.Value() != nil {
			kept++
		}
	}
	if kept != 1 {
		t.Errorf("%d feeds are in memory, not one", kept)
	}
	runtime.KeepAlive(s)
}
