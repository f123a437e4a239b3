package document

import (
	"strconv"
	"strings"
)

// chapter is a mark within a recording (Podlove Simple Chapters 1.2). Seconds
// is its start, nil where that cannot be read.
type chapter struct {
	Start   string   `json:"start"`
	Seconds *float64 `json:"start_parsed"`
	Title   string   `json:"title"`
	Href    string   `json:"href,omitempty"`
	Image   string   `json:"image,omitempty"`
}

// chapters reads the marks of an entry's recording, the first list of them.
func (r *reader) chapters(c *Common, n *node) {
	if _, known := c.Extra["psc_chapters"]; known {
		return
	}
	marks := make([]chapter, 0, len(n.kids))
	for _, k := range n.kids {
		if k.name != "chapter" || len(marks) == 1000 {
			continue
		}
		marks = append(marks, chapter{
			Start: k.attr("start"), Seconds: playTime(k.attr("start")), Title: k.attr("title"),
			Href: href(k.base, k.attr("href")), Image: href(k.base, k.attr("image")),
		})
	}
	c.extra("psc_chapters", map[string]any{"version": n.attr("version"), "chapters": marks})
}

// playTime reads a Normal Play Time: hours, minutes and seconds, or fewer of
// them (RFC 2326, section 3.6).
func playTime(s string) *float64 {
	total := 0.0
	parts := strings.Split(s, ":")
	for i, p := range parts {
		v, err := strconv.ParseFloat(p, 64)
		if err != nil || v < 0 || v > 1e6 || len(parts) > 3 || i > 0 && v >= 60 {
			return nil
		}
		total = total*60 + v
	}
	return &total
}
