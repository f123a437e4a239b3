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
	tried, titles, words, asks := min(len(g.members), looked), 0, 0, 0
	targets := make(map[string]bool)
	p.look(g)
	for _, c := range g.clues {
		targets[c.href] = true
		titles += min(weight(c.words), 120)
		words += min(p.size[c.item], 600)
		asks += one(strings.HasSuffix(c.words, "?"))
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
	if e.Dated*2 < e.Entries {
		e.Score-- // without dates more has to speak for it
	}
	if e.Dated == 0 && asks*2 > e.Entries {
		e.Score -= 2 // questions that are often asked
	}
	return e
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
}

// sharedBy are the addresses that several members of a group link to: their
// categories, their authors.
func (p *proposer) sharedBy(g *group, members map[*html.Node]bool) map[string]bool {
	last := make(map[string]int)
	shared := make(map[string]bool)
	for i := range g.members[:min(len(g.members), looked)] {
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
