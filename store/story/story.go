package story

import (
	"hash/fnv"
	"slices"
	"strings"
)

// Text is one telling as far as its change is concerned: plain text.
type Text struct {
	Title   string
	Summary string
	Body    string // "" when the source gives none
}

// Digest stands for what a text says; equal digests, same words. It is 0 for a
// text without words only.
func Digest(parts ...string) uint64 {
	h := fnv.New64a()
	said := false
	for _, p := range parts {
		words(p, func(w string) {
			said = true
			h.Write([]byte(w))
			h.Write([]byte{0})
		})
		h.Write([]byte{1})
	}
	if !said {
		return 0
	}
	return max(h.Sum64(), 1)
}

// Told is the digest of title and summary.
func (t Text) Told() uint64 { return Digest(t.Title, bare(t.Summary)) }

// Said is the digest of the body, 0 without one.
func (t Text) Said() uint64 { return Digest(bare(t.Body)) }

// Changed reports whether a reader would notice a change, given the digests of
// both texts: another title, figure, date, name or paragraph. White space,
// quotes, case, markup, tracking parameters, counters and a page's furniture are
// not noticed. A body that is given for the first time, or no longer, changes
// how much is told, not what.
func Changed(oldTold, newTold, oldSaid, newSaid uint64) bool {
	return oldTold != newTold || oldSaid != 0 && newSaid != 0 && oldSaid != newSaid
}

// Line is what a text says as one line of words: the same for texts that
// differ in white space, quotes, dashes or case only.
func Line(s string) string {
	var b strings.Builder
	words(s, func(w string) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	})
	return b.String()
}

// Alike reports whether two titles are the same or nearly the same: all figures
// equal, and of the words at least three in four shared, or one title within
// the other as when a source puts its name in front.
func Alike(a, b string) bool {
	x, y := bag(a), bag(b)
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	if !slices.Equal(figures(x), figures(y)) {
		return false
	}
	shared := overlap(x, y)
	if shared == min(len(x), len(y)) && shared >= 3 {
		return true
	}
	return 4*shared >= 3*max(len(x), len(y))
}

// bag is the words of a title in sorted order.
func bag(s string) (out []string) {
	words(s, func(w string) { out = append(out, w) })
	slices.Sort(out)
	return out
}

func figures(bag []string) (out []string) {
	for _, w := range bag {
		if isFigure(w) {
			out = append(out, w)
		}
	}
	return out
}

// overlap counts the words two sorted bags share.
func overlap(x, y []string) (n int) {
	for len(x) > 0 && len(y) > 0 {
		switch {
		case x[0] == y[0]:
			n++
			x, y = x[1:], y[1:]
		case x[0] < y[0]:
			x = x[1:]
		default:
			y = y[1:]
		}
	}
	return n
}
