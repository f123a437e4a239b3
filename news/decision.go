package news

import (
	"slices"
	"strconv"
	"time"
)

// Decision is the editors' last word on an item: what is left of their acts
// once those that were taken back are gone.
type Decision struct {
	Hidden   bool
	Approved bool            // lets in what was held, and into themes that ask for it
	Pinned   time.Time       // kept in sight until then; zero is not
	Title    string          // in place of the source's; "" is the source's own
	Note     string          // an editor's line beside the text
	Tags     map[string]Edit // the last word on each tag: an ActTag or an ActUntag
	Changed  time.Time       // when title or note last changed, taken back included; zero is never
}

// InForce are the edits that were not taken back, in their order. An undo may
// be undone.
func InForce(edits []Edit) []Edit {
	undone := make(map[uint64]bool)
	for _, e := range slices.Backward(edits) {
		if n, ok := e.takesBack(); ok && !undone[e.N] {
			undone[n] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(edits), func(e Edit) bool { return e.Act == ActUndo || undone[e.N] })
}

// takesBack is the number of the edit that an undo names.
func (e Edit) takesBack() (n uint64, ok bool) {
	if e.Act != ActUndo {
		return 0, false
	}
	n, err := strconv.ParseUint(e.Value, 10, 64)
	return n, err == nil
}

// Decide is what the edits of one item, oldest first, come to.
func Decide(edits []Edit) Decision {
	d := Decision{Tags: make(map[string]Edit)}
	for _, e := range InForce(edits) {
		switch e.Act {
		case ActHide, ActUnhide, ActAdd: // what is added by hand is to be seen
			d.Hidden = e.Act == ActHide
		case ActTag, ActUntag:
			d.Tags[e.Value] = e
		case ActAdmit:
			d.Approved = true
		case ActPin:
			d.Pinned, _ = time.Parse(time.RFC3339, e.Value) // it was checked when it was given
		case ActNote:
			d.Note = e.Value
		case ActRetitle:
			d.Title = e.Value
		}
	}
	d.Changed = changed(edits)
	return d
}

// changed is when an editor last changed what readers see of the text, or took
// that back. It never goes back in time itself: nor does a feed's updated.
func changed(edits []Edit) (at time.Time) {
	seen := make(map[uint64]bool)
	for _, e := range edits {
		n, undo := e.takesBack()
		if e.Act == ActNote || e.Act == ActRetitle || undo && seen[n] {
			seen[e.N] = true
			if e.When.After(at) {
				at = e.When
			}
		}
	}
	return at
}

// Applied is an item as it is shown: with the editors' title, and changed when
// they changed it. The source's own title stays in the record.
func (d Decision) Applied(i Item) Item {
	if d.Title != "" {
		i.Title = d.Title
	}
	if d.Changed.After(i.Updated) {
		i.Updated = d.Changed
	}
	return i
}
