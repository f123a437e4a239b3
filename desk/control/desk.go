package control

import (
	"context"
	"time"

	"koreadesk/news"
	"koreadesk/tagger"
)

// Desk is what can be asked of a desk, running or not. Functions named each
// are called for every line of the answer, from one goroutine; an error they
// return ends the call with it.
type Desk interface {
	// Poll runs one round of the sources that are due and waits until what
	// they brought is in the pages.
	Poll(ctx context.Context, ask PollAsk, each func(PollLine) error) (PollSum, error)
	// Items lists what is held, newest first.
	Items(ctx context.Context, ask ItemsAsk, each func(Item) error) error
	// Show is one item whole: ref is its id, the end of it, or a beginning of
	// that end which fits no other.
	Show(ctx context.Context, ref string) (Shown, error)
	// Explain is why an item has its tags and themes, or has none.
	Explain(ctx context.Context, ref string) (Explained, error)
	// Status is the health of the desk and of each source.
	Status(ctx context.Context) (Status, error)
	// Reload takes the configuration file anew, whole or not at all, and says
	// what changed.
	Reload(ctx context.Context, each func(Settling) error) (Reloaded, error)
	// Resume lets sources that were stopped be polled again, and has what was
	// found on a page (page: auto) looked for anew. Of an id that is not
	// configured it is an error, and nothing is changed.
	Resume(ctx context.Context, sources []string) ([]Resumed, error)
	// Turn waits until a host may be asked by somebody else than the desk, which
	// leaves its domain alone from when taken is called until ctx ends.
	Turn(ctx context.Context, host string, taken func(string) error) error
	// Digest is what entered a theme in some time, for a newsletter.
	Digest(ctx context.Context, ask DigestAsk) (Digest, error)
	// Plan compares a configuration with what is held, and changes nothing:
	// each is told every item that would enter or leave a theme or a tag.
	Plan(ctx context.Context, ask PlanAsk, each func(PlanLine) error) (PlanSum, error)
	// Labels are the tags editors gave and took by hand, an item a line, in
	// the form a labelled set has.
	Labels(ctx context.Context, each func(Label) error) error
	// Queue is what waits for an editor.
	Queue(ctx context.Context) ([]Waiting, error)
	// Story makes two items one, or a sighting an item of its own, or keeps two
	// items apart, or takes such a decision back.
	Story(ctx context.Context, ask StoryAsk) (StoryDone, error)
	// Edit takes an editor's decision on an item; the pages show it when it
	// returns.
	Edit(ctx context.Context, ask EditAsk) (Edited, error)
	// Log is what editors decided, oldest first: on an item, or with "" on all.
	Log(ctx context.Context, item string) ([]Edited, error)
	// Verify reads the whole data file and names what is not as it should be,
	// a line each.
	Verify(ctx context.Context) ([]string, error)
	// Backup copies the data file while the desk works on, reads the copy
	// through and puts it where it was asked for: whole or not at all.
	Backup(ctx context.Context, ask BackupAsk, each func(Copying) error) (Saved, error)
}

// PollAsk is which sources a round takes. No names means all.
type PollAsk struct {
	Sources []string `json:"sources,omitempty"`
	All     bool     `json:"all,omitempty"`   // whatever our own interval says
	Force   bool     `json:"force,omitempty"` // whatever anyone but Retry-After says
	Out     string   `json:"out,omitempty"`   // write the pages into this folder too; absolute
}

// PollLine is the outcome of one poll.
type PollLine struct {
	Source  string        `json:"source"`
	Status  string        `json:"status"` // "new document", "not modified", or the kind of trouble
	Reason  string        `json:"reason,omitempty"`
	New     int           `json:"new"`
	Updated int           `json:"updated"`
	Joined  int           `json:"joined"`
	Known   int           `json:"known"`
	Held    int           `json:"held,omitempty"`
	Took    time.Duration `json:"took_ns"`
	Next    time.Time     `json:"next_poll,omitzero"` // zero: not until it is resumed
	Failed  bool          `json:"failed"`
	Done    int           `json:"done"`  // polls of this round that ended, this one included
	Total   int           `json:"total"` // polls of this round
}

// PollSum is a whole round.
type PollSum struct {
	Polled  int           `json:"polled"`
	Failed  int           `json:"failed"`
	NotDue  int           `json:"not_due"`
	New     int           `json:"new"`
	Updated int           `json:"updated"`
	Joined  int           `json:"joined"`
	Pages   int           `json:"pages"` // whose bytes changed
	Written int           `json:"written,omitempty"`
	Took    time.Duration `json:"took_ns"`
}

