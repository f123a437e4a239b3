package page

import (
	"math"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// judge looks into a group and says how much it looks like a list of articles.
func (p *proposer) judge(g *group) Evidence {
	var e Evidence
	tried, titles, words, asks, stops := min(len(g.members), looked), 0, 0, 0, 0
	targets := make(map[string]bool)
	p.look(g)
	for _, c := range g.clues {
		targets[c.href] = true
		titles += min(weight(c.words), 120)
		words += min(p.size[c.item], 600)
		asks += one(strings.HasSuffix(c.words, "?"))
		stops += one(!c.headed && weight(c.words) > 40 && strings.ContainsAny(lastOf(c.words), ".…"))
		e.Headed += one(c.headed)
		e.Summarised += one(c.summary != nil)
		if at, ok := p.dated(c); ok {
			e.Dated++
			e.Ahead += one(!p.today.IsZero() && at.After(p.today.Add(36*time.Hour)))
		}
	}
	e.Entries = len(g.clues)
	if e.Entries < fewest || len(targets)*10 < e.Entries*8 || e.Entries*2 < tried ||
		e.Dated == 0 && e.Entries == fewest && !p.teasers(e, g) || p.apart(g.clues[0].item) {
		return e
	}
	e.First = g.clues[0].words
	count := float64(e.Entries)
	share := func(n int) float64 { return float64(n) / count }
	e.Score = 3*share(e.Dated) + 1.2*share(e.Headed) + 0.8*share(e.Summarised) +
		0.3*math.Min(math.Log2(count), 5) + titleScore(float64(titles)/count) +
		1.2*math.Min(1, float64(words)/float64(p.whole)) - 0.8*(1-count/float64(tried)) + p.standing(g.clues[0].item)
	e.Score -= 1.5 * share(e.Ahead) // what is dated ahead are events
	if e.Ahead*2 > e.Dated {
		e.Score -= 2
	}
	if stops*2 > e.Entries {
		e.Score -= 1.5 // the lines of reports rather than their titles
	}
	if e.Dated*2 < e.Entries {
		e.Score-- // without dates more has to speak for it
	}
	if e.Dated == 0 && (asks*2 > e.Entries || p.situation(g.clues[0].item).offer) {
		e.Score -= 2 // questions that are often asked, what the house does
	}
	return e
}

// judgePair judges a group of two. Nothing but what it says tells that it is a
// list: it is news by its name or the heading over it, both are dated, neither
// ahead, and both have a headline.
func (p *proposer) judgePair(g *group) Evidence {
	var e Evidence
	if p.look(g); len(g.clues) != 2 {
		return e
	}
	a, b := g.clues[0], g.clues[1]
	at := p.situation(a.item)
	if a.href == b.href || !at.about || at.soft || at.hard || p.apart(a.item) || !p.news(a) || !p.news(b) {
		return e
	}
	return Evidence{
		Entries: 2, Dated: 2, Headed: one(a.headed) + one(b.headed), Summarised: one(a.summary != nil) + one(b.summary != nil),
		First: a.words, Score: convincing + float64(p.size[a.item]+p.size[b.item])/float64(p.whole),
	}
}

// news reports whether an entry has a headline and a day that is not ahead.
func (p *proposer) news(c clue) bool {
	at, ok := p.dated(c)
	return ok && (p.today.IsZero() || !at.After(p.today.Add(36*time.Hour))) && (c.headed || weight(c.words) >= 26)
}

// dated is when an entry is dated, by what is in it, the heading of its part
// or the page's data.
func (p *proposer) dated(c clue) (time.Time, bool) {
	if c.date == nil {
		if at, ok := p.dates.dayOver(c.item); ok {
			return at, true
		}
		at := p.toldOf(c.href, p.dates)
		return at, !at.IsZero()
	}
	at, _ := p.dates.of(c.date)
	return at, true
}

// teasers reports whether a few entries without dates are teasers all the
// same: each with a heading and some lines of text, in the main part.
func (p *proposer) teasers(e Evidence, g *group) bool {
	at := p.placeOf(g.clues[0].item.Parent)
	return e.Headed == e.Entries && e.Summarised == e.Entries && len(g.members) == e.Entries && at.main && !at.hard && !at.soft
}

// look finds the clues of a group's good members.
func (p *proposer) look(g *group) {
	members := setOf(g.members)
	shared := p.sharedBy(g, members)
	g.clues = nil
	for i := range g.members[:min(len(g.members), looked)] {
		if c := p.clueIn(g.scopeOf(i, members), shared); c.good() {
			g.clues = append(g.clues, c)
		}
	}
	if g.sameTitles() {
		for i, c := range g.clues {
			g.clues[i] = p.titledOtherwise(c)
		}
	}
}

// sameTitles reports whether the titles of all entries are the same words: what
// invites to read them, or their kind.
func (g *group) sameTitles() bool {
	for _, c := range g.clues {
		if c.words != g.clues[0].words {
			return false
		}
	}
	return len(g.clues) > 1
}

// titledOtherwise is an entry with what else in it is most like a title, where
// there is such.
func (p *proposer) titledOtherwise(c clue) clue {
	if t := p.titleBut(c.item, wordsOf(c.title)); t != nil && !under(c.link, t) {
		c.title, c.words = t, headlineOf(t)
	}
	return c
}

// sharedBy are the addresses that several members of a group link to: their
// categories, their authors.
func (p *proposer) sharedBy(g *group, members map[*html.Node]bool) map[string]bool {
	last := make(map[string]int)
	shared := make(map[string]bool)
	met := make(map[string]bool)
	for i := range g.members[:min(len(g.members), looked)] {
		if all := p.linksIn(g.scopeOf(i, members)); met[all] {
			continue // a slider shows its last ones once more before its first
		} else {
			met[all] = true
		}
		for _, top := range g.scopeOf(i, members) {
			for n := range elements(top) {
				if to := p.linkOf(n); to != "" {
					if before, ok := last[to]; ok && before != i {
						shared[to] = true
					}
					last[to] = i
				}
			}
		}
	}
	if len(shared) == len(last) {
		return nil // the list is on the page twice
	}
	return shared
}

// linksIn are the addresses a scope links to, in order, as one string.
func (p *proposer) linksIn(scope []*html.Node) string {
	var out strings.Builder
	for _, top := range scope {
		for n := range elements(top) {
			if to := p.linkOf(n); to != "" {
				out.WriteString(to)
				out.WriteByte('\n')
			}
		}
	}
	return out.String()
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// titleScore values headlines over the words of menus.
func titleScore(mean float64) float64 {
	switch {
	case mean < 18:
		return -1.5
	case mean < 26:
		return -0.5
	case mean < 38:
		return 0.5
	}
	return 1.2
}
