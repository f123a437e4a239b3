package desk

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"koreadesk/desk/control"
	"koreadesk/tagger"
)

// Condition is a bound on a plan, for a check that runs unattended:
// "precision<0.95", "korea.recall<0.9", "leaves>20", "korea-energie.enters>5".
type Condition struct {
	text   string
	of     string // a tag or a theme; "" is all of them
	metric string
	less   bool // fails below the bound, else above it
	equal  bool // and at it
	bound  float64
}

var conditionForm = regexp.MustCompile(`^\s*(?:([\w-]+)\.)?(precision|recall|f1|enters|leaves|changed)\s*(<=|>=|<|>)\s*([0-9]*\.?[0-9]+)\s*$`)

// ParseCondition reads a condition. Precision, recall and f1 are those against
// the decisions of editors; enters, leaves and changed count items.
func ParseCondition(s string) (Condition, error) {
	m := conditionForm.FindStringSubmatch(s)
	if m == nil {
		return Condition{}, fmt.Errorf("condition %q: expected [TAG or THEME.]precision, recall, f1, enters, leaves or changed, then <, <=, > or >=, and a number, as in precision<0.95", s)
	}
	bound, err := strconv.ParseFloat(m[4], 64)
	if err != nil {
		return Condition{}, fmt.Errorf("condition %q: %w", s, err)
	}
	return Condition{text: s, of: m[1], metric: m[2], less: m[3][0] == '<', equal: len(m[3]) == 2, bound: bound}, nil
}

func (c Condition) String() string { return c.text }

// Strange reports whether c is of a theme or tag that neither the candidate nor
// what is stored has: a check on a misspelt one would never fail.
func (c Condition) Strange(sum control.PlanSum) bool {
	is := func(n control.PlanCount) bool { return n.ID == c.of }
	return c.of != "" && !slices.ContainsFunc(sum.Themes, is) && !slices.ContainsFunc(sum.Tags, is)
}

// Holds reports whether c is met by a plan, and the figure it looked at; known
// is false when there is nothing to measure it on.
func (c Condition) Holds(sum control.PlanSum) (met bool, figure float64, known bool) {
	figure, known = c.figure(sum)
	switch {
	case !known:
		return false, 0, false
	case figure == c.bound:
		return c.equal, figure, true
	}
	return figure < c.bound == c.less, figure, true
}

func (c Condition) figure(sum control.PlanSum) (float64, bool) {
	switch c.metric {
	case "changed":
		return float64(sum.Changed), c.of == ""
	case "enters", "leaves":
		return c.counted(sum.Themes)
	}
	if sum.Editors == nil {
		return 0, false
	}
	var all tagger.Tally
	known := false
	for _, t := range sum.Editors.Tags {
		if c.of == "" || c.of == t.Tag {
			all = all.Plus(t)
			known = true
		}
	}
	figure := map[string]float64{"precision": all.Precision, "recall": all.Recall, "f1": all.F1}[c.metric]
	switch { // nothing given is no precision of 0
	case c.metric == "precision":
		known = known && all.Right+all.Wrong > 0
	case c.metric == "recall":
		known = known && all.Right+all.Missed > 0
	default:
		known = known && all.Right+all.Wrong+all.Missed > 0
	}
	return figure, known
}

func (c Condition) counted(themes []control.PlanCount) (n float64, known bool) {
	for _, t := range themes {
		if c.of != "" && c.of != t.ID {
			continue
		}
		known = true
		if c.metric == "enters" {
			n += float64(t.Enters)
		} else {
			n += float64(t.Leaves)
		}
	}
	return n, known
}
