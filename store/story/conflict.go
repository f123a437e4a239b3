package story

import (
	"cmp"
)

const (
	denied    = "one denies what the other says"
	announced = "one announces what the other reports"
)

// conflict says in what two tellings contradict each other; "" is nothing.
// What only one of them says is no contradiction: a text may be cut, or go on.
func (c *comparison) conflict() string {
	textA, textB := c.text.inner()
	a, b := c.only(textA, c.y, telling(c.x.text, c.y.text)), c.only(textB, c.x, telling(c.x.text, c.y.text))
	if c.share() < someText { // not one text with other names put in, but two texts
		a.names, b.names = "", ""
	} else if s, t := ranked(textA), ranked(textB); s != "" && t != "" && rearranged(c.text) {
		return "figures in another order: " + s + ", " + t
	}
	if why := c.titlesConflict(&a, &b); why != "" {
		return why
	}
	if why := c.against(a, b); why != "" {
		return why
	}
	if s, t := c.x.place(), c.y.place(); s != "" && t != "" && s != t {
		return "on other countries: " + s + ", " + t
	}
	if why := opposed(c.x, c.y); why != "" {
		return why
	}
	if why := cmp.Or(c.traded(), replaced(c.text, true)); why != "" {
		return why
	}
	if turnedTense(c.text) {
		return announced
	}
	if c.reworded() || c.noted() {
		return ""
	}
	if why := replaced(c.title, telling(c.x.title, c.y.title)); why != "" {
		return why
	}
	return c.template()
}

// titlesConflict adds what the titles say alone to what the texts do, and says in
// what the titles themselves contradict each other.
func (c *comparison) titlesConflict(a, b *said) string {
	switch {
	case c.noted():
	case c.reworded(): // of two titles of two writers, only figures tell that they are on two things
		titleA, titleB := c.title.lone()
		a.figures = cmp.Or(a.figures, c.only(titleA, c.y, false).figures)
		b.figures = cmp.Or(b.figures, c.only(titleB, c.x, false).figures)
		if why := c.otherNames(); why != "" {
			return why
		}
	default:
		capitals := telling(c.x.title, c.y.title)
		titleA, titleB := c.title.lone()
		if c.x.cut || c.y.cut {
			titleA, titleB = c.title.inner()
		}
		if s, t := ranked(titleA), ranked(titleB); s != "" && t != "" && rearranged(c.title) {
			return "figures in another order: " + s + ", " + t
		}
		oneText := c.oneText()
		if oneText {
			titleA, titleB = c.without(titleA, c.title.a, c.title.inA, c.y), c.without(titleB, c.title.b, c.title.inB, c.x)
		}
		saysA, saysB := c.only(titleA, c.y, capitals), c.only(titleB, c.x, capitals)
		if oneText {
			saysA.names, saysB.names = "", "" // over one text only what stands in one place, see template
			if why := c.otherNames(); why != "" {
				return why
			}
		}
		a.add(saysA)
		b.add(saysB)
	}
	return ""
}

// against says in what the words that each telling has alone contradict each other.
func (c *comparison) against(a, b said) string {
	switch {
	case a.figures != "" && b.figures != "":
		return "figures or dates differ: " + a.figures + ", " + b.figures
	case a.names != "" && b.names != "":
		return "names differ: " + a.names + ", " + b.names
	case a.bracketed != "" && b.bracketed != "":
		return "names differ: " + a.bracketed + ", " + b.bracketed
	case a.denies != b.denies:
		return denied
	case a.plans && !b.plans && c.y.reports, b.plans && !a.plans && c.x.reports:
		return announced
	}
	return ""
}

