package publishtest

import (
	"encoding/json"
)

// JSON holds a feed against JSON Feed 1.1 likewise.
func JSON(body []byte) []string {
	var f faults
	var feed struct {
		Version string           `json:"version"`
		Title   string           `json:"title"`
		Self    string           `json:"feed_url"`
		Home    string           `json:"home_page_url"`
		Items   []map[string]any `json:"items"`
	}
	if err := json.Unmarshal(body, &feed); err != nil {
		f.add("not JSON: %v", err)
		return f
	}
	if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == "" || feed.Items == nil {
		f.add("version %q, title %q, items %v", feed.Version, feed.Title, feed.Items != nil)
	}
	f.web("feed_url", feed.Self)
	f.web("home_page_url", feed.Home)
	for _, i := range feed.Items {
		text, _ := i["content_text"].(string)
		markup, _ := i["content_html"].(string)
		if (text == "") == (markup == "") {
			f.add("an item with text %q and HTML %q", text, markup)
		}
		f.markup(markup)
		for _, name := range []string{"id", "url", "title", "date_published", "date_modified"} {
			if s, _ := i[name].(string); s == "" {
				f.add("an item without %s", name)
			}
		}
		for _, name := range []string{"date_published", "date_modified"} {
			if s, _ := i[name].(string); !atomDate.MatchString(s) {
				f.add("%s %q", name, s)
			}
		}
		if authors, _ := i["authors"].([]any); len(authors) == 0 {
			f.add("an item without authors")
		}
		if url, ok := i["url"].(string); ok {
			f.web("url", url)
		}
	}
	return f
}
