package letter

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/width"

	"koreadesk/news"
)

// columns is how wide a line of plain text is: RFC 5322, section 2.1.1, asks for
// 78 at most, and a reply adds a mark or two.
const columns = 72

// Text is the letter as plain text.
func (l Letter) Text() []news.Piece {
	words := l.Words()
	title := l.Title
	if l.Name != "" {
		title += " · " + l.Name
	}
	head := title + "\n" + l.Desk + " · " + l.Period + "\n" + strings.Repeat("=", columns) + "\n\n"
	if len(l.Topics) == 0 {
		head += words.None + "\n\n"
	}
	pieces := []news.Piece{{Text: head}}
	for _, t := range l.Topics {
		if heading := l.Headed(t); heading != "" {
			pieces = append(pieces, news.Piece{Text: heading + "\n" + strings.Repeat("-", min(columns, wide(heading))) + "\n\n"})
		}
		for _, s := range t.Stories {
			pieces = append(pieces, news.Piece{Item: s.ID, Text: s.text(words), Gone: "* " + words.Removed + "\n\n"})
		}
	}
	foot := "-- \n" + words.By + " " + l.Desk + "\n"
	if l.Online != "" {
		foot += words.Online + ": " + l.Online + "\n"
	}
	return append(pieces, news.Piece{Text: foot + words.More + ": " + l.Theme + "\n"})
}

func (s Story) text(words Words) string {
	var b strings.Builder
	b.WriteString(wrap("* ", s.Title))
	b.WriteString(wrap("  ", s.Source+" · "+s.Date))
	b.WriteString(wrap("  ", s.Summary))
	if s.Editor != "" {
		b.WriteString(wrap("  ", words.Editor+": "+s.Editor))
	}
	if len(s.Also) > 0 {
		b.WriteString(wrap("  ", words.Also+": "+strings.Join(s.Also, ", ")))
	}
	b.WriteString(wrap("  ", s.Note))
	if licence := cmp.Or(s.Terms, s.Licence); licence != "" {
		b.WriteString(wrap("  ", words.Licence+": "+licence))
	}
	b.WriteString("  " + s.Link + "\n\n")
	return b.String()
}

// wrap is a text in lines of at most columns, the first after a mark and the
// others below it. A word that is longer stands whole. "" stays "".
func wrap(mark, text string) string {
	if text == "" {
		return ""
	}
	var b strings.Builder
	b.WriteString(mark)
	indent, at := utf8.RuneCountInString(mark), 0
	for n, word := range strings.Fields(text) {
		w := wide(word)
		switch {
		case n > 0 && indent+at+1+w > columns:
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = 0
		case n > 0:
			b.WriteByte(' ')
			at++
		}
		b.WriteString(word)
		at += w
	}
	b.WriteByte('\n')
	return b.String()
}

// wide is how many columns a text takes: Korean letters take two each.
func wide(s string) (n int) {
	for _, r := range s {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
