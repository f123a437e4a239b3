package config

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const readerList = `<?xml version="1.0" encoding="ISO-8859-1"?>
<opml version="2.0"><head><title>Abonnements</title></head><body>
 <outline text="Messen &amp; Märkte">
  <outline type="rss" text="kurz" title="Kölner Messebote" xmlUrl="https://messebote.example/feed" htmlUrl="https://messebote.example/" language="de-de"/>
  <outline text="Asien"><outline TEXT="부산 항만 소식" xmlurl="https://www.busanport.example/rss?lang=ko&page=1" category="/Handel/See, Korea,,"/></outline>
 </outline>
 <outline text="Lesezeichen" type="link" url="https://nofeed.example/"/>
 <outline xmlUrl="http://ohne-titel.example/atom.xml" language="kr"></outline>
 <outline text="Kölner  Messebote" xmlUrl="https://messebote.example/feed/english" language="nonsense!"/>
 <outline text="noch einmal" xmlUrl="http://MESSEBOTE.example/feed/"/>
 <outline text="Datei" xmlUrl="file:///etc/passwd"/>
 <outline text="Zugang" xmlUrl="https://me:hunter2@zugang.example/feed"/>
</body></opml>`

// What readers export comes out as subscriptions, sloppy as it may be written.
func TestReadOPML(t *testing.T) {
	latin := strings.NewReplacer("Märkte", "M\xe4rkte", "Kölner", "K\xf6lner", "부산 항만 소식", "&#48512;&#49328; &#54637;&#47564; &#49548;&#49885;").Replace(readerList)
	got, err := ReadOPML(strings.NewReader(latin))
	if err != nil {
		t.Fatal(err)
	}
	want := []Subscription{
		{"Kölner Messebote", "https://messebote.example/feed", "de-de", []string{"Messen & Märkte"}},
		{"부산 항만 소식", "https://www.busanport.example/rss?lang=ko&page=1", "", []string{"Messen & Märkte", "Asien", "Handel/See", "Korea"}},
		{"", "http://ohne-titel.example/atom.xml", "kr", nil},
		{"Kölner Messebote", "https://messebote.example/feed/english", "nonsense!", nil},
		{"noch einmal", "http://MESSEBOTE.example/feed/", "", nil},
		{"Datei", "file:///etc/passwd", "", nil},
		{"Zugang", "https://me:hunter2@zugang.example/feed", "", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Browsers handed feeds to readers under a scheme of their own, and readers
// export it.
func TestReadOPMLKnowsFeedAddresses(t *testing.T) {
	for given, want := range map[string]string{
		"feed://safari.example/rss":        "http://safari.example/rss",
		"FEED:https://firefox.example/rss": "https://firefox.example/rss",
		"https://feed.example/feed:1":      "https://feed.example/feed:1",
	} {
		list, err := ReadOPML(strings.NewReader(`<opml><body><outline xmlUrl="` + given + `"/></body></opml>`))
		if err != nil || len(list) != 1 || list[0].URL != want {
			t.Errorf("%s: %v, %v; want %s", given, list, err, want)
		}
	}
}

func TestReadOPMLRefuses(t *testing.T) {
	feed := `<outline xmlUrl="https://a.example"/>`
	for text, want := range map[string]string{
		"":                          "empty",
		"Kein XML":                  "empty",
		"<html><body/></html>":      "begins with <html>",
		"<opml><body>" + feed + "<": "cannot be read as XML",
		"<opml>" + strings.Repeat("<outline>", deepestFolder+1):                          "deep",
		"<opml>" + strings.Repeat(feed, mostOutlines+1):                                  "more than 20000 feeds",
		"<opml>" + strings.Repeat("<outline text='"+strings.Repeat("x", 1<<20)+"'/>", 9): "more than 8 MiB",
	} {
		list, err := ReadOPML(strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) || list != nil {
			t.Errorf("%.40s: %d subscriptions, %v; want an error that says %q", text, len(list), err, want)
		}
	}
	if list, err := ReadOPML(strings.NewReader(`<opml version="1.0"><body/></opml>`)); err != nil || len(list) != 0 {
		t.Errorf("an empty list: %v, %v", list, err)
	}
}

// Subscriptions become sources with ids of their own; what is there already,
// or cannot be a source, is told.
func TestEnlist(t *testing.T) {
	list, err := ReadOPML(strings.NewReader(strings.Replace(readerList, "ISO-8859-1", "UTF-8", 1)))
	if err != nil {
		t.Fatal(err)
	}
	c := Skim("feeds.yaml", []byte(`
sources:
  - {id: koelner-messebote, was: [busanport-example], url: https://other.example/}
  - {id: ohne, url: https://ohne-titel.example/atom.xml/}
tags:
  - {id: asien, terms: [Asien]}
  - {id: handel-see}
`), known())
	added, notes := c.Enlist(list, known())
	want := `  - id: koelner-messebote-2
    title: Kölner Messebote
    url: https://messebote.example/feed
    language: de-DE
    tags: [messen-maerkte]
  - id: busanport-example-2
    title: 부산 항만 소식
    url: https://www.busanport.example/rss?lang=ko&page=1
    tags: [messen-maerkte, handel-see]
  - id: koelner-messebote-3
    title: Kölner Messebote
    url: https://messebote.example/feed/english
`
	if diff := cmp.Diff(want, WriteSources(added, 2, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	wantNotes := []string{
		`the folder or category "Asien" is not taken over: the tag asien is given by rule`,
		`the folder or category "Korea" is not taken over: the tag korea is given by rule`,
		`"http://ohne-titel.example/atom.xml" is source ohne already`,
		`"http://MESSEBOTE.example/feed/" is source koelner-messebote-2 already`,
		`Datei: "file:///etc/passwd" is a local path`,
		`Zugang: an address with a user name or password`,
	}
	if diff := cmp.Diff(wantNotes, notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestShortID(t *testing.T) {
	for s, want := range map[string]string{
		"Kölner Messebote": "koelner-messebote", "뉴스": "", "KBS 뉴스": "kbs", "": "",
		strings.Repeat("wort ", 30): strings.TrimSuffix(strings.Repeat("wort-", 11), "-"),
		strings.Repeat("x", 100):    strings.Repeat("x", 56),
	} {
		if got := shortID(s); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

// A value is read back as it was, whatever is in it.
func TestScalar(t *testing.T) {
	for s, want := range map[string]string{
		"Radweg": "Radweg", "Häfen & Märkte (NRW)": "Häfen & Märkte (NRW)", "010": "010", "no": "no",
		"null": `"null"`, "~": `"~"`, "a: b": `"a: b"`, "a #b": `"a #b"`, "- a": `"- a"`, `"a"`: `"\"a\""`, "": `""`, "a ": `"a "`,
		"https://a.example/x?y=1&z=2": "https://a.example/x?y=1&z=2", "https://a.example/#x": `"https://a.example/#x"`, "https://a.example:": `"https://a.example:"`,
	} {
		if got := scalar(s); got != want {
			t.Errorf("%q is written as %s, want %s", s, got, want)
		}
	}
}

// Whatever a list holds, what is made of it stands in feeds.yaml.
func FuzzReadOPML(f *testing.F) {
	for _, s := range []string{
		readerList, strings.Replace(readerList, "ISO-8859-1", "UTF-8", 1),
		`<opml><body><outline xmlUrl="https://a.example/: #" title='"'/><outline xmlUrl="http://[::1]/%zz" title="null"/></body>`,
		`<OPML><outline xmlUrl=http://a.example text=x><outline xmlUrl="http://b.example" text="- &#8232; &nbsp;&shy;"/></outline>`,
		"<opml>" + strings.Repeat("<outline text='a'>", 60) + "<outline xmlUrl='http://a.example' category='a,b/c,,'/>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		list, err := ReadOPML(strings.NewReader(string(b)))
		if err != nil || len(list) == 0 {
			return
		}
		c := Skim("feeds.yaml", []byte(few), known())
		added, notes := c.Enlist(list, known())
		if len(added)+len(notes) == 0 {
			t.Error("nothing came of it, and nothing was told")
		}
		if slices.ContainsFunc(notes, func(s string) bool { return strings.ContainsAny(s, "\n\r\x1b") }) {
			t.Errorf("notes are not lines: %q", notes)
		}
		if len(added) == 0 {
			return
		}
		text, err := AddSources("feeds.yaml", []byte(few), added, known())
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if !strings.HasPrefix(string(text), few[:strings.Index(few, "themes:")]) {
			t.Errorf("what was there is not there:\n%s", text)
		}
	})
}

const few = `desk: {base_url: https://feeds.example.org}
sources:
  - {id: a, url: https://a.example.org/feed}
themes:
  - {id: all, title: All}
`
