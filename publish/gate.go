package publish

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// fault is why an entry must not be published, "" when it may: what every
// format requires, and what newsletter tools rely on besides.
func (e *entry) fault() string {
	switch {
	case !strings.HasPrefix(e.ID, "tag:") || uri(e.ID) == "":
		return "its id is not a tag: URI"
	case e.Title == "":
		return "it has neither a title nor a summary"
	case e.Link == "":
		return "it has no absolute http or https link"
	case unfit(e.Published) || unfit(e.Updated):
		return "it has no date between the years 1 and 9999"
	case e.Updated.Before(e.Published):
		return "it was updated before it was published"
	case len(e.Authors) == 0 || e.Authors[0].Name == "":
		return "it has no author"
	case e.Source.Title == "" || e.Source.ID == "" || unfit(e.Source.Updated):
		return "its source has no id, title or date"
	case utf8.RuneCountInString(e.Summary) > maxSummary:
		return fmt.Sprintf("its summary is longer than %d characters", maxSummary)
	case legal(e.Content) != e.Content:
		return "its content has characters that XML forbids"
	}
	for _, t := range e.Tags {
		if t.Term == "" {
			return "it carries a tag without an id"
		}
	}
	return ""
}

// unfit reports whether a feed cannot carry a date.
func unfit(t time.Time) bool { return t.IsZero() || t.Year() < 1 || t.Year() > 9999 }

// fault is why a page cannot be published in any format, or nil.
func (p *page) fault() error {
	switch {
	case address(p.Base+"/") == "":
		return fmt.Errorf("base_url %q is not an absolute http or https address", p.Base)
	case uri(p.ID) == "":
		return fmt.Errorf("the feed's id %q is not a URI: see authority", p.ID)
	case p.Title == "":
		return errors.New("the theme has no title")
	case p.Author.Name == "":
		return errors.New("the desk has neither an author nor a title")
	case unfit(p.Updated):
		return errors.New("the page has no date")
	}
	return nil
}

// checkXML reads an XML feed as a strict parser would: well-formed, the root
// and the number of entries as they should be, and the self link its own.
func checkXML(body []byte, root, item, self string, entries int) error {
	d := xml.NewDecoder(bytes.NewReader(body))
	found, depth, own := 0, 0, false
	for {
		t, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("not well-formed: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			depth++
			switch {
			case depth == 1 && t.Name.Local != root:
				return fmt.Errorf("its root is %s, not %s", t.Name.Local, root)
			case t.Name.Local == item:
				found++
			case t.Name.Local == "link" && attr(t, "rel") == "self" && attr(t, "href") == self:
				own = true
			}
		case xml.EndElement:
			depth--
		}
	}
	if found != entries {
		return fmt.Errorf("it has %d entries instead of %d", found, entries)
	}
	if !own {
		return fmt.Errorf("its self link is not %s", self)
	}
	return nil
}

func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// checkJSON reads a JSON Feed back.
func checkJSON(body []byte, self string, entries int) error {
	var f struct {
		Version, Title string
		FeedURL        string `json:"feed_url"`
		Items          []struct{ ID, URL string }
	}
	if !utf8.Valid(body) {
		return errors.New("not UTF-8")
	}
	if err := json.Unmarshal(body, &f); err != nil {
		return fmt.Errorf("not JSON: %w", err)
	}
	if f.Version == "" || f.Title == "" || f.FeedURL != self {
		return fmt.Errorf("version, title or feed_url %s is missing", self)
	}
	if len(f.Items) != entries {
		return fmt.Errorf("it has %d items instead of %d", len(f.Items), entries)
	}
	return nil
}

// checkHTML reads a page back: complete, with every entry, and with nothing
// that could run.
func checkHTML(body []byte, entries int) error {
	if !utf8.Valid(body) || !bytes.HasSuffix(bytes.TrimSpace(body), []byte("</html>")) {
		return errors.New("cut short, or not UTF-8")
	}
	found := 0
	z := html.NewTokenizer(bytes.NewReader(body))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
			continue
		}
		switch t.Data {
		case "article":
			found++
		case "script", "style", "iframe", "object", "embed", "form", "base":
			return fmt.Errorf("it has a %s element", t.Data)
		}
		for _, a := range t.Attr {
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
				return fmt.Errorf("it has a %s attribute", a.Key)
			}
		}
	}
	if found != entries {
		return fmt.Errorf("it has %d entries instead of %d", found, entries)
	}
	return nil
}
