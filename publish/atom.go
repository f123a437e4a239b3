package publish

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/feeds"
)

// The types below carry those of gorilla/feeds and say what they cannot: an
// outer field hides the inner one of the same XML name. The entries come last.

type atomFeed struct {
	*feeds.AtomFeed
	XMLName   xml.Name   `xml:"feed"`
	DC        string     `xml:"xmlns:dcterms,attr"`
	Media     string     `xml:"xmlns:media,attr"`
	History   string     `xml:"xmlns:fh,attr,omitempty"`
	Tombs     string     `xml:"xmlns:at,attr,omitempty"`
	Lang      string     `xml:"xml:lang,attr"`
	Links     []atomLink `xml:"link"`
	Generator string     `xml:"generator"`
	Archive   *struct{}  `xml:"fh:archive"`
	Elements  []byte     `xml:",innerxml"` // atomEntry and atomStub, written
}

// atomStub is a deleted-entry of RFC 6721.
type atomStub struct {
	XMLName xml.Name `xml:"at:deleted-entry"`
	Ref     string   `xml:"ref,attr"`
	When    string   `xml:"when,attr"`
}

type atomEntry struct {
	*feeds.AtomEntry
	XMLName    xml.Name `xml:"entry"`
	Lang       string   `xml:"xml:lang,attr,omitempty"`
	Authors    []atomAuthor
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Issued     string         `xml:"dcterms:issued,omitempty"`
	Source     atomSource     `xml:"source"`
	Image      *mediaContent  `xml:"media:content"`
}

type atomAuthor struct {
	XMLName xml.Name `xml:"author"`
	feeds.AtomPerson
}

