package news

import (
	"maps"
	"slices"
)

// Verdict is which tags and themes an item has. It is derived: the rules make
// it anew whenever they or the item change.
type Verdict struct {
	Item   uint64 // Item.Num
	Tags   []Score
	Themes []string // ids, in the order of feeds.yaml
	Hidden bool
}

// Judge decides on an item: the rules first (scores), then the editors, whose
// word stands against any rule, then the themes.
func Judge(i Item, scores []Score, edits []Edit, themes []Theme) Verdict {
	d := Decide(edits)
	v := Verdict{Item: i.Num, Tags: slices.Clone(scores), Hidden: d.Hidden || i.Erased}
	for _, tag := range slices.Sorted(maps.Keys(d.Tags)) {
		v.untag(tag)
		if e := d.Tags[tag]; e.Act == ActTag {
			v.Tags = append(v.Tags, Score{Tag: tag, Score: 1, Because: []string{"editor: " + e.Who}})
		}
	}
	if v.Hidden || i.Held && !d.Approved || i.Into != "" {
		return v
	}
	ids := v.TagIDs()
	for _, t := range themes {
		if t.Takes(ids) && (!t.Withdrawn || i.Withdrawn.IsZero()) && (!t.Approval || d.Approved) {
			v.Themes = append(v.Themes, t.ID)
		}
	}
	return v
}

func (v *Verdict) untag(id string) {
	v.Tags = slices.DeleteFunc(v.Tags, func(s Score) bool { return s.Tag == id })
}

// TagIDs are the ids of the tags, in order.
func (v Verdict) TagIDs() []string {
	ids := make([]string, len(v.Tags))
	for n, s := range v.Tags {
		ids[n] = s.Tag
	}
	return ids
}
