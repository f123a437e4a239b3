package story_test

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"koreadesk/store/story"
)

// pairs reads a page of examples.
func pairs(t testing.TB, name string) (out [][2]story.Telling) {
	t.Helper()
	page, err := os.ReadFile("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for block := range strings.SplitSeq(string(page), "\n\n") {
		var lines []string
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				lines = append(lines, strings.TrimPrefix(line, "-"))
			}
		}
		switch len(lines) {
		case 0:
		case 4:
			out = append(out, [2]story.Telling{{Title: lines[0], Text: lines[1]}, {Title: lines[2], Text: lines[3]}})
		default:
			t.Fatalf("%s: a block of %d lines: %q", name, len(lines), lines)
		}
	}
	return out
}

func TestCompare(t *testing.T) {
	for _, want := range []story.Decision{story.Same, story.Different, story.Unsure} {
		list := pairs(t, want.String())
		if len(list) == 0 {
			t.Errorf("no examples of %v", want)
		}
		for _, p := range list {
			m := story.Compare(p[0], p[1])
			if m.Decision != want {
				t.Errorf("%v (%s), want %v:\n%q\n%q", m.Decision, m.Why, want, p[0], p[1])
			}
			if back := story.Compare(p[1], p[0]); back.Decision != m.Decision || back.Share != m.Share {
				t.Errorf("the other way: %v, not %v:\n%q\n%q", back, m, p[0], p[1])
			}
		}
	}
}

// Each example is itself, and none is another example.
func TestCompareAcrossExamples(t *testing.T) {
	list := append(pairs(t, "same"), pairs(t, "different")...)
	for i, p := range list {
		if m := story.Compare(p[0], p[0]); m.Decision != story.Same {
			t.Errorf("not itself (%s): %q", m.Why, p[0])
		}
		for _, q := range list[:i] {
			if m := story.Compare(p[0], q[1]); m.Decision != story.Different {
				t.Errorf("%v (%s):\n%q\n%q", m.Decision, m.Why, p[0], q[1])
			}
		}
	}
}

func TestCompareLinks(t *testing.T) {
	const here, there = "https://a.example/1", "https://a.example/2"
	for name, c := range map[string]struct {
		a, b, la, lb string
		want         story.Decision
	}{
		"the same":         {"Werft baut Fähren", "Werft baut Fähren", here, here, story.Same},
		"prefix":           {"Werft baut zwölf Fähren", "Hafenblatt: Werft baut zwölf Fähren", here, here, story.Same},
		"a slip":           {"Neue Werft in Busan baut Fähren", "Neue Werft in Busan baut Fähren", here, here, story.Same},
		"Korean":           {"부산 조선소, 여객선 수주", "부산 조선소 여객선 수주", here, here, story.Same},
		"other link":       {"Werft baut zwölf Fähren", "Werft baut zwölf Fähren", here, there, story.Same},
		"short, no link":   {"Neue Fähren", "Neue Fähren", "", "", story.Unsure},
		"short, one link":  {"Neue Fähren", "Neue Fähren", here, here, story.Same},
		"other figures":    {"Werft baut 12 Fähren", "Werft baut 13 Fähren", here, here, story.Different},
		"a figure more":    {"Werft baut Fähren", "13 Werft baut Fähren", here, here, story.Different},
		"other title":      {"Werft baut Fähren", "Minister reist nach Seoul", here, here, story.Different},
		"one has no title": {"Werft baut Fähren", "", here, here, story.Different},
		"neither has one":  {"", "", here, here, story.Different},
	} {
		a, b := story.Telling{Title: c.a, Link: c.la}, story.Telling{Title: c.b, Link: c.lb}
		if got := story.Compare(a, b); got.Decision != c.want {
			t.Errorf("%s: %v (%s), want %v", name, got.Decision, got.Why, c.want)
		}
	}
}

// What comes again after weeks is another occasion; a source without texts may
// call two things the same.
func TestCompareDatesAndSources(t *testing.T) {
	day := time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)
	a := story.Telling{Title: "Sprechtag der Kammer zu Zollfragen", Text: "Anmelden kann man sich am Empfang.", Published: day, Source: "a"}
	for days, want := range map[int]story.Decision{0: story.Same, 7: story.Same, 21: story.Same, 22: story.Different, 365: story.Different} {
		b := a
		b.Published = day.AddDate(0, 0, days)
		if got := story.Compare(a, b); got.Decision != want {
			t.Errorf("%d days apart: %v, want %v", days, got.Decision, want)
		}
	}
	b := a
	b.Published = time.Time{}
	if got := story.Compare(a, b); got.Decision != story.Same {
		t.Errorf("one without a date: %v", got)
	}
	a.Text, b.Text = "", ""
	if got := story.Compare(a, b); got.Decision != story.Unsure {
		t.Errorf("the same title twice in one source: %v", got)
	}
	b.Source = "b"
	if got := story.Compare(a, b); got.Decision != story.Same {
		t.Errorf("in two sources: %v", got)
	}
}

