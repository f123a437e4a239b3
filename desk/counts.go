package desk

import (
	"slices"

	"koreadesk/desk/control"
)

// counts are themes or tags before and after, in the order they were met.
type counts struct {
	all []*control.PlanCount
	by  map[string]*control.PlanCount
}

// add makes id one of the candidate's.
func (c *counts) add(id string) { c.of(id).Gone = false }

func (c *counts) of(id string) *control.PlanCount {
	if c.by == nil {
		c.by = make(map[string]*control.PlanCount)
	}
	if c.by[id] == nil {
		c.by[id] = &control.PlanCount{ID: id, Gone: true}
		c.all = append(c.all, c.by[id])
	}
	return c.by[id]
}

// compare counts one item and returns what it would enter and leave.
func (c *counts) compare(before, after []string) (enters, leaves []string) {
	for _, id := range before {
		n := c.of(id)
		n.Before++
		if !slices.Contains(after, id) {
			n.Leaves++
			leaves = append(leaves, id)
		}
	}
	for _, id := range after {
		n := c.of(id)
		n.After++
		if !slices.Contains(before, id) {
			n.Enters++
			enters = append(enters, id)
		}
	}
	return enters, leaves
}

func (c *counts) list() []control.PlanCount {
	list := make([]control.PlanCount, 0, len(c.all))
	for _, n := range c.all {
		list = append(list, *n)
	}
	return list
}
