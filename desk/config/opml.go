package config

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"koreadesk/news/text"
)

// Subscription is one feed of a subscription list.
type Subscription struct {
	Title      string // "" when it has none
	URL        string // as it stands there
	Language   string
	Categories []string // its own, and the folders it stands in
}

// The bounds of a list somebody hands over.
const (
	mostOPML      = 8 << 20 // bytes
	mostOutlines  = 20000
	deepestFolder = 64
)

// ReadOPML reads a subscription list (OPML 1.0 or 2.0), as feed readers export
// it. Sloppy XML is read as well as it can be.
func ReadOPML(r io.Reader) ([]Subscription, error) {
	in := &io.LimitedReader{R: r, N: mostOPML + 1}
	d := xml.NewDecoder(in)
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	var list []Subscription
	var folders []string // "" for an outline that is none
	for begun := false; ; {
		token, err := d.Token()
		switch {
		case in.N <= 0:
			return nil, fmt.Errorf("more than %d MiB: this is no list of feeds", mostOPML>>20)
		case errors.Is(err, io.EOF) && begun:
			return list, nil
		case errors.Is(err, io.EOF):
			return nil, errors.New("it is empty")
		case err != nil:
			return nil, fmt.Errorf("it cannot be read as XML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			if !begun && name != "opml" {
				return nil, fmt.Errorf("it begins with <%s>, not with <opml>: export it as OPML", text.Cut(text.Line(t.Name.Local), 40))
			}
			if begun = true; name != "outline" {
				continue
			}
			if len(list) >= mostOutlines || len(folders) >= deepestFolder {
				return nil, fmt.Errorf("more than %d feeds, or folders more than %d deep", mostOutlines, deepestFolder)
			}
			sub, folder := outline(t.Attr, folders)
			if folders = append(folders, folder); sub.URL != "" {
				list = append(list, sub)
			}
		case xml.EndElement:
			if strings.EqualFold(t.Name.Local, "outline") && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
}

// feedAddress is the address behind the scheme by which browsers used to hand
// feeds to readers: "feed://HOST/..." or "feed:https://HOST/...".
func feedAddress(s string) string {
	if len(s) < 5 || !strings.EqualFold(s[:5], "feed:") {
		return s
	}
	if rest := s[5:]; !strings.HasPrefix(rest, "//") {
		return rest
	}
	return "http:" + s[5:]
}

// outline is a feed, or the name of a folder.
func outline(attributes []xml.Attr, folders []string) (sub Subscription, folder string) {
	said := make(map[string]string)
	for _, a := range attributes {
		if name := strings.ToLower(a.Name.Local); said[name] == "" {
			said[name] = text.Line(a.Value)
		}
	}
	title := said["title"]
	if title == "" {
		title = said["text"]
	}
	if said["xmlurl"] == "" {
		return sub, title
	}
	sub = Subscription{Title: title, URL: feedAddress(said["xmlurl"]), Language: said["language"]}
	for _, folder := range folders {
		if folder != "" {
			sub.Categories = append(sub.Categories, folder)
		}
	}
	for category := range strings.SplitSeq(said["category"], ",") {
		if category = strings.Trim(category, "/ "); category != "" {
			sub.Categories = append(sub.Categories, category)
		}
	}
	return sub, ""
}