type atomLink struct {
	feeds.AtomLink
	Title    string `xml:"title,attr,omitempty"`
	Hreflang string `xml:"hreflang,attr,omitempty"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Label  string `xml:"label,attr"`
	Scheme string `xml:"scheme,attr"`
}

type atomSource struct {
	Lang    string     `xml:"xml:lang,attr,omitempty"`
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Links   []atomLink `xml:"link"`
	Updated string     `xml:"updated"`
	Rights  string     `xml:"rights,omitempty"`
}

// mediaContent is an image of an entry (Media RSS 1.5.1), in Atom and in RSS.
type mediaContent struct {
	URL    string `xml:"url,attr"`
	Type   string `xml:"type,attr,omitempty"`
	Size   string `xml:"fileSize,attr,omitempty"`
	Medium string `xml:"medium,attr"`
}

// FeedXml is the feed as gorilla/feeds writes it.
func (f *atomFeed) FeedXml() any { return f }

// styled writes an XML document with the style that browsers show it in.
type styled struct {
	document any
	style    string // address, from the document's
}

// feedStyle is the style of every feed, beside it.
const feedStyle = "feed.css"

// style is where the page's feeds find it.
func (p *page) style() string { return strings.TrimPrefix(p.Up(), "./") + feedStyle }

// FeedXml is the styled document as gorilla/feeds writes it.
func (s styled) FeedXml() any { return s }

// MarshalXML writes the processing instruction (xml-stylesheet, 1.0), then the
// document.
func (s styled) MarshalXML(e *xml.Encoder, _ xml.StartElement) error {
	style := `type="text/css" href="` + attribute(s.style) + `"`
	for _, t := range []xml.Token{xml.CharData("\n"), xml.ProcInst{Target: "xml-stylesheet", Inst: []byte(style)}, xml.CharData("\n")} {
		if err := e.EncodeToken(t); err != nil {
			return err
		}
	}
	return e.Encode(s.document)
}

// attribute is a text as an attribute's value holds it.
func attribute(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s)) // a Buffer takes everything
	return b.String()
}

// atom is the page as an Atom 1.0 feed (RFC 4287).
func atom(p *page) ([]byte, error) {
	f := &atomFeed{
		AtomFeed: &feeds.AtomFeed{
			Xmlns:    "http://www.w3.org/2005/Atom",
			Title:    p.Title,
			Id:       p.ID,
			Updated:  stamp(p.Updated),
			Subtitle: p.Subtitle,
			Author:   &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: p.Author.Name, Uri: p.Author.URI, Email: p.Author.Email}},
		},
		DC:        "http://purl.org/dc/terms/",
		Media:     "http://search.yahoo.com/mrss/",
		Lang:      p.Lang,
		Links:     format{suffix: ".atom", kind: typeAtom}.links(p),
		Generator: "koreadesk",
	}
	if p.Archive != "" && !p.Issue {
		f.History, f.Archive = "http://purl.org/syndication/history/1.0", &struct{}{}
	}
	if len(p.Stubs) > 0 {
		f.Tombs = "http://purl.org/atompub/tombstones/1.0"
	}
	var err error
	if f.Elements, err = p.elements(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(len(f.Elements) + 8<<10)
	if err := feeds.WriteXML(styled{f, p.style()}, &b); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}

func (b stub) atom() atomStub { return atomStub{Ref: b.ID, When: stamp(b.When)} }

func (e *entry) atom() atomEntry {
	a := atomEntry{
		AtomEntry: &feeds.AtomEntry{
			Title:     e.Title,
			Id:        e.ID,
			Published: stamp(e.Published),
			Updated:   stamp(e.Updated),
			Rights:    e.Rights,
		},
		Lang:   e.Lang,
		Links:  e.atomLinks(),
		Source: e.Source.atom(),
	}
	if e.Summary != "" {
		a.Summary = &feeds.AtomSummary{Content: e.Summary, Type: "text"}
	}
	if e.Content != "" {
		a.Content = &feeds.AtomContent{Content: e.Content, Type: "html"}
	}
	for _, p := range e.Authors {
		a.Authors = append(a.Authors, atomAuthor{AtomPerson: feeds.AtomPerson{Name: p.Name, Uri: p.URI}})
	}
	for _, t := range e.Tags {
		a.Categories = append(a.Categories, atomCategory{t.Term, t.Label, t.Scheme})
	}
	if !e.Issued.IsZero() {
		a.Issued = stamp(e.Issued)
	}
	a.Image = e.media()
	return a
}

// atomLinks are an entry's links: exactly one alternate, and what else is
// known of the story.
func (e *entry) atomLinks() []atomLink {
	links := []atomLink{to(e.Link, "alternate", "")}
	links[0].Hreflang = e.Lang
	for _, r := range e.Related {
		l := to(r.Href, "related", "")
		l.Title = r.Title
		links = append(links, l)
	}
	if e.Via != "" {
		links = append(links, to(e.Via, "via", ""))
	}
	if e.Licence != "" {
		links = append(links, to(e.Licence, "license", ""))
	}
	if e.Image != nil {
		links = append(links, e.Image.atom())
	}
	for _, f := range e.Files {
		links = append(links, f.atom())
	}
	return links
}

func (f attachment) atom() atomLink {
	l := to(f.Href, "enclosure", f.Type)
	l.Length = f.size()
	return l
}

// size is a file's length as an attribute, "" when it is not known.
func (f attachment) size() string {
	if f.Length <= 0 {
		return ""
	}
	return strconv.FormatInt(f.Length, 10)
}

// media is an entry's image as Media RSS has it.
func (e *entry) media() *mediaContent {
	if e.Image == nil {
		return nil
	}
	return &mediaContent{URL: e.Image.Href, Type: e.Image.Type, Size: e.Image.size(), Medium: "image"}
}

func (s source) atom() atomSource {
	a := atomSource{Lang: s.Lang, ID: s.ID, Title: s.Title, Updated: stamp(s.Updated), Rights: s.Rights}
	if s.Link != "" {
		a.Links = append(a.Links, to(s.Link, "alternate", ""))
	}
	if s.Self != "" {
		a.Links = append(a.Links, to(s.Self, "self", ""))
	}
	return a
}

func to(href, rel, mediaType string) atomLink {
	return atomLink{AtomLink: feeds.AtomLink{Href: href, Rel: rel, Type: mediaType}}
}

// stamp is an instant as Atom and JSON Feed give it (RFC 3339).
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
