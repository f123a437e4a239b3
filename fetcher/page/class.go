package page

import (
	"strings"

	"golang.org/x/net/html"
)

// classes are the classes of n that say what it is: not which of many it is.
func classes(n *html.Node) []string {
	var out []string
	for c := range strings.FieldsSeq(attribute(n, "class")) {
		if !counting(c) {
			out = append(out, c)
		}
		if len(out) == 12 {
			break
		}
	}
	return out
}

// counting reports whether a class tells which of several an element is, or
// what state it is in.
func counting(class string) bool {
	lower := strings.ToLower(class)
	for word := range strings.FieldsFuncSeq(lower, func(r rune) bool { return r == '-' || r == '_' }) {
		switch word {
		case "odd", "even", "first", "last", "active", "current", "selected", "open", "hover", "new", "visited":
			return true
		}
	}
	return strings.ContainsAny(class, "0123456789") && !strings.Contains(lower, "col")
}

// stable are the classes of n that a selector can be built on, the telling
// ones before those that only say how it looks.
func stable(n *html.Node) []string {
	var telling, looks []string
	for _, c := range classes(n) {
		switch {
		case !identifier(c) || hashed(c):
		case look(c):
			looks = append(looks, c)
		default:
			telling = append(telling, c)
		}
	}
	return append(telling, looks...)
}

// look reports whether a class only says how an element is drawn.
func look(class string) bool {
	head, _, _ := strings.Cut(strings.ToLower(class), "-")
	switch head {
	case "col", "row", "mb", "mt", "my", "mx", "pb", "pt", "py", "px", "d", "text", "bg", "flex", "grid", "w", "h", "m", "p", "float",
		"clearfix", "container", "wrap", "wrapper", "inner", "left", "right", "small", "large", "medium", "columns", "column",
		"align", "justify", "order", "border", "shadow", "rounded", "clear", "cf", "block", "inline", "center":
		return true
	}
	return false
}

// identifier reports whether s can stand in a selector as it is.
func identifier(s string) bool {
	if s == "" || len(s) > 60 || s[0] >= '0' && s[0] <= '9' || s[0] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c != '-' && c != '_' && (c < '0' || '9' < c) && (c|0x20 < 'a' || 'z' < c|0x20) {
			return false
		}
	}
	return true
}

// hashed reports whether a name looks made by a machine, and so for one
// release only: "teaser_x8Fq2", "css-1a2b3c".
func hashed(s string) bool {
	digits := 0
	tail := s[strings.LastIndexAny(s, "-_")+1:]
	for i := range len(tail) {
		if tail[i] >= '0' && tail[i] <= '9' {
			digits++
		}
	}
	return len(tail) >= 5 && digits >= 2 && digits < len(tail)
}
