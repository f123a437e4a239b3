package story

import "slices"

// sameTitle reports whether both are called the same: equal words, or one
// title with a label before it or a note behind it that the other lacks.
func (c *comparison) sameTitle() bool {
	t := c.title
	if len(t.a) == 0 || len(t.b) == 0 {
		return false
	}
	a, b := t.lone()
	switch {
	case meaning(a) == 0 && meaning(b) == 0 && !takesBack(a) && !takesBack(b):
		return true
	case meaning(a) > 0 && meaning(b) > 0:
		// Under one link two senders may each have put their name to it.
		return c.noted() || c.here && c.common() >= leastTitle && c.framed(t.a, t.inA) && c.framed(t.b, t.inB) &&
			marked(t.a, t.inA) && marked(t.b, t.inB)
	case c.x.cut || c.y.cut || min(meaning(t.a), meaning(t.b)) >= leastTitle ||
		c.share() >= fullText && min(len(c.x.text), len(c.y.text)) >= leastText:
		return c.framed(t.a, t.inA) && c.framed(t.b, t.inB)
	}
	return false
}

// miscounted reports whether the titles differ in figures alone: what a
// correction may have put right.
func (c *comparison) miscounted() bool {
	a, b := c.title.lone()
	right := func(ts []token) bool {
		return !slices.ContainsFunc(ts, func(t token) bool { return !t.figure && !grammar[t.s] })
	}
	return c.common() >= leastTitle && right(a) && right(b)
}

// framed reports whether the words without a partner in a title are only a
// label before the others or a note behind them.
func (c *comparison) framed(ts []token, in []bool) bool {
	from, to := head(in), tail(in)
	for n := from; n < to; n++ {
		if !in[n] && (ts[n].figure || !grammar[ts[n].s]) {
			return false
		}
	}
	for _, t := range ts[:from] {
		if t.figure {
			return false
		}
	}
	return !takesBack(ts[:from]) && !takesBack(ts[to:])
}

// noted reports whether the titles over one text, word for word, are the same
// but for a label before one of them and a note behind the other, each set off
// by a mark: "Ausschreibung: ...", "... | Frist 22.05.".
func (c *comparison) noted() bool {
	t := c.title
	if c.share() < wholeText || min(len(c.x.text), len(c.y.text)) < goodProof || c.common() < leastTitle {
		return false
	}
	before, after := head(t.inA) > 0 && head(t.inB) > 0, tail(t.inA) < len(t.a) && tail(t.inB) < len(t.b)
	return !before && !after && c.framed(t.a, t.inA) && c.framed(t.b, t.inB) && marked(t.a, t.inA) && marked(t.b, t.inB)
}

// marked reports whether a mark parts the label before a title, and the note
// behind it, from the rest.
func marked(ts []token, in []bool) bool {
	from, to := head(in), tail(in)
	return (from == 0 || ts[from-1].breaks != 0) && (to == len(ts) || to > 0 && ts[to-1].breaks != 0)
}

// counted reports whether one title is the other with a figure put in that the
// other does not give. Small ones stand in most texts for something else.
func (c *comparison) counted() bool {
	if c.reworded() {
		return false
	}
	a, b := c.title.inner()
	if c.share() >= wholeText && min(len(c.x.text), len(c.y.text)) >= apartText { // "Folge 12: ...": a label's number
		a, b = a[labelled(c.title.a, c.title.inA):], b[labelled(c.title.b, c.title.inB):]
	}
	put := func(ts []token, into told) bool {
		for n, t := range ts {
			if t.figure && (len(t.s) < 2 || !into.says(t)) && !within(ts[n:min(n+2, len(ts))], into.title) && !within(ts[n:min(n+2, len(ts))], into.text) {
				return true
			}
		}
		return false
	}
	return put(a, c.y) || put(b, c.x)
}

// within reports whether a figure with the word after it, of what has no
// partner, stands in a title, one that the other title gives twice, or in a text.
func within(two, text []token) bool {
	for n := 1; n < len(text) && len(two) == 2; n++ {
		if text[n-1].s == two[0].s && text[n].s == two[1].s {
			return true
		}
	}
	return false
}

// kin reports whether two titles are on the same thing: what one says is said
// by the other's title or text. Over a text that proves much by itself two words
// are enough.
func (c *comparison) kin() bool {
	enough := func(n, of int) bool { return n > 0 && float64(n) >= leastKin*float64(of) }
	if c.share() >= fullText && min(len(c.x.text), len(c.y.text)) >= goodProof && ranked(c.x.text) != "" && ranked(c.y.text) != "" {
		enough = func(n, of int) bool { return n > 1 || n > 0 && float64(n) >= leastKin*float64(of) }
	}
	known := func(title []token, other told) bool {
		n := 0
		for _, t := range title {
			if !grammar[t.s] && other.says(t) {
				n++
			}
		}
		return enough(n, meaning(title))
	}
	return known(c.x.title, c.y) || known(c.y.title, c.x)
}

// meaning is how many words carry one.
func meaning(ts []token) (n int) {
	for _, t := range ts {
		if !grammar[t.s] {
			n++
		}
	}
	return n
}

// labelled is how many words before those with a partner are a label, set off by
// a colon or a bracket.
func labelled(ts []token, in []bool) int {
	if n := head(in); n > 0 && n < len(ts) && (ts[n-1].breaks == ':' || ts[n-1].breaks == ']' || ts[n-1].breaks == ')') {
		return n
	}
	return 0
}
