package tagger

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
)

// How weights are found: stochastic gradient descent on the logistic loss,
// each weight at a pace of its own (AdaGrad).
const (
	rounds   = 8
	pace     = 0.4
	restless = 2    // rounds whose weights do not count: the mean of the others' is what was found
	decay    = 2e-4 // of a weight at every step, towards 0
	biasPace = 0.02
	settled  = 0.02 // a chance so near to the label teaches no more
	seldom   = -2.0 // the bias to begin with: most items are not about a topic
)

// What is kept of what was found.
const (
	pieceLeast = 2   // items that a piece stands in
	leanLeast  = 0.5 // the strongest lean of a piece, in log odds
	leanSmall  = 0.3 // of leans, weaker ones are dropped
)

// Learn finds from labelled sets in JSON Lines, as Evaluate reads them, what
// the pieces of words say of tags, and writes it as a file that a vocabulary's
// key learned can name. Items without a label for the tags are passed over.
// The same sets in the same order give the same bytes. An error names the set
// by its number and the line.
func Learn(w io.Writer, tags []string, sets ...io.Reader) error {
	if len(tags) == 0 {
		return errors.New("there is no topic to learn about: a tag is one when its vocabulary names a family")
	}
	if err := checkTags(tags); err != nil {
		return err
	}
	var items []*labelled
	for n, set := range sets {
		err := readSet(set, func(l *labelled) error { items = append(items, l); return nil })
		if err != nil {
			return fmt.Errorf("set %d: %w", n+1, err)
		}
	}
	all := &learned{tags: tags, rows: make(map[string]int32)}
	lessons, err := all.lessons(items, true)
	if err != nil {
		return err
	}
	if len(lessons) == 0 {
		return fmt.Errorf("no item of the sets has labels for any of the tags %q", tags)
	}
	all.train(lessons)
	few := all.keep(lessons, pieceLeast, leanLeast)
	if lessons, err = few.lessons(items, false); err != nil {
		return err
	}
	few.train(lessons)
	return few.keep(lessons, 0, leanSmall).write(w)
}

// lesson is a labelled item as a learned sees it.
type lesson struct {
	traits []trait // scaled
	want   map[string]bool
}

// lessons are those of items that have labels; where it may grow, every piece
// becomes known.
func (l *learned) lessons(items []*labelled, grow bool) ([]lesson, error) {
	known := func(piece []byte) (int32, bool) {
		row, ok := l.rows[string(piece)]
		if !ok && grow {
			row, ok = int32(len(l.rows)), true
			l.rows[string(piece)] = row
		}
		return row, ok
	}
	var list []lesson
	for _, item := range items {
		want, err := item.want(l.tags)
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(l.tags, func(tag string) bool { _, ok := want[tag]; return ok }) {
			continue
		}
		r := &reading{subject: item.subject()}
		r.prepare()
		t := &taught{}
		once := t.scaled(t.collect(r, known))
		for n := range once {
			once[n].worth *= t.scale
		}
		list = append(list, lesson{once, want})
	}
	return list, nil
}

// train finds the weights of all tags.
func (l *learned) train(lessons []lesson) {
	weights := make([][]float64, len(l.tags))
	l.bias = make([]float64, len(l.tags))
	var all sync.WaitGroup
	for n, tag := range l.tags {
		all.Go(func() { l.bias[n], weights[n] = fit(lessons, tag, len(l.rows)) })
	}
	all.Wait()
	l.leans = make([][]lean, len(l.rows))
	for n := range l.tags {
		for row, w := range weights[n] {
			l.leans[row] = append(l.leans[row], lean{uint8(n), float32(w)})
		}
	}
}

// fit finds the bias and the weights of one tag.
func fit(lessons []lesson, tag string, rows int) (float64, []float64) {
	var order []int
	for n := range lessons {
		if _, ok := lessons[n].want[tag]; ok {
			order = append(order, n)
		}
	}
	d := &descent{bias: seldom, weights: make([]float64, rows), steps: make([]float64, rows)}
	bias, weights := 0.0, make([]float64, rows)
	chance := rand.New(rand.NewPCG(1, 1))
	for round := range rounds {
		chance.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, n := range order {
			d.step(lessons[n].traits, lessons[n].want[tag])
		}
		if round < restless {
			continue
		}
		bias += d.bias / (rounds - restless)
		for n, w := range d.weights {
			weights[n] += w / (rounds - restless)
		}
	}
	return bias, weights
}

// descent is a fit on its way.
type descent struct {
	bias    float64
	weights []float64
	steps   []float64 // the sum of the squares of each weight's steps
}

// step takes one item: every weight that had a say goes a little towards what
// would have been right. What is converted to float64 without need is so that
// no machine joins two operations into one, and rounds otherwise than others.
func (d *descent) step(traits []trait, want bool) {
	odds := d.bias
	for _, x := range traits {
		odds += float64(d.weights[x.row] * x.worth)
	}
	miss := 1 / (1 + math.Exp(-odds))
	if want {
		miss--
	}
	d.bias -= float64(biasPace * miss)
	if math.Abs(miss) < settled {
		return
	}
	for _, x := range traits {
		step := float64(miss*x.worth) + float64(decay*d.weights[x.row])
		d.steps[x.row] += float64(step * step)
		d.weights[x.row] -= float64(pace * step / math.Sqrt(d.steps[x.row]+0.1))
	}
}

// keep is l with the pieces alone that stand in least lessons and lean to a tag
// by as much as lean, and of their leans none below leanSmall.
func (l *learned) keep(lessons []lesson, least int, strong float64) *learned {
	stands := make([]int, len(l.rows))
	for _, x := range lessons {
		for _, t := range x.traits {
			stands[t.row]++
		}
	}
	few := &learned{tags: l.tags, bias: l.bias, rows: make(map[string]int32)}
	for _, piece := range slices.Sorted(maps.Keys(l.rows)) {
		row := l.rows[piece]
		leans := slices.DeleteFunc(slices.Clone(l.leans[row]), func(w lean) bool { return math.Abs(float64(w.weight)) < leanSmall })
		strongest := slices.ContainsFunc(leans, func(w lean) bool { return math.Abs(float64(w.weight)) >= strong })
		if stands[row] >= least && strongest {
			few.rows[piece] = int32(len(few.leans))
			few.leans = append(few.leans, leans)
		}
	}
	return few
}
