package story

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// Decision is whether two tellings are one story.
type Decision int

// The decisions. Unsure is for an editor: it is proposed, never acted on.
const (
	Different Decision = iota
	Unsure
	Same
)

func (d Decision) String() string { return [...]string{"different", "unsure", "same"}[d] }

// Match is a decision with its reason.
type Match struct {
	Decision Decision
	Why      string  // in a few words
	Share    float64 // of the shorter text that stands in the longer one, 0 to 1: of several matches the best is the highest
}

// The measures of the decision. What each is for stands in the package
// comment; none depends on a language or a source.
const (
	mostApart   = 21 * 24 * time.Hour // between two dates of one story
	leastText   = 4                   // words below which a text tells nothing by itself
	leastTitle  = 3                   // words with a meaning that a title must have to stand alone
	leastListed = 4                   // the same where one source has it twice, once without the text
	fullText    = 0.85                // share from which one text is the other
	nearText    = 0.75                // share from which a text of a day, told anew by an editor, is the other
	nearWords   = 16                  // words of such a text
	someText    = 0.60                // share from which the same title makes it the other
	littleText  = 0.35                // share below which the same title stands over another text
	leastFrame  = 0.60                // share of words from which one title is made after the other
	mostBlock   = 3                   // words put into one place of a title
	leastKin    = 0.33                // share of a title's words that the other telling must know
	leastProof  = 8                   // words of a text that, found again, prove a new title
	goodProof   = 12                  // words of a text with a figure that, found again, prove it nearly by themselves
	leastFigure = 5                   // the same where there is a figure among them
	shortText   = 10                  // words of a text in which another noun is another fact, not another wording
	longText    = 25                  // words of a text that, found again, are more than a stock phrase
	wholeText   = 0.95                // share from which one text is the other, word for word
	apartText   = 10                  // words of a text that two senders do not both find for two things
)

// Compare decides whether two tellings are one story. It does not depend on
// their order.
func Compare(a, b Telling) Match { return Prepare(a).Compare(Prepare(b)) }

// Prepared is a telling taken apart into words, to be compared with many.
type Prepared struct {
	telling Telling
	told    told
}

// Prepare takes a telling apart.
func Prepare(t Telling) Prepared { return Prepared{t, tell(t)} }

// Undated is the telling without its date.
func (p Prepared) Undated() Prepared {
	p.telling.Published, p.telling.Seen = time.Time{}, time.Time{}
	return p
}

// Compare is Compare of two prepared tellings.
func (p Prepared) Compare(q Prepared) Match {
	a, b := p.telling, q.telling
	r := rooms.Get().(*room)
	defer r.leave()
	c := p.beside(q, r)
	m := c.decide()
	if !a.Published.IsZero() && !b.Published.IsZero() && !c.here {
		if apart := a.Published.Sub(b.Published).Abs(); apart > mostApart && m.Decision != Different {
			m.Decision, m.Why = Different, fmt.Sprintf("the same words %d days apart", int(apart.Hours()/24))
		}
	}
	return m
}

// beside lays two tellings beside each other, always in the same order: of
// several ways to align them one would be found from this side, another from that.
func (p Prepared) beside(q Prepared, r *room) *comparison {
	if cmp.Or(cmp.Compare(p.told.titleLetters, q.told.titleLetters), cmp.Compare(p.told.textLetters, q.told.textLetters)) > 0 {
		p, q = q, p
	}
	a, b, x, y := p.telling, q.telling, p.told, q.told
	r.comparison = comparison{x: x, y: y,
		here:  a.Link != "" && a.Link == b.Link,
		title: r.align(x.title, y.title, x.titleLetters, y.titleLetters),
		text:  r.align(x.text, y.text, x.textLetters, y.textLetters),
		home:  a.Source != "" && a.Source == b.Source,
		today: a.near(b)}
	return &r.comparison
}

// near reports whether two tellings are less than a day apart: what comes each
// day comes again after one.
func (t Telling) near(u Telling) bool {
	a, b := cmp.Or(t.Published, t.Seen), cmp.Or(u.Published, u.Seen)
	return !a.IsZero() && !b.IsZero() && a.Sub(b).Abs() < 24*time.Hour
}

// comparison is two tellings beside each other.
type comparison struct {
	x, y        told
	title, text alignment
	here        bool // under the same link
	home        bool // of the same source
	today       bool // less than a day apart
}

func (c *comparison) decide() Match {
	share := c.share()
	alikeTitles := c.sameTitle()
	if c.here && alikeTitles {
		return Match{Same, "the same link and title", 1}
	}
	if m, hopeless := c.apart(share, alikeTitles); hopeless {
		return m
	}
	if (c.x.corrects || c.y.corrects) && (alikeTitles && share >= someText || share >= fullText && c.miscounted()) && !c.denies() {
		return Match{Same, "a correction of the same text", share}
	}
	m := c.likeness(share, alikeTitles)
	if m.Decision == Different { // as most are; to look for what contradicts costs more
		return m
	}
	if why := c.conflict(); why != "" {
		return Match{Different, why, share}
	}
	return m
}

