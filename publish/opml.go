package publish

import (
	"cmp"
	"encoding/xml"
	"strings"
)

// opml is a list of feeds as readers import it (OPML 2.0).
type opml struct {
	XMLName  xml.Name  `xml:"opml"`
	Version  string    `xml:"version,attr"`
	Title    string    `xml:"head>title"`
	Owner    string    `xml:"head>ownerName,omitempty"`
	Mail     string    `xml:"head>ownerEmail,omitempty"`
	Outlines []outline `xml:"body>outline"`
}

type outline struct {
	Text     string `xml:"text,attr"`
	Title    string `xml:"title,attr,omitempty"`
	Type     string `xml:"type,attr"`
	URL      string `xml:"url,attr,omitempty"`
	XMLURL   string `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string `xml:"htmlUrl,attr,omitempty"`
	Language string `xml:"language,attr,omitempty"`
}

// themesOPML lists the desk's own feeds.
func (s *Site) themesOPML() ([]byte, error) {
	list := s.newOPML(line(s.setup.Desk.Title))
	for _, t := range s.setup.Themes {
		if !t.Token.IsZero() {
			continue
		}
		p := s.newPage(t)
		list.Outlines = append(list.Outlines, outline{
			Text: p.Title, Title: p.Title, Type: "rss", XMLURL: p.URL(".atom"), HTMLURL: p.URL(""), Language: p.Lang,
		})
	}
	return list.bytes(s.base + "/")
}

// sourcesOPML lists where the desk's items come from.
func (s *Site) sourcesOPML() ([]byte, error) {
	list := s.newOPML(line(s.setup.Desk.Title) + ": " + s.words.Sources)
	for _, src := range s.setup.Sources {
		if a := address(src.URL); a != "" {
			title := cmp.Or(line(src.Title), legal(src.ID))
			o := outline{Text: title, Title: title, Type: "rss", XMLURL: a, Language: language("", src.Language)}
			if src.Page != nil { // no reader can subscribe to a list page
				o.Type, o.URL, o.XMLURL = "link", a, ""
			}
			list.Outlines = append(list.Outlines, o)
		}
	}
	return list.bytes(s.base + "/")
}

func (s *Site) newOPML(title string) *opml {
	author := s.setup.Desk.Author
	return &opml{Version: "2.0", Title: title, Owner: line(author.Name), Mail: line(author.Email)}
}

// bytes is the list written down. One of nothing leads to the desk's front page:
// OPML 2.0 asks for an outline.
func (o *opml) bytes(front string) ([]byte, error) {
	if len(o.Outlines) == 0 {
		o.Outlines = []outline{{Text: o.Title, Title: o.Title, Type: "link", URL: front}}
	}
	var b strings.Builder
	b.WriteString(xml.Header)
	e := xml.NewEncoder(&b)
	e.Indent("", "  ")
	if err := e.Encode(o); err != nil {
		return nil, err
	}
	b.WriteByte('\n')
	return []byte(b.String()), nil
}
