package tagger_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"koreadesk/news"
	"koreadesk/tagger"
)

func TestOwnTermsAndCategories(t *testing.T) {
	tg, err := tagger.New([]news.Tag{{
		ID:         "wirtschaft",
		Categories: []string{"Wirtschaft, Märkte"},
		Terms:      []string{"Ansiedlung", "Investition*", "투자*"},
	}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		in   tagger.Subject
		want []news.Score
	}{
		{"a term with an ending", tagger.Subject{Title: "Drei Ansiedlungen im Hafen"},
			[]news.Score{{Tag: "wirtschaft", Score: 0.6, Because: []string{"title: Ansiedlungen"}}}},
		{"any ending", tagger.Subject{Title: "Neue Investitionsbank"},
			[]news.Score{{Tag: "wirtschaft", Score: 0.6, Because: []string{"title: Investitionsbank"}}}},
		{"a label with a comma is one label", tagger.Subject{Title: "Kurz gemeldet", Categories: []string{"Sport", "wirtschaft,  märkte"}},
			[]news.Score{{Tag: "wirtschaft", Score: 1, Because: []string{"category: wirtschaft, märkte"}}}},
		{"half a label is none", tagger.Subject{Title: "Kurz gemeldet", Categories: []string{"Wirtschaft", "Märkte"}}, nil},
		{"the source's tags", tagger.Subject{Title: "Kurz gemeldet", SourceTags: []string{"vdi", "wirtschaft"}},
			[]news.Score{
				{Tag: "wirtschaft", Score: 1, Because: []string{"source: wirtschaft"}},
				{Tag: "vdi", Score: 1, Because: []string{"source: vdi"}},
			}},
		{"nothing", tagger.Subject{}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if d := cmp.Diff(c.want, tg.Tag(c.in)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestReasonsAreAsWritten(t *testing.T) {
	tg := builtin(t)
	got := tg.Tag(tagger.Subject{Title: "Abkommen mit S\u00fcd\u00adkorea unterzeichnet"})
	if len(got) == 0 || got[0].Tag != "korea" || got[0].Because[0] != "title: Südkorea" {
		t.Errorf("got %+v", got)
	}
	decomposed := tg.Tag(tagger.Subject{Title: "Abkommen mit Su\u0308dkorea unterzeichnet"})
	if d := cmp.Diff(got, decomposed); d != "" {
		t.Errorf("composed and decomposed text differ: %s", d)
	}
}

func TestVocabularyErrors(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"unknown key", "terms:\n  - class: a\n    weight: 0.5\n    wordz: [x]\n", "wordz"},
		{"no weight", "terms:\n  - class: a\n    words: [alpha]\n", "line 3: terms, group 1 (a): weight 0 is not above 0"},
		{"no words", "terms:\n  - class: a\n    weight: 1\n", "words are missing"},
		{"twice", "terms:\n  - class: a\n    weight: 1\n    words:\n      - alpha\n      - Alpha\n", `line 6: the word "Alpha" stands on line 5 already`},
		{"empty word", "terms:\n  - class: a\n    weight: 1\n    words: ['*']\n", `line 4: the word "*" is empty`},
		{"inner star", "terms:\n  - class: a\n    weight: 1\n    words: [stellt*aus]\n", `line 4: the word "stellt*aus" has a * inside`},
		{"half a word", "terms:\n  - class: a\n    weight: 1\n    words: ['stellt * *']\n", `line 4: the word "stellt * *" is empty`},
		{"two words beside one", "terms:\n  - class: a\n    weight: 1\n    words: [bilder]\n    after: [stellt * aus]\n", `line 5: "stellt * aus" is two words`},
		{"unknown class", "terms:\n  - class: a\n    weight: 1\n    words: [alpha]\n    needs: ['@b']\n", `no term has the class "@b"`},
		{"unknown class in a rule", "terms:\n  - class: a\n    weight: 1\n    words: [alpha]\nrules:\n  - name: aside\n    words: [beta]\n    classes: [b]\n", `rule "aside": no term has the class "b"`},
		{"unknown home", "home: [kr]\nterms:\n  - class: a\n    weight: 1\n    words: [alpha]\n", `"kr" is no country`},
		{"unknown partner", "home: [KR]\npartners: [KOR]\nterms:\n  - class: a\n    weight: 1\n    words: [alpha]\n", `"KOR" is no country`},
		{"list for a word", "terms:\n  - class: a\n    weight: 1\n    words: [[alpha]]\n", "line 4"},
		{"empty", "", "the file is empty"},
		{"no terms", "title: X\n", "there are no terms"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := tagger.New([]news.Tag{{ID: "x", Vocabulary: "mine.yaml"}}, func(path string) ([]byte, error) {
				return []byte(c.file), nil
			})
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range []string{"mine.yaml", c.want} {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q does not say %q", err, want)
				}
			}
		})
	}
}

// A desk for another country needs a file, not a change of the program.
func TestAnotherCountry(t *testing.T) {
	file := `
title: Japan
home: [JP]
partners: [DE]
terms:
  - class: country
    weight: 0.9
    words: [Japan, japanisch*, Japaner*, '일본*']
  - class: place
    weight: 0.6
    words: [Tokio, Osaka]
`
	tg, err := tagger.New([]news.Tag{{ID: "japan", Vocabulary: "japan.yaml"}}, func(string) ([]byte, error) { return []byte(file), nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		title, summary string
		want           bool
	}{
		{"Japanische Forscher besuchen Aachen", "", true},
		{"Neue Regeln für Batterien", "Ähnliches gilt in China, Japan und Südkorea.", false},
		{"Südkorea baut Werft", "", false},
	} {
		got := tg.Tag(tagger.Subject{Title: c.title, Summary: c.summary})
		if (len(got) == 1) != c.want {
			t.Errorf("%s: got %v", c.title, got)
		}
	}
}

// A file can add to a built-in vocabulary instead of standing in for it.
func TestExtends(t *testing.T) {
	file := "extends: korea\nterms:\n  - class: company\n    weight: 0.8\n    words: [Nordlicht Robotics]\n"
	tg, err := tagger.New([]news.Tag{{ID: "korea", Vocabulary: "ours.yaml"}}, func(string) ([]byte, error) { return []byte(file), nil })
	if err != nil {
		t.Fatal(err)
	}
	for _, title := range []string{"Nordlicht Robotics zieht nach Hamm", "Südkorea baut Werft"} {
		if got := tg.Tag(tagger.Subject{Title: title}); len(got) != 1 {
			t.Errorf("%s: got %v", title, got)
		}
	}
	_, err = tagger.New([]news.Tag{{ID: "x", Vocabulary: "x.yaml"}}, func(string) ([]byte, error) { return []byte("extends: atlantis\n"), nil })
	if err == nil || !strings.Contains(err.Error(), `"atlantis" is not built in; there are`) {
		t.Errorf("got %v", err)
	}
}

func TestRulesFingerprint(t *testing.T) {
	a, b := builtin(t), builtin(t)
	if a.Rules() != b.Rules() || a.Rules() == "" {
		t.Errorf("the same rules have the fingerprints %q and %q", a.Rules(), b.Rules())
	}
	tags := tagger.Builtin()
	tags[0].Terms = []string{"Hafengeburtstag"}
	c, err := tagger.New(tags, nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.Rules() == a.Rules() {
		t.Error("another term left the fingerprint as it was")
	}
}

func TestConcurrentUse(t *testing.T) {
	tg := builtin(t)
	s := tagger.Subject{Title: "Koreanische Delegation besucht Jülich", Summary: "서울에서 온 연구진이 참가했다."}
	want := tg.Tag(s)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if d := cmp.Diff(want, tg.Tag(s)); d != "" {
					t.Error(d)
				}
			}
		})
	}
	wg.Wait()
}

