package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// What stands below an article in labelled lines is written in many ways: all
// labels in one line, the label in a cell, heading or block of its own. Here
// they become lines of one form, "LABEL: VALUE".

// nearby is how many lines away from a bare label another one has to be that
// proves it: "Themen" over a list of links is a menu.
const nearby = 8

// maxLabels is how long, in bytes, a line of labels and values may be: a longer
// one is text.
const maxLabels = 4096

// labelledLines are the lines with those of one form in place of the others.
func labelledLines(lines []line, labels []string) []line {
	known := make(map[string]bool, len(labels))
	for _, l := range labels {
		known[l] = true
	}
	var out []line
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if known[labelled(l.text)] && i+1 < len(lines) && bare(l, lines[i+1]) && proven(lines, i, known) {
			next := lines[i+1]
			out = append(out, line{text: l.text + ": " + next.text, links: next.links, node: l.node, value: next.node})
			i++
			continue
		}
		out = append(out, inParts(l, known)...)
	}
	return out
}

// bare reports whether a line is a label by where it stands, and the next its
// value.
func bare(l, next line) bool {
	if l.node == nil || next.node == nil || l.node == next.node || len(next.text) > maxValue || strings.HasSuffix(next.text, ":") {
		return false
	}
	if heading(l.node.Data) {
		return !heading(next.node.Data)
	}
	if named(l.node, "td") {
		return next.node.Parent == l.node.Parent
	}
	return named(l.node, "dt", "th") || slices.ContainsFunc(tellingWords(l.node), func(w string) bool {
		return w == "label" || w == "key" || w == "name" || w == "term"
	})
}

// proven reports whether near the bare label i there is one of those that no
// menu has.
func proven(lines []line, i int, known map[string]bool) bool {
	own := labelled(lines[i].text)
	for _, l := range lines[max(0, i-nearby):min(len(lines), i+nearby+1)] {
		head, _, _ := strings.Cut(l.text, ":")
		if head = labelled(head); known[head] && head != own && !slices.Contains(countryLabels(), head) && !slices.Contains(themeLabels(), head) {
			return true
		}
	}
	return false
}

// inParts cuts a line that begins with a label before each further one.
func inParts(l line, known map[string]bool) []line {
	if len(l.text) > maxLabels || strings.Count(l.text, ":") < 2 {
		return []line{l}
	}
	var starts []int
	for at := 0; at < len(l.text); at++ {
		if l.text[at] == ':' {
			if start := labelBefore(l.text[:at], known); start >= 0 {
				starts = append(starts, start)
			}
		}
	}
	if len(starts) < 2 || starts[0] != 0 {
		return []line{l}
	}
	var out []line
	for i, start := range starts {
		end := len(l.text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		part := line{text: strings.TrimRight(l.text[start:end], " |·•,;/–-"), node: l.node}
		for _, words := range l.links {
			if strings.Contains(part.text, words) {
				part.links = append(part.links, words)
			}
		}
		out = append(out, part)
	}
	return out
}

// labelBefore is where the label begins that s ends with, -1 when there is
// none: the longest of up to five words.
func labelBefore(s string, known map[string]bool) int {
	best, start, from := -1, len(s), max(0, len(s)-maxLabel)
	for range 5 {
		start = from + strings.LastIndexByte(s[from:start], ' ')
		if start < from && from > 0 {
			break
		}
		if known[labelled(s[start+1:])] {
			best = start + 1
		}
		if start < 0 {
			break
		}
	}
	return best
}

// labelled are the labels that a page may use, those of the operator as well.
func (s spots) labelled() []string {
	out := append(editorLabels(), dateLabels()...)
	for _, list := range [][]string{sourceLabels(), countryLabels(), themeLabels(), authorLabels()} {
		out = append(out, list...)
	}
	for _, one := range []spot{s.date, s.author, s.source, s.country, s.category} {
		out = append(out, one.labels...)
	}
	return out
}

// chromeLines reports whether an element holds no lines of an article. What
// stands beside it may say what it is about.
func chromeLines(n *html.Node) bool {
	if !chrome(n) {
		return false
	}
	if !named(n, "aside") || inChrome(n.Parent) {
		return true
	}
	return !slices.ContainsFunc(tellingWords(n), func(w string) bool {
		return w == "meta" || w == "metadata" || w == "metadaten" || w == "info" || w == "infos" || w == "infobox" || w == "facts" || w == "details"
	})
}
