package news

import "time"

// Edit is an editor's decision on one item. Edits are only ever appended; one
// is taken back by another that names it.
type Edit struct {
	N     uint64
	Act   Act
	Item  string // Item.ID
	Value string // the tag of tag and untag; the number undo takes back; the other item of merge, split and apart; see the acts
	Who   string
	When  time.Time
	Why   string
}

// Act is what an Edit does.
type Act string

// The acts that decide on tags and themes.
const (
	ActHide   Act = "hide"
	ActUnhide Act = "unhide"
	ActTag    Act = "tag"
	ActUntag  Act = "untag"
	ActAdmit  Act = "approve" // lets in what was held, or what a theme wants approved
)

// The acts that decide on how an item is shown.
const (
	ActPin      Act = "pin"      // Value is until when (RFC 3339); "" is no longer
	ActNote     Act = "note"     // Value is the editor's line; "" is none
	ActRetitle  Act = "retitle"  // Value is the title; "" is the source's own
	ActAdd      Act = "add"      // the item was found by hand; Value is its address
	ActTakedown Act = "takedown" // what the item says is erased, and does not come back
)

// The acts that decide what is one story.
const (
	ActMerge Act = "merge" // Value is the item that became part of Item
	ActSplit Act = "split" // Value is the item that was made of a sighting of Item
	ActApart Act = "apart" // Value is an item that is another story than Item
	ActUndo  Act = "undo"  // Value is the number of the edit that is taken back
)

// OfStories reports whether an edit decides what is one story.
func (e Edit) OfStories() bool { return e.Act == ActMerge || e.Act == ActSplit || e.Act == ActApart }