// What a source lists twice in a day, once without its text, is one thing; what
// it calls the same the next day may be the next of a row.
func TestCompareListedTwice(t *testing.T) {
	day := time.Date(2026, 5, 4, 8, 0, 0, 0, time.UTC)
	full := story.Telling{Title: "Sprechtag der Kammer zu neuen Zollfragen", Text: "Anmelden kann man sich am Empfang.", Published: day, Source: "a"}
	for name, c := range map[string]struct {
		change func(*story.Telling)
		want   story.Decision
	}{
		"an hour later":       {func(t *story.Telling) { t.Published = day.Add(time.Hour) }, story.Same},
		"a day later":         {func(t *story.Telling) { t.Published = day.Add(24 * time.Hour) }, story.Unsure},
		"without a date":      {func(t *story.Telling) { t.Published = time.Time{} }, story.Unsure},
		"first seen that day": {func(t *story.Telling) { t.Published, t.Seen = time.Time{}, day.Add(time.Hour) }, story.Same},
		"a short title":       {func(t *story.Telling) { t.Title = "Sprechtag der Kammer" }, story.Different},
		"a text of its own":   {func(t *story.Telling) { t.Text = "Diesmal geht es um Holz aus Finnland." }, story.Different},
	} {
		one := full
		one.Text = ""
		c.change(&one)
		if got := story.Compare(full, one); got.Decision != c.want {
			t.Errorf("%s: %v (%s), want %v", name, got.Decision, got.Why, c.want)
		}
	}
	short := full
	short.Title = "Neue Zollfragen"
	one := short
	if one.Text = ""; story.Compare(short, one).Decision != story.Unsure {
		t.Error("a short title is one thing")
	}
}

func TestAddress(t *testing.T) {
	const want = "https://n.example/a/werft"
	for _, link := range []string{
		"https://n.example/a/werft", "http://www.n.example/a/werft/?utm_source=x", "https://m.n.example/a/werft/amp/",
		"https://amp.n.example/a/werft", "https://n.example/amp/a/werft", "https://n.example/a/werft?amp=1", "https://n.example/a/werft/index.html#teilen",
	} {
		if got := story.Address(link); got != want {
			t.Errorf("%s: %s", link, got)
		}
	}
	for _, link := range []string{"", "https://n.example/", "mailto:a@n.example"} {
		if got := story.Address(link); got != "" {
			t.Errorf("%s: %s", link, got)
		}
	}
	if story.Address("https://n.example/view?id=1") == story.Address("https://n.example/view?id=2") {
		t.Error("a parameter that chooses an article is lost")
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("Werft „Nord“ baut 12 Fähren", "BUSAN (dpa) - Es eilt.", "UPDATE 1-Werft baut 12 Fähren…", "2,500 US$ ···")
	f.Add("0", "0B000B00", "0", "00AA0A") // can be aligned in two ways
	f.Add("[속보] 부산 조선소", "21일 서울에서", "\xff\xfe", "Ã¶ -- DAL.N (AP)")
	f.Fuzz(func(t *testing.T, a, b, c, d string) {
		x, y := story.Telling{Title: a, Text: b}, story.Telling{Title: c, Text: d}
		there, back := story.Compare(x, y), story.Compare(y, x)
		if there.Decision != back.Decision {
			t.Errorf("%v there, %v back", there, back)
		}
		if there.Share < 0 || there.Share > 1 {
			t.Errorf("share %v", there.Share)
		}
		if m := story.Compare(x, x); m.Decision == story.Different && strings.ContainsFunc(a, unicode.IsLetter) {
			t.Errorf("%q is not itself: %s", a, m.Why)
		}
	})
}

func BenchmarkCompare(b *testing.B) {
	list := append(pairs(b, "same"), pairs(b, "different")...)
	for n := 0; b.Loop(); n++ {
		p := list[n%len(list)]
		story.Compare(p[0], p[1])
	}
}
