package page

import (
	"strings"

	"koreadesk/news"
)

// reserved is what the page reserves against text and data mining, by the
// meta elements that stand for the headers of the same name.
func (t *tree) reserved() news.Reservation {
	var r news.Reservation
	for n := range t.elements() {
		if n.Data == "body" {
			break
		}
		if n.Data != "meta" {
			continue
		}
		switch content := strings.TrimSpace(attribute(n, "content")); strings.ToLower(attribute(n, "name")) {
		case "tdm-reservation":
			r.Reserved = content == "1"
		case "tdm-policy":
			r.Policy = t.absolute(content)
		}
	}
	return r
}
