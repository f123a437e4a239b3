package document

import "fmt"

// maxNotes is how many lines Repairs has at most.
const maxNotes = 50

// notes are the repairs of one document, each said once. Of very many only the
// number is kept, in the last line.
type notes struct {
	lines []string
	known map[string]bool
}

// add notes a repair.
func (n *notes) add(what string) {
	if n.known[what] {
		return
	}
	if n.known == nil {
		n.known = make(map[string]bool)
	}
	n.known[what] = true
	if len(n.lines) < maxNotes {
		n.lines = append(n.lines, what)
	}
}

// lead notes a repair that must be read before all others.
func (n *notes) lead(what string) {
	n.add(what)
	rest := make([]string, 0, maxNotes)
	for _, l := range n.lines {
		if l != what {
			rest = append(rest, l)
		}
	}
	n.lines = append([]string{what}, rest[:min(len(rest), maxNotes-1)]...)
}

// list is what was noted, in at most maxNotes lines.
func (n *notes) list() []string {
	if len(n.known) <= maxNotes {
		return n.lines
	}
	shown := n.lines[: maxNotes-1 : maxNotes-1]
	return append(shown, fmt.Sprintf("and %d more", len(n.known)-len(shown)))
}
