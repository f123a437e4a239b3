package publish

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"time"

	"github.com/gorilla/feeds"

	"koreadesk/news"
)

// Alarm is an entry of the operations feed: something an operator should know.
type Alarm struct {
	About   string // what it is about, as the end of an id: source/ID, theme/ID/ITEM
	Verdict string
	Title   string
	Text    string
	At      time.Time
}

// Operations is the feed of what an operator should know, newest first: an
// Atom feed of its own, never part of a theme. self is the address it is read
// at, born when the desk was. An alarm's id is made of what it is about, its
// verdict and its second, so that it is told once.
func Operations(desk news.Desk, self string, born time.Time, alarms []Alarm) ([]byte, error) {
	const author = "koreadesk"
	updated := born
	feed := &operations{AtomFeed: &feeds.AtomFeed{
		Xmlns: "http://www.w3.org/2005/Atom", Title: line(desk.Title) + ": operations", Id: operationsID(desk, "feed"),
		Link: &feeds.AtomLink{Href: self, Rel: "self"}, Author: &feeds.AtomAuthor{AtomPerson: feeds.AtomPerson{Name: author}},
	}}
	for _, a := range alarms {
		if a.At.After(updated) {
			updated = a.At
		}
		at := a.At.UTC().Truncate(time.Second)
		feed.Entries = append(feed.Entries, operationsEntry{
			Title: line(a.Title), ID: operationsID(desk, fmt.Sprintf("%s/%s/%d", a.About, a.Verdict, at.Unix())),
			Updated: at.Format(time.RFC3339), Category: operationsTag{a.Verdict}, Content: operationsText{"text", legal(a.Text)},
		})
	}
	feed.Updated = updated.UTC().Truncate(time.Second).Format(time.RFC3339)
	body, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return nil, err
	}
	return append([]byte(xml.Header), append(body, '\n')...), nil
}

func operationsID(desk news.Desk, about string) string {
	return "tag:" + desk.Authority + ":operations/" + (&url.URL{Path: about}).EscapedPath()
}

type operations struct {
	*feeds.AtomFeed
	XMLName xml.Name          `xml:"feed"`
	Entries []operationsEntry `xml:"entry"`
}

type operationsEntry struct {
	Title    string         `xml:"title"`
	ID       string         `xml:"id"`
	Updated  string         `xml:"updated"`
	Category operationsTag  `xml:"category"`
	Content  operationsText `xml:"content"`
}

type operationsTag struct {
	Term string `xml:"term,attr"`
}

type operationsText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}