// likeness decides on tellings as if nothing contradicted.
func (c *comparison) likeness(share float64, alikeTitles bool) Match {
	if alikeTitles {
		return c.underOneTitle(share)
	}
	return c.underTwoTitles(share)
}

// apart decides on texts that share too little to be one, whatever else is the
// same: nearly all that are compared. It spares looking for what contradicts.
func (c *comparison) apart(share float64, alikeTitles bool) (Match, bool) {
	switch {
	case share >= littleText:
		return Match{}, false
	case !alikeTitles:
		return Match{Different, "another title and text", share}, true
	}
	return Match{Different, "the same title over another text", share}, min(len(c.x.text), len(c.y.text)) >= leastText
}

// share is how much of the shorter text stands in the longer one.
func (c *comparison) share() float64 {
	n := min(len(c.x.text), len(c.y.text))
	if n == 0 {
		return 0
	}
	return float64(c.text.shared) / float64(n)
}

// oneText reports whether the texts are one, and long enough to prove it.
func (c *comparison) oneText() bool {
	return c.share() >= fullText && min(len(c.x.text), len(c.y.text)) >= leastProof
}

// underOneTitle decides on tellings that are called the same.
func (c *comparison) underOneTitle(share float64) Match {
	short := min(len(c.x.text), len(c.y.text))
	words := min(meaning(c.x.title), meaning(c.y.title))
	switch {
	case short < leastText && (short == 0 || share >= fullText):
		switch {
		case c.home && !c.here && c.today && words >= leastListed && short == 0 && max(len(c.x.text), len(c.y.text)) >= leastText:
			return Match{Same, "the same title again that day, without its text", share}
		case c.home && !c.here:
			return Match{Unsure, "the same title twice in one source, and no text to tell by", share}
		case words >= leastTitle:
			return Match{Same, "the same title, and no text that says otherwise", share}
		}
		return Match{Unsure, "the same short title, and no text to tell by", share}
	case share >= someText:
		return Match{Same, "the same title and text", share}
	case share >= littleText:
		return Match{Unsure, "the same title over a text that is partly the same", share}
	}
	return Match{Different, "the same title over another text", share}
}

// underTwoTitles decides on tellings that are called differently.
func (c *comparison) underTwoTitles(share float64) Match {
	switch {
	case share >= littleText && c.counted():
		return Match{Unsure, "one title has a figure that the other lacks", share}
	case share < someText:
		return Match{Different, "another title and text", share}
	}
	short := min(len(c.x.text), len(c.y.text))
	kin, proof := c.kin(), leastProof
	if ranked(c.x.text) != "" && ranked(c.y.text) != "" {
		proof = leastFigure
	}
	switch {
	case share >= fullText && short >= proof && kin:
		return Match{Same, "the same text under another title", share}
	case share >= wholeText && short >= apartText && c.strangers():
		return Match{Same, "the same text at another sender, under a title of its own", share}
	case share >= nearText && short >= nearWords && kin && c.today:
		return Match{Same, "nearly the same text under another title, that day", share}
	case share >= fullText && (short >= longText || short >= goodProof && proof == leastFigure):
		return Match{Unsure, "the same text under a title on something else", share}
	case share >= fullText && short >= leastText && kin:
		return Match{Unsure, "a short text that is the same, under another title", share}
	case share >= someText && short >= leastProof && kin:
		return Match{Unsure, "much of the same text under another title", share}
	}
	return Match{Different, "another title and text", share}
}

// strangers reports whether the tellings are by two senders that both tell of
// something: the sources of one house use its stock phrases, and all houses ask
// for cookies.
func (c *comparison) strangers() bool {
	own := func(t token) bool { return housekeeping[t.s] }
	if c.home || slices.ContainsFunc(c.x.text, own) || slices.ContainsFunc(c.y.text, own) {
		return false
	}
	x, y := house(c.x.link), house(c.y.link)
	return x != "" && y != "" && x != y
}

// says reports whether a word stands anywhere in a telling.
func (t told) says(w token) bool {
	for _, part := range [][]token{t.title, t.text} {
		for n := range part {
			if part[n].s == w.s {
				return true
			}
		}
	}
	if w.figure {
		return false
	}
	home := country(w.s)
	for _, part := range [][]token{t.title, t.text} {
		for n := range part {
			v := &part[n]
			if alike(v, &w) || related(v.s, w.s) || home != "" && country(v.s) == home {
				return true
			}
		}
	}
	return false
}
