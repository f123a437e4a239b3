package tagger_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"koreadesk/news"
	"koreadesk/tagger"
)

// twoKilobytes is an item of about 2 KB, mostly German.
func twoKilobytes() tagger.Subject {
	lead := "Die südkoreanische Delegation besuchte am Dienstag das Forschungszentrum in Jülich und sprach über Wasserstoff und Batterien. "
	body := strings.Repeat("In den kommenden Monaten wollen die Partner prüfen, welche Prüfstände sie gemeinsam nutzen und wer die Messreihen auswertet. ", 14)
	return tagger.Subject{Title: "Besuch aus Südkorea: Gespräche über Speicher", Summary: lead + body}
}

// BenchmarkTag is the whole decision on 2 KB, folding included, with all
// built-in vocabularies: sixteen tags and several thousand words.
func BenchmarkTag(b *testing.B) {
	tg := builtin(b)
	s := twoKilobytes()
	b.SetBytes(int64(len(s.Title) + len(s.Summary)))
	b.ReportAllocs()
	for b.Loop() {
		if len(tg.Tag(s)) == 0 {
			b.Fatal("no tag")
		}
	}
}

// BenchmarkRegexp is what the same search costs as an alternation of 2,000
// words, without any decision.
func BenchmarkRegexp(b *testing.B) {
	words := thousands(2000)
	re := regexp.MustCompile("(?i)" + strings.Join(words, "|"))
	s := twoKilobytes()
	text := s.Title + s.Summary
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		re.FindAllStringIndex(text, -1)
	}
}

// BenchmarkThousands is the decision with one tag of 2,000 words.
func BenchmarkThousands(b *testing.B) {
	tg, err := tagger.New([]news.Tag{{ID: "x", Terms: thousands(2000)}}, nil)
	if err != nil {
		b.Fatal(err)
	}
	s := twoKilobytes()
	b.SetBytes(int64(len(s.Title) + len(s.Summary)))
	for b.Loop() {
		tg.Tag(s)
	}
}

// thousands are made-up words that begin like real ones.
func thousands(n int) []string {
	heads := []string{"korea", "batter", "wasser", "forsch", "prüf", "energie", "halbleit", "partner", "mess", "daten"}
	words := make([]string, n)
	for i := range words {
		words[i] = fmt.Sprintf("%s%cwerk%d", heads[i%len(heads)], 'a'+rune(i/10%26), i/260)
	}
	return words
}
