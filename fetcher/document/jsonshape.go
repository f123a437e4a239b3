package document

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	feed "github.com/mmcdole/gofeed/json"
)

// shape says which members of an object are strings, and which are lists; what
// is of another type is brought to it or taken out, so that one odd member does
// not cost the whole feed.
type shape struct {
	words  map[string]bool
	lists  map[string]shape // zero: of strings
	author bool             // there may be a member of this name
}

var (
	authorShape = shape{words: wordsOf("name url avatar")}
	feedShape   = shape{
		words:  wordsOf("version title home_page_url feed_url description user_comment next_url icon favicon language"),
		lists:  map[string]shape{"authors": authorShape, "hubs": {words: wordsOf("type url")}},
		author: true,
	}
	itemShape = shape{
		words:  wordsOf("id url external_url title content_html content_text summary image banner_image date_published date_modified language"),
		lists:  map[string]shape{"authors": authorShape, "tags": {}, "attachments": {words: wordsOf("url mime_type title")}},
		author: true,
	}
)

func wordsOf(s string) map[string]bool {
	words := make(map[string]bool)
	for w := range strings.FieldsSeq(s) {
		words[w] = true
	}
	return words
}

// fit brings the members of an object to their shape. A name in other case is
// taken for the one that is meant where that is not there: of several the first
// in the alphabet, for they have no order.
func (s shape) fit(m map[string]any) {
	var others []string
	for name, value := range m {
		switch {
		case s.knows(name):
			m[name] = s.fitted(name, value)
		case s.knows(strings.ToLower(name)):
			others = append(others, name)
		}
	}
	slices.Sort(others)
	for _, name := range others {
		low := strings.ToLower(name)
		if _, there := m[low]; !there {
			m[low] = s.fitted(low, m[name])
		}
	}
}

func (s shape) knows(name string) bool {
	_, list := s.lists[name]
	return list || s.words[name] || s.author && name == "author"
}

// fitted is a member brought to its shape; what is fitted stays as it is.
func (s shape) fitted(name string, value any) any {
	switch inside, list := s.lists[name]; {
	case s.words[name]:
		return asString(value)
	case list:
		return inside.asList(name, value)
	}
	return authorShape.asObject(name, value)
}

func asString(v any) any {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "true"
		}
		return "false"
	}
	return ""
}

// asList makes one value a list of one; members of lists without a shape of
// their own are strings.
func (s shape) asList(name string, v any) []any {
	values, ok := v.([]any)
	if !ok {
		if v == nil || v == "" {
			return []any{}
		}
		values = []any{v}
	}
	if s.words == nil {
		words := make([]any, 0, len(values))
		for _, w := range values {
			if w = asString(w); w != "" {
				words = append(words, w)
			}
		}
		return words
	}
	list := make([]any, 0, len(values))
	for _, v := range values {
		if m := s.asObject(name, v); m != nil {
			list = append(list, m)
		}
	}
	return list
}

// asObject makes a string the name, or the address, an object would have.
func (s shape) asObject(name string, v any) any {
	switch v := v.(type) {
	case map[string]any:
		s.fit(v)
		return v
	case string:
		if v == "" {
			return nil
		}
		if strings.HasPrefix(name, "author") {
			return map[string]any{"name": v}
		}
		return map[string]any{"url": v}
	}
	return nil
}

// feedOf is a fitted object in gofeed's form; of the items it holds none.
func feedOf(m map[string]any) *feed.Feed {
	return &feed.Feed{
		Version: word(m, "version"), Title: word(m, "title"), Description: word(m, "description"), Language: word(m, "language"),
		HomePageURL: word(m, "home_page_url"), FeedURL: word(m, "feed_url"), NextURL: word(m, "next_url"),
		Icon: word(m, "icon"), Favicon: word(m, "favicon"), UserComment: word(m, "user_comment"), Expired: yes(m["expired"]),
		Author: authorOf(m["author"]), Authors: authorsOf(m["authors"]),
	}
}

// itemOf is a fitted object in gofeed's form.
func itemOf(m map[string]any) *feed.Item {
	i := &feed.Item{
		ID: word(m, "id"), Title: word(m, "title"), Summary: word(m, "summary"), Language: word(m, "language"),
		URL: word(m, "url"), ExternalURL: word(m, "external_url"), Image: word(m, "image"), BannerImage: word(m, "banner_image"),
		ContentHTML: word(m, "content_html"), ContentText: word(m, "content_text"),
		DatePublished: word(m, "date_published"), DateModified: word(m, "date_modified"),
		Author: authorOf(m["author"]), Authors: authorsOf(m["authors"]),
	}
	tags, _ := m["tags"].([]any)
	for _, t := range tags {
		if t, ok := t.(string); ok {
			i.Tags = append(i.Tags, t)
		}
	}
	list, _ := m["attachments"].([]any)
	attached := make([]feed.Attachments, 0, len(list))
	for _, v := range list {
		if a, ok := v.(map[string]any); ok {
			attached = append(attached, feed.Attachments{URL: word(a, "url"), MimeType: word(a, "mime_type"), Title: word(a, "title"),
				SizeInBytes: octets(a["size_in_bytes"])})
		}
	}
	i.Attachments = &attached
	return i
}

func word(m map[string]any, name string) string {
	s, _ := m[name].(string)
	return s
}

func authorOf(v any) *feed.Author {
	m, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	return &feed.Author{Name: word(m, "name"), URL: word(m, "url"), Avatar: word(m, "avatar")}
}

func authorsOf(v any) (authors []*feed.Author) {
	list, _ := v.([]any)
	for _, v := range list {
		if a := authorOf(v); a != nil {
			authors = append(authors, a)
		}
	}
	return authors
}

// yes reports whether a value says so, be it in words.
func yes(v any) bool {
	switch v := v.(type) {
	case bool:
		return v
	case string:
		b, _ := strconv.ParseBool(strings.TrimSpace(v))
		return b
	}
	return false
}

// octets is a number as whole octets, 0 for what is none.
func octets(v any) int64 {
	s := strings.TrimSpace(asString(v).(string))
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(f) || f >= 1<<63 || f < -(1<<63) {
		return 0
	}
	return int64(f)
}
