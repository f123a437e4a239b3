package news

import "slices"

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
	v := Verdict{Item: i.Num, Tags: slices.Clone(scores)}
	held := i.Held
	for _, e := range edits {
		switch e.Act {
		case ActHide:
			v.Hidden = true
		case ActUnhide:
			v.Hidden = false
		case ActTag:
			v.untag(e.Value)
			v.Tags = append(v.Tags, Score{Tag: e.Value, Score: 1, Because: []string{"editor: " + e.Who}})
		case ActUntag:
			v.untag(e.Value)
		case ActAdmit:
			held = false
		}
	}
	if v.Hidden || held || i.Into != "" || i.Erased {
		return v
	}
	ids := v.TagIDs()
	for _, t := range themes {
		if t.Takes(ids) && (!t.Withdrawn || i.Withdrawn.IsZero()) {
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
