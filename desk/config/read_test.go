package config

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// The configuration the desk is shipped with stands.
func TestShipped(t *testing.T) {
	c, err := Load("../../feeds.yaml", Known{Vocabularies: append(known().Vocabularies, topics()...)})
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) < 40 || len(c.Tags) < 16 || len(c.Themes) < 11 {
		t.Errorf("%d sources, %d tags, %d themes", len(c.Sources), len(c.Tags), len(c.Themes))
	}
	for _, s := range c.Sources {
		if s.Language == "" || s.Title == s.ID || len(s.Tags) == 0 {
			t.Errorf("%s has no language, title or tags of its own", s.ID)
		}
		if s.Content != "summary" {
			t.Errorf("%s: %s is republished without a word from its publisher", s.ID, s.Content)
		}
	}
	for _, theme := range c.Themes {
		if theme.ID == "korea" && theme.PerSource != 3 {
			t.Errorf("one outlet may fill %s", theme.ID)
		}
	}
}

func topics() []string {
	return []string{
		"wirtschaft-maerkte", "innovation", "bildung-hochschulen", "grundlagenforschung", "energie",
		"umwelt-nachhaltigkeit", "mobilitaet", "information-kommunikation", "lebenswissenschaften", "produktion",
		"sicherheit", "foerderung", "netzwerke-kooperation", "politik",
	}
}

func TestLoadTroubles(t *testing.T) {
	nowhere := filepath.Join(t.TempDir(), "feeds.yaml")
	_, err := Load(nowhere, known())
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want that there is no file", err)
	}
	for _, word := range []string{nowhere, "koreadesk init", "-c FILE"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q does not name %s", err, word)
		}
	}
	dir := t.TempDir()
	_, err = Load(dir, known())
	if err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), dir) {
		t.Errorf("a folder: %v", err)
	}
}