// ItemsAsk narrows a list of items. Zero fields do not narrow.
type ItemsAsk struct {
	Source string    `json:"source,omitempty"`
	Tag    string    `json:"tag,omitempty"`
	Theme  string    `json:"theme,omitempty"`
	Since  time.Time `json:"since,omitzero"`
	Most   int       `json:"most,omitempty"`
}

// Item is an item as `items --json` prints it.
type Item struct {
	ID        string       `json:"id"`
	Title     string       `json:"title"`
	Link      string       `json:"link"`
	Published *time.Time   `json:"published"` // null: the source did not say
	Updated   time.Time    `json:"updated"`
	FirstSeen time.Time    `json:"first_seen"`
	Source    string       `json:"source"`
	Language  string       `json:"language"`
	Tags      []ItemTag    `json:"tags"`
	Themes    []string     `json:"themes"`
	Hidden    bool         `json:"hidden"`
	Pinned    bool         `json:"pinned"`
	Held      bool         `json:"held"`
	Withdrawn *time.Time   `json:"withdrawn,omitempty"` // its source took it back
	Erased    bool         `json:"erased,omitempty"`    // taken down: nothing is left of what it said
	Sightings []ItemSource `json:"sightings"`
}

// ItemTag is one tag with its reasons.
type ItemTag struct {
	ID      string   `json:"id"`
	Because []string `json:"because"`
	Score   float64  `json:"score"`
}

// ItemSource is one sighting.
type ItemSource struct {
	Source string    `json:"source"`
	GUID   string    `json:"guid"`
	Link   string    `json:"link"`
	Title  string    `json:"title"`
	Seen   time.Time `json:"seen"`
}

// Shown is one item whole.
type Shown struct {
	Item
	Own        string           `json:"own_title,omitempty"` // the source's, where an editor gave another
	Summary    string           `json:"summary"`
	Origin     string           `json:"origin"` // title of the feed, or of whom the text is from
	Text       string           `json:"text"`   // plain text of the body
	Authors    []news.Person    `json:"authors"`
	Categories []news.Category  `json:"categories"`
	Enclosures []news.Enclosure `json:"enclosures"`
	Aliases    []string         `json:"aliases,omitempty"`    // ids of items that were merged into it
	Of         string           `json:"split_from,omitempty"` // id of the item it was split from
	Version    int              `json:"version"`
	Versions   []ShownVersion   `json:"versions"`
	Edits      []news.Edit      `json:"edits"`
}

// ShownVersion is the text an item had before.
type ShownVersion struct {
	N     int       `json:"n"`
	Title string    `json:"title"`
	Text  string    `json:"text"`
	From  time.Time `json:"from"`
}

// Explained is the whole reason for an item's tags and themes.
type Explained struct {
	Item        Item               `json:"item"`
	Read        Read               `json:"read"`
	Explanation tagger.Explanation `json:"explanation"`
	Fault       string             `json:"fault,omitempty"` // the rules failed on it, and say nothing
	Edits       []news.Edit        `json:"edits"`
	Themes      []ThemeReason      `json:"themes"`

	// Decided is the editors' last word on each tag that has one, by the tag's
	// present id: the edit itself may name an earlier one.
	Decided map[string]news.Edit `json:"decided,omitempty"`
}

// Read is the text the rules looked at; places of evidence are bytes of it.
type Read struct {
	Title      string   `json:"title"`
	Summary    string   `json:"summary"`
	Content    string   `json:"content"`
	Categories []string `json:"categories"`
}

// ThemeReason is why an item is in a theme or is not.
type ThemeReason struct {
	Theme string `json:"theme"`
	In    bool   `json:"in"`
	Why   string `json:"why"`
}

// Waiting is something an editor is asked to decide.
type Waiting struct {
	Kind       string    `json:"kind"` // "one story?", "approval" or "held"
	Item       string    `json:"item"`
	Title      string    `json:"title"`
	Other      string    `json:"other,omitempty"` // the item it may be the same as
	OtherTitle string    `json:"other_title,omitempty"`
	Why        string    `json:"why"`
	Since      time.Time `json:"since"`
}

// Reloaded is what a reload changed.
type Reloaded struct {
	Changes []string `json:"changes"` // one line each; empty, not null, where nothing changed
	Pages   int      `json:"pages"`
}

// Settling is how many items are settled under new rules.
type Settling struct {
	Done  int `json:"done"`
	Total int `json:"total"`
}
