package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// alignment is two texts laid beside each other: which words of each have a
// partner in the other, in the order of both.
type alignment struct {
	a, b   []token
	inA    []bool // has a partner
	inB    []bool
	pairs  [][2]int // rising
	shared int

	room *room
}

// align pairs the words of two texts, of which it is given the letters too.
func (r *room) align(a, b []token, lettersA, lettersB string) alignment {
	if turned(lettersA, lettersB) {
		al := alignment{a: a, b: b, inA: r.flags(len(a)), inB: r.flags(len(b)), shared: min(len(a), len(b)), room: r}
		for n := range a {
			al.inA[n] = true
		}
		for n := range b {
			al.inB[n] = true
		}
		return al
	}
	al := r.follow(a, b)
	slices.SortFunc(al.pairs, func(x, y [2]int) int { return x[0] - y[0] })
	al.close()
	return al
}

// turned reports whether two texts are letter for letter the same, however
// they are divided into words, but for two neighbours changed over at most.
func turned(x, y string) bool {
	if len(x) != len(y) {
		return false
	}
	if x == y {
		return true
	}
	n := common(x, y)
	x1, sizeX := utf8.DecodeRuneInString(x[n:])
	y1, sizeY := utf8.DecodeRuneInString(y[n:])
	if unicode.IsDigit(x1) || unicode.IsDigit(y1) || utf8.RuneCountInString(x) < 2*leastSlip {
		return false
	}
	return swapped(x[n:], y[n:], sizeX, sizeY)
}

// common is the length of what two words begin with, in whole letters.
func common(x, y string) int {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	for n > 0 && (n < len(x) && !utf8.RuneStart(x[n]) || n < len(y) && !utf8.RuneStart(y[n])) {
		n--
	}
	return n
}

// swapped reports whether x is y with its first two letters changed over, whose
// lengths in octets are given.
func swapped(x, y string, sizeX, sizeY int) bool {
	two := sizeX + sizeY
	return len(x) == len(y) && len(x) >= two && x[:sizeX] == y[sizeY:two] && x[sizeX:two] == y[:sizeY] && x[two:] == y[two:]
}

// letters is a text without what stands between its words. Figures keep their
// bounds.
func letters(ts []token) string {
	size := 0
	for n := range ts {
		size += len(ts[n].s) + 2
	}
	var b strings.Builder
	b.Grow(size)
	for _, t := range ts {
		if t.figure {
			b.WriteByte('#')
		}
		b.WriteString(t.s)
		if t.figure {
			b.WriteByte('#')
		}
	}
	return b.String()
}

// follow finds the longest common subsequence of words that are alike.
func (r *room) follow(a, b []token) alignment {
	al := alignment{a: a, b: b, inA: r.flags(len(a)), inB: r.flags(len(b)), pairs: r.pairs(min(len(a), len(b))), room: r}
	from, toA, toB := 0, len(a), len(b)
	for from < toA && from < toB && alike(&a[from], &b[from]) {
		al.pair(from, from)
		from++
	}
	for toA > from && toB > from && alike(&a[toA-1], &b[toB-1]) {
		toA, toB = toA-1, toB-1
		al.pair(toA, toB)
	}
	x, y := a[from:toA], b[from:toB]
	if len(x) == 0 || len(y) == 0 {
		return al
	}
	width := len(y) + 1
	longest := r.table((len(x) + 1) * width)
	for i := len(x) - 1; i >= 0; i-- {
		word, row, below := &x[i], longest[i*width:(i+1)*width], longest[(i+1)*width:(i+2)*width]
		for j := len(y) - 1; j >= 0; j-- {
			if alike(word, &y[j]) {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case longest[i*width+j] == longest[(i+1)*width+j+1]+1 && alike(&x[i], &y[j]):
			al.pair(from+i, from+j)
			i, j = i+1, j+1
		case longest[(i+1)*width+j] >= longest[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return al
}

// close finds partners for words that are only divided otherwise ("협력포럼",
// "협력 포럼"), or that a slip of the hand runs together, in the gaps between
// words that have one.
func (al *alignment) close() {
	al.gaps(func(i, endI, j, endJ int) {
		if i == endI || j == endJ || endI-i+endJ-j > mostDivided || acronyms(&al.a[i], &al.b[j]) {
			return
		}
		x, y := joined(al.a[i:endI]), joined(al.b[j:endJ])
		if x == "" || x != y && !slip(x, y) {
			return
		}
		al.shared += min(endI-i, endJ-j)
		for ; i < endI; i++ {
			al.inA[i] = true
		}
		for ; j < endJ; j++ {
			al.inB[j] = true
		}
	})
}

// mostDivided is how many words, of both sides together, are tried for being
// one another divided otherwise.
const mostDivided = 6

// joined is words written as one; "" when there is a figure among them.
func joined(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		if t.figure {
			return ""
		}
		b.WriteString(t.s)
	}
	return b.String()
}

// gaps gives out the words without a partner between each two pairs, as ranges
// of both sides; one of the ranges may be empty.
func (al *alignment) gaps(each func(i, endI, j, endJ int)) {
	i, j := 0, 0
	for n := 0; n <= len(al.pairs); n++ {
		p := [2]int{len(al.a), len(al.b)}
		if n < len(al.pairs) {
			p = al.pairs[n]
		}
		if i < p[0] && !al.inA[i] || j < p[1] && !al.inB[j] {
			each(i, p[0], j, p[1])
		}
		i, j = p[0]+1, p[1]+1
	}
}

func (al *alignment) pair(i, j int) {
	al.inA[i], al.inB[j] = true, true
	al.pairs = append(al.pairs, [2]int{i, j})
	al.shared++
}

// inner is the words without a partner that stand between, or before, words
// that have one. What follows the last common word is what one telling goes on
// with where the other ends, as long as that other has nothing left itself.
func (al *alignment) inner() (a, b []token) {
	restA, restB := tail(al.inA), tail(al.inB)
	endA, endB := restA, restB
	if restA < len(al.a) && restB < len(al.b) { // both go on, each in its own way
		endA, endB = len(al.a), len(al.b)
	}
	return al.room.lone(al.a[:endA], al.inA), al.room.lone(al.b[:endB], al.inB)
}

// tail is where what follows the last word with a partner begins.
func tail(in []bool) int {
	n := len(in)
	for n > 0 && !in[n-1] {
		n--
	}
	return n
}

// head is how many words stand before the first one with a partner.
func head(in []bool) int {
	n := 0
	for n < len(in) && !in[n] {
		n++
	}
	return n
}

// lone is the words of each side without a partner.
func (al *alignment) lone() (a, b []token) {
	return al.room.lone(al.a, al.inA), al.room.lone(al.b, al.inB)
}
