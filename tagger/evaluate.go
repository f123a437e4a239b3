package tagger

import (
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"slices"
	"strconv"
)

// Report is how well a Tagger did on a labelled set.
type Report struct {
	Rules  string  `json:"rules"`
	Items  int     `json:"items"`
	Tags   []Tally `json:"tags"`             // each labelled tag, in the order of the tags
	Topics *Tally  `json:"topics,omitempty"` // all topics together (micro average)
	Slices []Slice `json:"slices"`           // korea and north-korea by language, origin, group, trap and fold; all topics by language, origin and fold
	Misses []Miss  `json:"misses"`
	Faults []Fault `json:"faults,omitempty"` // items the rules failed on: they count as without tags

	// Confusion counts, for items with labelled topics, the topics given
	// where another was wanted: wanted but missed, then given though not
	// wanted, in the same item.
	Confusion []Confusion `json:"confusion,omitempty"`
}

// Tally counts decisions on one tag.
type Tally struct {
	Tag       string  `json:"tag"`
	Right     int     `json:"right"`  // given and wanted
	Wrong     int     `json:"wrong"`  // given, not wanted
	Missed    int     `json:"missed"` // wanted, not given
	None      int     `json:"none"`   // neither
	Precision float64 `json:"precision"`
	Recall    float64 `json:"recall"`
	F1        float64 `json:"f1"`
}

// Slice is a Tally over the items that share a property.
type Slice struct {
	By   string `json:"by"` // language, origin, group, trap or fold
	Name string `json:"name"`
	Tally
}

// Miss is one wrong decision.
type Miss struct {
	ID     string    `json:"id"`
	Title  string    `json:"title"`
	Group  string    `json:"group,omitempty"`
	Tag    string    `json:"tag"`
	Wanted bool      `json:"wanted"`
	Why    Reasoning `json:"why"`
}

// Fault is an item that the rules failed on.
type Fault struct {
	ID   string `json:"id"`
	What string `json:"what"`
}

// Confusion is how often one topic was given where another was wanted.
type Confusion struct {
	Wanted string `json:"wanted"`
	Given  string `json:"given"`
	Items  int    `json:"items"`
}

// add counts one decision.
func (t *Tally) add(given, wanted bool) {
	switch {
	case given && wanted:
		t.Right++
	case given:
		t.Wrong++
	case wanted:
		t.Missed++
	default:
		t.None++
	}
	t.rate()
}

// Plus is the tally of the decisions of both.
func (t Tally) Plus(o Tally) Tally {
	t.Right, t.Wrong, t.Missed, t.None = t.Right+o.Right, t.Wrong+o.Wrong, t.Missed+o.Missed, t.None+o.None
	t.rate()
	return t
}

func (t *Tally) rate() {
	t.Precision = ratio(t.Right, t.Right+t.Wrong)
	t.Recall = ratio(t.Right, t.Right+t.Missed)
	t.F1 = ratio(2*t.Right, 2*t.Right+t.Wrong+t.Missed)
}

// ratio is 0 where there is nothing to count.
func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return round(float64(a) / float64(b))
}

// Evaluate runs t over a labelled set in JSON Lines and counts. Blank lines are
// skipped; a line that cannot be read ends it with an error that names it.
func Evaluate(r io.Reader, t *Tagger) (Report, error) {
	c := newCount(t)
	err := readSet(r, func(l *labelled) error {
		want, err := l.want(c.topics)
		if err == nil {
			c.item(l, want)
		}
		return err
	})
	if err != nil {
		return Report{}, fmt.Errorf("labelled set, %w", err)
	}
	return c.report(), nil
}

// count collects a Report.
type count struct {
	tagger    *Tagger
	topics    []string
	items     int
	tags      map[string]*Tally
	micro     Tally
	slices    map[[3]string]*Slice
	misses    []Miss
	faults    []Fault
	confusion map[[2]string]int
}

func newCount(t *Tagger) *count {
	c := &count{tagger: t, tags: make(map[string]*Tally), micro: Tally{Tag: "topics"}, slices: make(map[[3]string]*Slice), confusion: make(map[[2]string]int)}
	for _, b := range t.books {
		if b.tag != koreaTag && b.tag != northTag && !b.silent {
			c.topics = append(c.topics, b.tag)
		}
	}
	return c
}

