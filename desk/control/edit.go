package control

import (
	"errors"
	"strings"
	"time"

	"koreadesk/news"
)

// StoryAsk is a decision on what is one story.
type StoryAsk struct {
	Act   news.Act `json:"act"`   // merge, split, apart or undo
	Item  string   `json:"item"`  // a reference to an item; of undo the number of an edit
	Other string   `json:"other"` // of merge and apart the other item, of split the sighting
	Who   string   `json:"who"`
	Why   string   `json:"why,omitempty"`
}

// StoryDone is a decision on a story that stands.
type StoryDone struct {
	Edit  uint64    `json:"edit"` // its number
	Act   news.Act  `json:"act"`
	Item  string    `json:"item"`  // id of what survives or was split
	Other string    `json:"other"` // id of the other item; of undo the number of the edit taken back
	Who   string    `json:"who"`
	When  time.Time `json:"when"`
	Why   string    `json:"why"`
	Title string    `json:"title"` // of Item
	Pages int       `json:"pages"` // whose bytes changed
}

// EditAsk is an editor's decision.
type EditAsk struct {
	Act   news.Act `json:"act"`
	Item  string   `json:"item"`            // a reference to an item; of undo the number of an edit, "" the last one
	Value string   `json:"value,omitempty"` // as news.Edit has it
	Who   string   `json:"who,omitempty"`   // "" is who asks
	Why   string   `json:"why,omitempty"`
	Found *Found   `json:"found,omitempty"` // of add: what is told of the article
}

// Fault is what is missing of a decision; nil where nothing is.
func (a EditAsk) Fault() error {
	if a.Act == news.ActTakedown && strings.TrimSpace(a.Why) == "" {
		return errors.New("it is for good: say why with --reason, as in --reason 'the publisher asked for it'")
	}
	return nil
}

// Found is an article that somebody found by hand.
type Found struct {
	Title   string    `json:"title,omitempty"` // "": as its page says; so with what follows
	Summary string    `json:"summary,omitempty"`
	Source  string    `json:"source,omitempty"` // whose article it is
	Date    time.Time `json:"date,omitzero"`
	Unread  bool      `json:"unread,omitempty"` // do not ask for its page
}

// Edited is an editor's decision that was taken.
type Edited struct {
	Edit   uint64    `json:"edit"` // its number
	Act    news.Act  `json:"act"`
	Item   string    `json:"item"` // id
	Title  string    `json:"title"`
	Value  string    `json:"value"`
	Who    string    `json:"who"`
	When   time.Time `json:"when"`
	Why    string    `json:"why"`
	Undone bool      `json:"undone"`          // it was taken back
	Pages  int       `json:"pages,omitempty"` // whose bytes changed
}

// Label is one item of a labelled set: its text, and which tags an editor said
// it has and has not. Tags nobody decided on are not in it.
type Label struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Summary    string          `json:"summary,omitempty"`
	Content    string          `json:"content,omitempty"`
	Language   string          `json:"language,omitempty"`
	Source     string          `json:"source"`
	Categories []string        `json:"categories,omitempty"`
	Labels     map[string]bool `json:"labels"`
}
