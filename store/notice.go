package store

import (
	"slices"
	"strings"
)

// notice is a sentence for State.Notes. Of those with the same beginning only
// the latest is kept: a source that breaks a rule every day needs no diary.
type notice struct{ about, rest string }

// mostNotes is how many different notices are remembered of a source.
const mostNotes = 12

func (n notice) add(notes []string) []string {
	kept := slices.DeleteFunc(slices.Clone(notes), func(s string) bool { return strings.HasPrefix(s, n.about+": ") })
	if len(kept) >= mostNotes {
		kept = kept[1:]
	}
	return append(kept, n.about+": "+n.rest)
}
