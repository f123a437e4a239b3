package story

// trade is two words that have changed places, as those that act and suffer do
// between two tellings of who beat whom.
type trade struct{ first, second token }

// traded says which two names have changed places in the titles and in the texts,
// with more than grammar between them: "A beats B" is not "B beats A", though "A
// and B" is "B and A". Korean, whose particles say who acts, is left alone.
func (c *comparison) traded() (why string) {
	al := c.text
	var met [][2]int // words without a partner that stand in one place, by their places
	al.gaps(func(i, endI, j, endJ int) {
		if why != "" || endI-i != 1 || endJ-j != 1 || !named(al.a[i]) || !named(al.b[j]) {
			return
		}
		for _, m := range met {
			t := trade{al.a[m[0]], al.b[m[1]]}
			if t.back(al.b[j], al.a[i]) && meaning(al.a[m[0]+1:i]) > 0 && t.turns(c.x.title, c.y.title) {
				why = "two names change places: " + t.first.s + ", " + t.second.s
			}
		}
		met = append(met, [2]int{i, j})
	})
	return why
}

// back reports whether two words are those of the trade.
func (t trade) back(first, second token) bool {
	return sameWord(first, t.first) && sameWord(second, t.second)
}

// turns reports whether the two stand in one order in x, and in the other in y.
func (t trade) turns(x, y []token) bool {
	first, second := find(x, t.first), find(x, t.second)
	third, fourth := find(y, t.first), find(y, t.second)
	return min(first, second, third, fourth) >= 0 && (first < second) != (third < fourth)
}

// find is where a word stands first, -1 for nowhere.
func find(ts []token, w token) int {
	for n := range ts {
		if sameWord(ts[n], w) {
			return n
		}
	}
	return -1
}

func sameWord(a, b token) bool { return alike(&a, &b) || related(a.s, b.s) }
