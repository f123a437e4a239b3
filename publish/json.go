package publish

import (
	"bytes"
	"encoding/json"

	"github.com/gorilla/feeds"
)

// The JSON types carry those of gorilla/feeds likewise.

type jsonFeed struct {
	*feeds.JSONFeed
	Hubs  []jsonHub  `json:"hubs,omitempty"`
	Items []jsonItem `json:"items"` // never missing, not even when there are none
}

type jsonHub struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type jsonItem struct {
	*feeds.JSONItem
	Language    string           `json:"language,omitempty"`
	Attachments []jsonAttachment `json:"attachments,omitempty"`
	Desk        jsonDesk         `json:"_koreadesk"`
}

type jsonAttachment struct {
	URL  string `json:"url"`
	Type string `json:"mime_type"`
	Size int64  `json:"size_in_bytes,omitempty"`
}

// jsonDesk is what JSON Feed has no word for, as an extension: whose telling
// it is, who else reported it, and the ids of its tags.
type jsonDesk struct {
	Source  jsonLink   `json:"source"`
	Related []jsonLink `json:"related,omitempty"`
	Tags    []string   `json:"tag_ids,omitempty"`
	Issued  string     `json:"date_issued,omitempty"`
	Rights  string     `json:"rights,omitempty"`
	Licence string     `json:"license,omitempty"`
}

type jsonLink struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
}

// jsonOf is the page as a JSON Feed 1.1.
func jsonOf(p *page) ([]byte, error) {
	author := &feeds.JSONAuthor{Name: p.Author.Name, Url: p.Author.URI}
	if author.Url == "" && p.Author.Email != "" {
		author.Url = "mailto:" + p.Author.Email
	}
	f := jsonFeed{
		JSONFeed: &feeds.JSONFeed{
			Version:     "https://jsonfeed.org/version/1.1",
			Title:       p.Title,
			Language:    p.Lang,
			HomePageUrl: p.URL(""),
			FeedUrl:     p.URL(".json"),
			Description: p.Subtitle,
			Authors:     []*feeds.JSONAuthor{author},
		},
		Items: make([]jsonItem, 0, len(p.Entries)),
	}
	for _, hub := range p.Hubs {
		f.Hubs = append(f.Hubs, jsonHub{"WebSub", hub})
	}
	for _, e := range p.Entries {
		f.Items = append(f.Items, e.json())
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(f); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (e *entry) json() jsonItem {
	j := jsonItem{
		JSONItem: &feeds.JSONItem{
			Id:            e.ID,
			Url:           e.Link,
			Title:         e.Title,
			Summary:       e.Summary,
			ContentHTML:   e.Content,
			PublishedDate: &e.Published,
			ModifiedDate:  &e.Updated,
		},
		Language: e.Lang,
		Desk: jsonDesk{
			Source:  jsonLink{Title: e.Source.Name, URL: e.Source.Link},
			Rights:  e.Rights,
			Licence: e.Licence,
		},
	}
	if e.Content == "" { // an item has one of the two (JSON Feed 1.1)
		j.ContentText = e.Title
	}
	if e.Image != nil {
		j.Image = e.Image.Href
	}
	for _, p := range e.Authors {
		j.Authors = append(j.Authors, &feeds.JSONAuthor{Name: p.Name, Url: p.URI})
	}
	for _, t := range e.Tags {
		j.Tags = append(j.Tags, t.Label)
		j.Desk.Tags = append(j.Desk.Tags, t.Term)
	}
	for _, f := range e.Files {
		if f.Type != "" {
			j.Attachments = append(j.Attachments, jsonAttachment{f.Href, f.Type, f.Length})
		}
	}
	for _, r := range e.Related {
		j.Desk.Related = append(j.Desk.Related, jsonLink{Title: r.Title, URL: r.Href})
	}
	if !e.Issued.IsZero() {
		j.Desk.Issued = stamp(e.Issued)
	}
	return j
}