// A text made to be long costs no more than an article.
func TestLongText(t *testing.T) {
	tg := builtin(t)
	s := tagger.Subject{Title: "Seoul", Content: strings.Repeat("Seoul und Tokio, K-Pop und Samsung, Apple oder LG ", 100_000)}
	start := time.Now()
	tg.Tag(s)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

// Rules look a little before and behind a find; a text may end, or begin,
// anywhere in between.
func TestTextsThatEndAnywhere(t *testing.T) {
	tg := builtin(t)
	for _, text := range []string{
		"Wien/Seoul/Berlin - (AP) heute, wie 2018 in Busan und 1988",
		"SEOUL, South Korea (AP) -- „Lied aus Korea“ und KERI/KEIT (dpa)",
		"서울/베를린 = 연합뉴스 한국·독일, 2018년 평창",
		"Ulm/Suwon (lsw) erhielt Hanwha 3 Mrd. Won, 덴마크 1위…한국 31위로 올라",
	} {
		runes := []rune(text)
		for n := range runes {
			for _, part := range []string{string(runes[:n]), string(runes[n:])} {
				tg.Tag(tagger.Subject{Title: part})
				tg.Tag(tagger.Subject{Title: "x", Summary: part, Content: part + "."})
				for end := n; end < min(n+25, len(runes)); end++ {
					tg.Tag(tagger.Subject{Summary: string(runes[n:end])})
				}
			}
		}
	}
}

func FuzzTag(f *testing.F) {
	tg := builtin(f)
	f.Add("Südkorea, Japan und USA", "SEOUL (AP) - K\u00adorea\u0301 ß", "Wirtschaft, Märkte")
	f.Add("다양한국가 출신 \xff\xfe 한국", "韓獨 과학기술공동위", "")
	f.Add("Seoul/Berlin heute", "Seoul/Berlin heute", "Seoul/")
	f.Add("KITA-PLATZ NACHHALTIGKEIT LG Köln", "\u1112\u1161\u11ab\u1100\u116e\u11a8", "한국")
	f.Fuzz(func(t *testing.T, title, summary, category string) {
		s := tagger.Subject{Title: title, Summary: summary, Categories: []string{category}}
		a := tg.Tag(s)
		if d := cmp.Diff(a, tg.Tag(s)); d != "" {
			t.Fatalf("two answers to one item: %s", d)
		}
		e := tg.Explain(s)
		given := 0
		for _, r := range e.Tags {
			if r.Given {
				given++
			}
			for _, ev := range r.Evidence {
				from := map[tagger.Field]string{tagger.FieldTitle: title, tagger.FieldSummary: summary, tagger.FieldCategory: category}[ev.Field]
				if ev.Start < 0 || ev.End > len(from) || ev.Start > ev.End {
					t.Fatalf("%+v is outside %q", ev, from)
				}
			}
		}
		if given != len(a) {
			t.Fatalf("Explain gives %d tags, Tag gives %d", given, len(a))
		}
	})
}

// A feed that gives its summary as the beginning of the content as well has
// named the country once, not twice.
func TestSummaryRepeatedInContent(t *testing.T) {
	tg := builtin(t)
	said := "Der Verband stellte seine Zahlen vor und verglich sie mit Korea."
	once := tg.Tag(tagger.Subject{Title: "Bäcker backen weniger Brot", Summary: said})
	twice := tg.Tag(tagger.Subject{Title: "Bäcker backen weniger Brot", Summary: said, Content: said + " Mehr steht im Heft."})
	korea := func(s news.Score) bool { return s.Tag == "korea" }
	if slices.ContainsFunc(once, korea) || slices.ContainsFunc(twice, korea) {
		t.Errorf("a single mention gives %v alone and %v repeated, want no korea", once, twice)
	}
}

// A desk without words has no text read; labels and source tags count
// all the same.
func TestReads(t *testing.T) {
	about := tagger.Subject{Title: "Hafen wächst", Content: "Der Hafen ist nicht klein und wird größer.", Categories: []string{"Wirtschaft, Märkte"}, SourceTags: []string{"vdi"}}
	for _, c := range []struct {
		name string
		tags []news.Tag
		want bool
		tag  string
	}{
		{"no tags", nil, false, "vdi"},
		{"labels", []news.Tag{{ID: "markt", Categories: []string{"Wirtschaft, Märkte"}}}, false, "markt"},
		{"terms", []news.Tag{{ID: "hafen", Terms: []string{"Hafen"}}}, true, "hafen"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tg, err := tagger.New(c.tags, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := tg.Reads(); got != c.want {
				t.Errorf("Reads is %t, want %t", got, c.want)
			}
			if scores := tg.Tag(about); !slices.ContainsFunc(scores, func(s news.Score) bool { return s.Tag == c.tag }) {
				t.Errorf("tags %v lack %s", scores, c.tag)
			}
		})
	}
}
