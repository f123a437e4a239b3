// Package letter writes digests: stories by topic, as HTML that mail programs
// keep as it is, and as plain text. It writes in pieces, one to a story, so that
// a story can be taken out of a digest that was sent and all else stay as it was.
//
// Mail programs drop style sheets, scripts and most of what a page may do: what
// is left is one column, styles written into every element, and words. A letter
// that is a page of the desk besides has dark colours in its head, for browsers.
package letter

import (
	"bytes"
	"embed"
	"html/template"
	"strings"

	"koreadesk/news"
)

// Letter is a digest of a theme. All text is plain and on one line, all
// addresses are absolute.
type Letter struct {
	Title  string // of the theme
	Name   string // of the issue, "" for a digest that is none
	Desk   string
	Lang   string // de, en or ko
	Period string // the days it covers, as people write them
	Online string // address of the issue as a page, "" for none
	Theme  string // address of the theme's page
	Topics []Topic
}

// Topic is stories under one heading.
type Topic struct {
	Title   string // "" for those under no other
	Stories []Story
}

// Story is one story of a digest.
type Story struct {
	ID      string
	Title   string
	Link    string
	Lang    string
	Source  string
	Date    string // as people write it
	Summary string
	Editor  string   // an editor's line
	Note    string   // what its source asks to be shown with it
	Licence string   // address of its text's licence
	Terms   string   // name of a licence that has no address
	Also    []string // names of other sources that reported it
}

// Width is the style that keeps a letter's lines short.
const Width = "max-width:600px;"

//go:embed letter.html
var files embed.FS

var parts = template.Must(template.ParseFS(files, "letter.html"))

// Headed is the title of a topic in the words of the letter.
func (l Letter) Headed(t Topic) string {
	if t.Title == "" && len(l.Topics) > 1 {
		return l.Words().Others
	}
	return t.Title
}

// Korean reports whether the story is told in Korean, whose lines break between
// words.
func (s Story) Korean() bool { return s.Lang == "ko" || strings.HasPrefix(s.Lang, "ko-") }

// HTML is the letter as a page. The first and the last piece are the document
// around it: without them it is a fragment, for the content of a feed's entry.
func (l Letter) HTML() ([]news.Piece, error) {
	var w writer
	w.part("open", "", l)
	w.part("head", "", l)
	for _, t := range l.Topics {
		w.part("topic", "", l.Headed(t))
		for _, s := range t.Stories {
			w.part("story", s.ID, struct {
				Story
				Words Words
			}{s, l.Words()})
			w.pieces[len(w.pieces)-1].Gone = w.text("gone", l.Words().Removed)
		}
	}
	w.part("foot", "", l)
	w.part("close", "", l)
	return w.pieces, w.err
}

// writer collects what templates write.
type writer struct {
	pieces []news.Piece
	err    error
}

func (w *writer) part(name, item string, shown any) {
	w.pieces = append(w.pieces, news.Piece{Item: item, Text: w.text(name, shown)})
}

func (w *writer) text(name string, shown any) string {
	var b bytes.Buffer
	if err := parts.ExecuteTemplate(&b, name, shown); err != nil && w.err == nil {
		w.err = err
	}
	return b.String()
}
