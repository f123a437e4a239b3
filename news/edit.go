package news

import "time"

// Edit is an editor's decision on one item. Edits are only ever appended; one
// is taken back by another that names it.
type Edit struct {
	N     uint64
	Act   Act
	Item  string // Item.ID
	Value string // the tag of tag and untag; a number for undo
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
	ActAdmit  Act = "approve" // lets in what was held
)