// item decides on one item and counts every labelled tag.
func (c *count) item(l *labelled, want map[string]bool) {
	c.items++
	e := c.explain(l)
	var missed, wrong []string
	for _, why := range e.Tags {
		wanted, ok := want[why.Tag]
		if !ok {
			continue
		}
		if c.tags[why.Tag] == nil {
			c.tags[why.Tag] = &Tally{Tag: why.Tag}
		}
		c.tags[why.Tag].add(why.Given, wanted)
		topic := slices.Contains(c.topics, why.Tag)
		if topic {
			c.micro.add(why.Given, wanted)
			all := Reasoning{Tag: "all topics", Given: why.Given}
			c.slice(all, wanted, "language", l.Language)
			c.slice(all, wanted, "origin", l.Origin)
			c.slice(all, wanted, "fold", fold(l.ID))
		} else {
			c.slice(why, wanted, "language", l.Language)
			c.slice(why, wanted, "origin", l.Origin)
			c.slice(why, wanted, "group", l.Group)
			c.slice(why, wanted, "trap", l.Trap)
			c.slice(why, wanted, "fold", fold(l.ID))
		}
		if why.Given == wanted {
			continue
		}
		c.misses = append(c.misses, Miss{ID: l.ID, Title: l.Title, Group: l.Group, Tag: why.Tag, Wanted: wanted, Why: why})
		switch {
		case topic && wanted:
			missed = append(missed, why.Tag)
		case topic:
			wrong = append(wrong, why.Tag)
		}
	}
	for _, m := range missed {
		for _, w := range wrong {
			c.confusion[[2]string{m, w}]++
		}
	}
}

// explain is what the rules say of an item. Where they fail it has no tags, as
// in a desk, and is told.
func (c *count) explain(l *labelled) (e Explanation) {
	defer func() {
		if fault := recover(); fault != nil {
			c.faults = append(c.faults, Fault{ID: l.ID, What: fmt.Sprint(fault)})
			for _, b := range c.tagger.books {
				if !b.silent {
					e.Tags = append(e.Tags, Reasoning{Tag: b.tag, Threshold: b.threshold})
				}
			}
		}
	}()
	return c.tagger.Explain(l.subject())
}

// folds is into how many parts a set is split, by its items' ids: how far the
// figures of the parts lie apart tells how much one figure is worth.
const folds = 5

func fold(id string) string {
	h := fnv.New32a()
	h.Write([]byte(id)) //nolint:errcheck // a hash does not fail
	return strconv.Itoa(int(h.Sum32()%folds) + 1)
}

func (c *count) slice(why Reasoning, wanted bool, by, name string) {
	if name == "" {
		return
	}
	key := [3]string{why.Tag, by, name}
	if c.slices[key] == nil {
		c.slices[key] = &Slice{By: by, Name: name, Tally: Tally{Tag: why.Tag}}
	}
	c.slices[key].add(why.Given, wanted)
}

func (c *count) report() Report {
	r := Report{Rules: c.tagger.rules, Items: c.items, Misses: c.misses, Faults: c.faults}
	for _, b := range c.tagger.books {
		if t := c.tags[b.tag]; t != nil {
			r.Tags = append(r.Tags, *t)
		}
	}
	if m := c.micro; m.Right+m.Wrong+m.Missed+m.None > 0 {
		r.Topics = &m
	}
	for _, k := range slices.SortedFunc(maps.Keys(c.slices), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		r.Slices = append(r.Slices, *c.slices[k])
	}
	for k, n := range c.confusion {
		r.Confusion = append(r.Confusion, Confusion{Wanted: k[0], Given: k[1], Items: n})
	}
	slices.SortFunc(r.Confusion, func(a, b Confusion) int {
		if a.Items != b.Items {
			return b.Items - a.Items
		}
		return slices.Compare([]string{a.Wanted, a.Given}, []string{b.Wanted, b.Given})
	})
	return r
}
