package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Mistake is one thing in feeds.yaml that cannot stand.
type Mistake struct {
	File    string `json:"file"`
	Line    int    `json:"line"`   // from 1
	Column  int    `json:"column"` // from 1, in characters
	Key     string `json:"key"`    // the path of the key: sources[2].url, counted from 0; "" is the whole file
	Problem string `json:"problem"`
	Hint    string `json:"hint"` // what to write or do instead
}

// String is the mistake on one line.
func (m Mistake) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "%s:%d:%d: ", m.File, m.Line, m.Column)
	if m.Key != "" {
		s.WriteString(m.Key + ": ")
	}
	s.WriteString(m.Problem)
	if m.Hint != "" {
		s.WriteString(" (" + m.Hint + ")")
	}
	return s.String()
}

// Mistakes are all that is wrong with a file, in the order of its lines. As an
// error it is never empty.
type Mistakes []Mistake

// Error is one line a mistake.
func (ms Mistakes) Error() string {
	lines := make([]string, len(ms))
	for n, m := range ms {
		lines[n] = m.String()
	}
	return strings.Join(lines, "\n")
}

func (ms Mistakes) sort() {
	slices.SortStableFunc(ms, func(a, b Mistake) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column), cmp.Compare(a.Key, b.Key))
	})
}

// trouble is what a value's own reader finds wrong with it.
type trouble struct{ problem, hint string }

func (t trouble) Error() string { return t.problem + " (" + t.hint + ")" }

// quoted is a value as a mistake shows it: on one line and not too long.
func quoted(s string) string {
	const most = 80
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most-1]) + "…"
	}
	return strconv.Quote(s)
}
