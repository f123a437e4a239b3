package main

import (
	"cmp"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// pen sets words of a text off: bold on a terminal that takes it, else not at
// all. NO_COLOR (no-color.org), set to anything, puts it down.
type pen struct{ bold bool }

func newPen(out io.Writer) pen {
	file, ok := out.(*os.File)
	return pen{bold: ok && term.IsTerminal(int(file.Fd())) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// span is a piece of a text, in bytes.
type span struct{ start, end int }

// around is how much of a long text is shown on either side of a word.
const around = 80

// passages are the parts of text that hold spans, a line each, with the spans
// set off. A text that is short is shown whole.
func (p pen) passages(text string, spans []span) []string {
	spans = slices.DeleteFunc(slices.Clone(spans), func(s span) bool {
		return s.start < 0 || s.end > len(text) || s.start >= s.end
	})
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	var lines []string
	for len(spans) > 0 {
		from, to, n := window(text, spans)
		line := p.mark(text, from, to, spans[:n])
		line = strings.Join(strings.Fields(line), " ")
		if from > 0 {
			line = "… " + line
		}
		if to < len(text) {
			line += " …"
		}
		lines = append(lines, line)
		spans = spans[n:]
	}
	return lines
}

// window is the piece of text around the first of spans, as far as one follows
// the other, and how many of them are in it.
func window(text string, spans []span) (from, to, n int) {
	if len(text) <= 4*around {
		return 0, len(text), len(spans)
	}
	from, to = wordAt(text, spans[0].start-around), spans[0].end
	for n < len(spans) && spans[n].start <= to+2*around {
		to = max(to, spans[n].end)
		n++
	}
	return from, wordAt(text, to+around), n
}

// wordAt is the beginning of the word that byte i is in.
func wordAt(text string, i int) int {
	if i <= 0 {
		return 0
	}
	if i >= len(text) {
		return len(text)
	}
	if space := strings.LastIndexAny(text[:i], " \n"); space >= 0 && i-space < around/2 {
		return space + 1
	}
	for i > 0 && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

// mark is text from a byte to another, its spans set off.
func (p pen) mark(text string, from, to int, spans []span) string {
	if !p.bold {
		return text[from:to]
	}
	var b strings.Builder
	at := from
	for _, s := range spans {
		if s.end <= at || s.start >= to {
			continue
		}
		start, end := max(at, s.start), min(to, s.end)
		b.WriteString(text[at:start])
		b.WriteString("\x1b[1m" + text[start:end] + "\x1b[0m")
		at = end
	}
	b.WriteString(text[at:to])
	return b.String()
}
