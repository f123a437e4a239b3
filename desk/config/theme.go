package config

import "koreadesk/news"

// Tag is a label the desk gives by rule. It needs a vocabulary, terms or
// categories, unless some source carries it.
type Tag struct {
	// ID names the tag in themes: lower-case letters, digits and hyphens.
	ID string `yaml:"id"`

	// Was lists earlier ids of this tag; what was decided under them stands.
	Was []string `yaml:"was"`

	// Title names the tag to readers. Default its id.
	Title string `yaml:"title"`

	// Vocabulary is the name of a built-in vocabulary, or the path of a file of
	// the same form, relative to feeds.yaml. Default none.
	Vocabulary string `yaml:"vocabulary"`

	// Categories are labels the sources themselves give, each whole: a comma
	// within a label does not part it.
	Categories []string `yaml:"categories"`

	// Terms are words or phrases; a * at the end stands for any ending.
	Terms []string `yaml:"terms"`
}

// Theme is one published feed: /ID.atom, /ID.rss, /ID.json and a page at /ID.
type Theme struct {
	// ID is the theme's address: lower-case letters, digits and hyphens, and
	// none of the desk's own addresses.
	ID string `yaml:"id"`

	// Was lists earlier ids of this theme: its ledger and issues carry on, and
	// the old addresses lead to the new.
	Was []string `yaml:"was"`

	// Title names the theme to readers. It must be given.
	Title string `yaml:"title"`

	// All are tags an item must carry, every one. Without any condition the
	// theme takes every item.
	All []string `yaml:"all"`

	// Any are tags of which an item must carry at least one.
	Any []string `yaml:"any"`

	// None are tags an item must not carry.
	None []string `yaml:"none"`

	// Approval asks for an editor's word: an item enters the theme only once
	// "koreadesk edit approve" named it; "koreadesk queue" lists what waits.
	// Default false.
	Approval bool `yaml:"approval"`

	// Date is the clock the theme goes by: published (the source's date),
	// first_seen (when the desk first saw the item) or approved (when it
	// entered the theme). Default published.
	Date news.Clock `yaml:"date"`

	// Withdrawn is what becomes of an item that its source has taken back: keep
	// or hide. Default keep.
	Withdrawn string `yaml:"withdrawn"`

	// Limit is the least number of entries a page holds, 1 to 500. Default 50.
	Limit int `yaml:"limit"`

	// AtLeast is a time: a page also holds all that entered or changed within
	// it, up to 500 entries or 1 MiB. Default 48h.
	AtLeast Duration `yaml:"at_least"`

	// PerSource is how many items of one source a day a page holds. Default no
	// limit.
	PerSource int `yaml:"per_source"`

	// Issue makes a newsletter of the theme: weekly or monthly, at cutoff, what
	// entered since the last one is put together at /ID/issue/2026-W47 (Atom,
	// HTML, text) and stays as it is; /ID/issues.atom lists them. Default none.
	Issue string `yaml:"issue"`

	// Cutoff is when an issue is closed: a day, an hour and a place, as in Thu
	// 16:00 Europe/Berlin; of a month 1 to 28 or last, as in last 16:00
	// Europe/Berlin. Needed where there is issue.
	Cutoff string `yaml:"cutoff"`

	// Token makes the theme private: it is found below /TOKEN/ alone, as
	// /TOKEN/ID.atom, and named in no list. Write the name of a secret in
	// capitals (an environment variable, or a file in $CREDENTIALS_DIRECTORY),
	// or the token itself: 12 or more letters, digits, hyphens and underscores
	// that nobody guesses. Default none: the theme is for everyone.
	Token Token `yaml:"token"`
}

func (t *Theme) defaults() {
	t.Date = news.ClockPublished
	t.Limit = 50
	t.Withdrawn = "keep"
	t.AtLeast = 48 * hour
}
