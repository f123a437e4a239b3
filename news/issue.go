package news

import (
	"strings"
	"time"
)

// Issue is one number of a theme's newsletter, as it was sent: what stands in
// it never changes, except that what is taken down goes.
type Issue struct {
	Theme   string
	Name    string    // 2026-W47, 2026-11
	Cutoff  time.Time // when it was closed
	Changed time.Time // the cut-off, later when something was taken out of it
	Items   []string  // Item.IDs, in order
	Files   []IssueFile
}

// IssueFile is one form of an issue. Its bytes are those of its pieces, one
// after another.
type IssueFile struct {
	Suffix string // of the address: "", ".atom", ".txt"
	Pieces []Piece
}

// Piece is a part of an issue's file. That of an item is replaced when the item
// is taken down, by a line that says so; one of no item that has a Gone, each
// time something was taken out.
type Piece struct {
	Item string // Item.ID; "" belongs to no item
	Text string
	Gone string // what takes its place, with WhenGone where it says when
}

// WhenGone stands for the moment at which a piece is taken out.
const WhenGone = "{when}"

// Body is a file's bytes, nil where the issue has no such file.
func (i Issue) Body(suffix string) []byte {
	var body []byte
	for _, f := range i.Files {
		for _, p := range f.Pieces {
			if f.Suffix == suffix {
				body = append(body, p.Text...)
			}
		}
	}
	return body
}

// Without takes an item's words out of the issue, and reports whether it had
// any.
func (i *Issue) Without(item string, now time.Time) bool {
	had := false
	for _, f := range i.Files {
		for n, p := range f.Pieces {
			if p.Item == item && p.Gone != "" {
				f.Pieces[n].Text = strings.ReplaceAll(p.Gone, WhenGone, now.UTC().Format(time.RFC3339))
				f.Pieces[n].Gone, had = "", true
			}
		}
	}
	if had {
		i.revise(now)
		i.Changed = now.UTC().Truncate(time.Second)
	}
	return had
}

// revise writes the moment of a change where the issue's files name it.
func (i *Issue) revise(now time.Time) {
	for _, f := range i.Files {
		for n, p := range f.Pieces {
			if p.Item == "" && p.Gone != "" {
				f.Pieces[n].Text = strings.ReplaceAll(p.Gone, WhenGone, now.UTC().Format(time.RFC3339))
			}
		}
	}
}
