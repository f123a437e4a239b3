package letter

import (
	"strings"
	"testing"

	"koreadesk/news"
)

func sample() Letter {
	return Letter{
		Title: "Korea & NRW", Name: "2026-W47", Desk: "Desk", Lang: "de", Period: "13. bis 19. November 2026",
		Online: "https://d.example/k/issue/2026-W47", Theme: "https://d.example/k",
		Topics: []Topic{
			{Title: "Energie", Stories: []Story{{ID: "tag:d,2026:item/a", Title: "<b>Wasserstoff</b> aus Ulsan", Link: "https://a.example/1?x=1&y=2", Lang: "de",
				Source: "Blatt", Date: "19. November", Summary: strings.Repeat("Ein langer Satz über Wasserstoff. ", 8), Editor: "Siehe <auch> W46", Also: []string{"Bote", "Kurier"}}}},
			{Stories: []Story{{ID: "tag:d,2026:item/b", Title: "한국 소식", Link: "javascript:alert(1)", Source: "연합", Date: "18. November", Note: "© 연합"}}},
		},
	}
}

func joined(pieces []news.Piece) string {
	var all strings.Builder
	for _, p := range pieces {
		all.WriteString(p.Text)
	}
	return all.String()
}

func TestLetterAsHTMLKeepsToWhatMailProgramsKeep(t *testing.T) {
	pieces, err := sample().HTML()
	if err != nil {
		t.Fatal(err)
	}
	body := joined(pieces)
	for _, want := range []string{"<h2 ", ">Energie</h2>", ">Weitere Meldungen</h2>", "&lt;b&gt;Wasserstoff&lt;/b&gt; aus Ulsan", "Blatt · 19. November",
		"Anmerkung der Redaktion:</b> Siehe &lt;auch&gt; W46", "Auch berichtet von: Bote, Kurier", "https://a.example/1?x=1&amp;y=2", "© 연합"} {
		if !strings.Contains(body, want) {
			t.Errorf("the letter lacks %q", want)
		}
	}
	alone := sample()
	alone.Online = "" // no page of the desk
	digest, err := alone.HTML()
	if err != nil {
		t.Fatal(err)
	}
	for _, never := range []string{"<style", "<script", "class=", "javascript:", "ZgotmplZ style"} {
		if strings.Contains(joined(pieces[1:]), never) || strings.Contains(joined(digest), never) {
			t.Errorf("the letter has %q", never)
		}
	}
	if strings.Count(body, "<div") != strings.Count(body, "</div>") || !strings.HasSuffix(body, "</html>\n") {
		t.Error("the letter is not closed")
	}
	fragment := joined(pieces[1 : len(pieces)-1])
	if strings.Contains(fragment, "<body") || !strings.HasPrefix(fragment, "<div") || !strings.HasSuffix(fragment, "</div>\n") {
		t.Errorf("without its first and last piece it is no fragment:\n%s", fragment)
	}
}

func TestLetterAsText(t *testing.T) {
	body := joined(sample().Text())
	for line := range strings.Lines(body) {
		if wide(strings.TrimSuffix(line, "\n")) > columns && !strings.Contains(line, "https://") {
			t.Errorf("a line is %d wide: %q", wide(line), line)
		}
	}
	for _, want := range []string{"Energie\n-------\n", "* <b>Wasserstoff</b> aus Ulsan\n  Blatt · 19. November\n", "  https://a.example/1?x=1&y=2\n", "Anmerkung der Redaktion: Siehe <auch> W46\n"} {
		if !strings.Contains(body, want) {
			t.Errorf("the text lacks %q in:\n%s", want, body)
		}
	}
}

func TestEveryStoryIsAPieceThatCanGo(t *testing.T) {
	l := sample()
	pieces, err := l.HTML()
	if err != nil {
		t.Fatal(err)
	}
	issue := news.Issue{Files: []news.IssueFile{{Suffix: "", Pieces: pieces}, {Suffix: ".txt", Pieces: l.Text()}}}
	if !issue.Without("tag:d,2026:item/a", issue.Cutoff) || issue.Without("tag:d,2026:item/a", issue.Cutoff) {
		t.Error("a story goes once")
	}
	for _, suffix := range []string{"", ".txt"} {
		body := string(issue.Body(suffix))
		if strings.Contains(body, "Ulsan") || strings.Contains(body, "a.example") || strings.Count(body, l.Words().Removed) != 1 || !strings.Contains(body, "한국 소식") {
			t.Errorf("%q without the story:\n%s", suffix, body)
		}
	}
}