// replaced says where, in one place, one text has a figure and the other has
// another, or a name: that is no slip, whatever else they say.
func replaced(al alignment, capitals bool) (why string) {
	al.gaps(func(i, endI, j, endJ int) {
		if s, t := abroad(al.a[i:endI]), abroad(al.b[j:endJ]); s != "" && t != "" && s != t {
			why = "on other countries: " + s + ", " + t
		}
		if endI-i == 1 && endJ-j == 1 && len(al.a) <= shortText && capitals && named(al.a[i]) && named(al.b[j]) {
			why = "other words in one place: " + al.a[i].s + ", " + al.b[j].s
		}
		a, b := fact(al.a[i:endI]), fact(al.b[j:endJ])
		if a.figure != b.figure && (told{text: al.b}).says(a) && (told{text: al.a}).says(b) {
			return // a name and a figure that only stand elsewhere
		}
		if a.s != "" && b.s != "" && (a.figure || b.figure) {
			why = "figures or dates differ: " + a.s + ", " + b.s
		}
	})
	return why
}

// abroad is the one country that words speak of, "" for none or several.
func abroad(ts []token) (code string) {
	for _, t := range ts {
		if c := country(t.s); c != "" && c != code {
			if code != "" {
				return ""
			}
			code = c
		}
	}
	return code
}

// said is what one telling alone says, by kind: one example each.
type said struct {
	figures, names string
	bracketed      string // a name put in brackets behind another
	denies, plans  bool
}

func (s *said) add(more said) {
	if s.figures == "" {
		s.figures = more.figures
	}
	if s.names == "" {
		s.names = more.names
	}
	s.bracketed = cmp.Or(s.bracketed, more.bracketed)
	s.denies, s.plans = s.denies || more.denies, s.plans || more.plans
}

// only sorts words that have no partner, and that the other telling does not
// have elsewhere either.
func (c *comparison) only(ts []token, other told, capitals bool) (s said) {
	for _, t := range ts {
		switch {
		case denials[t.s]:
			s.denies = true
		case plans[t.s] && !other.plans:
			s.plans = true
		case other.says(t):
		case t.figure || calendar[t.s] && (t.upper || hangul(t.s)):
			s.figures = t.s
		case bearers[t.s]: // stands for a name
		case hangul(t.s) && !grammar[t.s] && !koreanVerb(t.s) || capitals && named(t):
			if t.inner {
				s.bracketed = t.s
			} else {
				s.names = t.s
			}
		}
	}
	return s
}

// reworded reports whether a title was written anew: most of its words have no
// partner in the other. One word in place of one is another word put in.
func (c *comparison) reworded() bool {
	n, shared := min(meaning(c.title.a), meaning(c.title.b)), c.common()
	if shared > 1 && shared+1 >= max(meaning(c.title.a), meaning(c.title.b)) {
		return false
	}
	if c.oneBlock() {
		return false
	}
	return shared < leastTitle && shared < n || float64(shared) < leastFrame*float64(n)
}

// oneBlock reports whether the titles are word for word the same but for a few
// words behind a word of grammar: "Ehrendoktor für ...".
func (c *comparison) oneBlock() bool {
	gaps, few := 0, true
	c.title.gaps(func(i, endI, j, endJ int) {
		gaps++
		few = few && i < endI && j < endJ && endI-i <= mostBlock && endJ-j <= mostBlock && i > 0 && grammar[c.title.a[i-1].s]
	})
	return gaps == 1 && few && len(c.title.pairs) > 1
}

// common is how many words with a meaning the titles share in the same order.
func (c *comparison) common() (n int) {
	for k, t := range c.title.a {
		if c.title.inA[k] && !grammar[t.s] {
			n++
		}
	}
	return n
}

// template says when one title is the other with something else put in: the
// same frame, and in one place of it, on both sides, words that the other
// telling does not know. Over one text two writers tell of one thing by two verbs.
func (c *comparison) template() string {
	why, oneText := "", c.oneText()
	c.title.gaps(func(i, endI, j, endJ int) {
		a, b := strange(c.title.a[i:endI], c.y), strange(c.title.b[j:endJ], c.x)
		if oneText && exchanged(a, b) {
			return
		}
		if a != "" && b != "" {
			why = "the same title with other words put in: " + a + ", " + b
		}
	})
	return why
}

// strange is the first word with a meaning that the other telling lacks.
func strange(ts []token, other told) string {
	for _, t := range ts {
		if !grammar[t.s] && !novelties[t.s] && !bearers[t.s] && country(t.s) == "" && !other.says(t) {
			return t.s
		}
	}
	return ""
}