// Relative paths start in the folder of the file, wherever the desk runs.
func TestRelative(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"feeds.yaml": "desk: {base_url: https://d.example.org}\ndata: d.db\nsources: [{id: a, url: https://a.example.org}]\n" +
			"tags: [{id: own, vocabulary: own.tsv}]\nthemes: [{id: a, title: A}]\n",
		"own.tsv": "# words\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := Load(filepath.Join(dir, "feeds.yaml"), known())
	if err != nil {
		t.Fatal(err)
	}
	got := []string{c.Dir, c.DataPath(), c.NewsTags()[0].Vocabulary}
	if diff := cmp.Diff([]string{dir, filepath.Join(dir, "d.db"), filepath.Join(dir, "own.tsv")}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMistakeJSON(t *testing.T) {
	b, err := json.Marshal(Mistakes{{File: "feeds.yaml", Line: 12, Column: 5, Key: "sources[2].url", Problem: "p", Hint: "h"}})
	want := `[{"file":"feeds.yaml","line":12,"column":5,"key":"sources[2].url","problem":"p","hint":"h"}]`
	if err != nil || string(b) != want {
		t.Errorf("got %s, %v; want %s", b, err, want)
	}
}

// The mistakes come in the order of the lines, whatever found them first.
func TestOrder(t *testing.T) {
	_, err := Load("testdata/bad/keys.yaml", known())
	var ms Mistakes
	if !errors.As(err, &ms) {
		t.Fatal(err)
	}
	for n := 1; n < len(ms); n++ {
		if ms[n].Line < ms[n-1].Line {
			t.Errorf("line %d is told after line %d", ms[n].Line, ms[n-1].Line)
		}
	}
}

func TestDuration(t *testing.T) {
	const d = 24 * time.Hour
	for text, want := range map[string]time.Duration{
		"400d": 400 * d, "1h30m": 90 * time.Minute, "48h": 48 * time.Hour, "0s": 0, "1d12h": 36 * time.Hour,
		"0": 0, "250ms": 250 * time.Millisecond, "100000d": 100000 * d, "7d": 7 * d, "1.5h": 90 * time.Minute,
	} {
		var got Duration
		if err := got.UnmarshalText([]byte(text)); err != nil || got.Std() != want {
			t.Errorf("%s is %v, %v; want %v", text, got.Std(), err, want)
		}
		var again Duration
		if err := again.UnmarshalText([]byte(got.String())); err != nil || again != got {
			t.Errorf("%s prints as %s, which is %v, %v", text, got, again.Std(), err)
		}
	}
	for _, text := range []string{"", "d", "-1h", "1d-1h", "1d+1h", "2 days", "30", "1.5d", "1h1d", "106752d", "99999999999999999999d", "106751d23h59m", "3000000h", "Inf", "0x1p3"} {
		var got Duration
		if err := got.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q was taken for %v", text, got.Std())
		}
	}
	for got, want := range map[Duration]string{48 * hour: "48h", 400 * day: "400d", 90 * minute: "1h30m", 3*day + 5*second: "3d5s", 0: "0s", 10 * minute: "10m"} {
		if got.String() != want {
			t.Errorf("%v prints as %s, want %s", got.Std(), got, want)
		}
	}
}

func TestAuthority(t *testing.T) {
	for s, want := range map[string]bool{
		"feeds.example.org,2026": true, "desk@example.org,2026-02": true, "127.0.0.1,2026-02-28": true, "localhost,2026": true,
		"xn--mnchen-3ya.de,2026": true,
		"":                       false, "example.org": false, "example.org,": false, "example.org,26": false, "example.org,2026-13": false,
		"example.org,2026-02-30": false, "Example.org,2026": false, "https://example.org,2026": false, "example.org:80,2026": false,
		"-a.org,2026": false, "münchen.de,2026": false, "a..b,2026": false, "a.org, 2026": false, "[::1],2026": false,
	} {
		if got := isAuthority(s); got != want {
			t.Errorf("%q: %v, want %v", s, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"language", "timezone", "every", "every_max", "url", "title"}
	for word, want := range map[string]string{
		"langauge": "language", "Language": "language", "lnaguage": "language", "tiemzone": "timezone", "evry_max": "every_max",
		"ulr": "url", "tim": "", "time": "timezone", "everything": "every", "titel": "title", "lang": "language", "colour": "", "x": "", strings.Repeat("language", 50): "language",
	} {
		if got := nearest(word, words); got != want {
			t.Errorf("%.20s: %q, want %q", word, got, want)
		}
	}
}

func TestMeantKey(t *testing.T) {
	sources := keys(reflect.TypeFor[Source]())
	for key, want := range map[string]string{"name": "title", "feed": "url", "tz": "timezone", "license": "licence", "interval": "every", "titel": "title", "colour": ""} {
		if got := meantKey(key, sources); got != want {
			t.Errorf("%s was meant for %q, want %q", key, got, want)
		}
	}
	for _, key := range []string{"name", "feed", "lang", "tz", "feeds", "words", "category", "interval", "max", "license", "db", "baseurl"} {
		if !slices.ContainsFunc([]reflect.Type{
			reflect.TypeFor[Config](), reflect.TypeFor[Desk](), reflect.TypeFor[Source](), reflect.TypeFor[Tag](), reflect.TypeFor[Theme](),
		}, func(at reflect.Type) bool { return slices.Contains(keys(at), synonym(key)) }) {
			t.Errorf("%s is said to mean %q, which is no key", key, synonym(key))
		}
	}
}

// The longest value does not make a mistake unreadable.
func TestQuoted(t *testing.T) {
	got := quoted("한국\n" + strings.Repeat("ä", 500))
	if n := utf8.RuneCountInString(got); n > 85 || strings.Contains(got, "\n") || !strings.HasPrefix(got, `"한국\n`) {
		t.Errorf("%d characters: %s", n, got)
	}
}

// A secret somebody wrote into the file is not shown.
func TestNoSecrets(t *testing.T) {
	for _, url := range []string{
		"https://me:hunter2@example.org/", "ftp://me:hunter2@example.org/", "//me:hunter2@example.org/", "https://me:hunter2@exa mple.org/",
		"https://me:hunter2@%zz/", "me:hunter2@example.org",
	} {
		problem, hint := webAddress(url)
		if problem == "" || strings.Contains(problem+hint, "hunter2") {
			t.Errorf("%s: %s (%s)", url, problem, hint)
		}
	}
}

// Whatever stands in the file, either it is understood or each mistake has a
// place and fits one line.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/bad/*.yaml", "testdata/good/*.yaml", "../../feeds.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(b)
		}
	}
	f.Add([]byte("a: &a [*a, *a]\nsources: *a\n"))
	f.Add([]byte(strings.Repeat("[", 20000)))
	f.Add([]byte("sources: " + strings.Repeat("{a: ", 5000)))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Parse("testdata/good/feeds.yaml", b, known())
		if err == nil {
			if c == nil || len(c.NewsSources()) == 0 || len(c.NewsThemes()) == 0 || !isAuthority(c.DeskNews().Authority) {
				t.Errorf("understood, but not whole: %+v", c)
			}
			c.NewsTags()
			return
		}
		var ms Mistakes
		if !errors.As(err, &ms) || len(ms) == 0 || c != nil {
			t.Fatalf("%v, %v: want mistakes alone", c, err)
		}
		for _, m := range ms {
			if m.Line < 1 || m.Column < 1 || m.Problem == "" || strings.ContainsAny(m.String(), "\n\r") || !utf8.ValidString(m.String()) {
				t.Errorf("not a mistake: %#v", m)
			}
		}
	})
}
