package page

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// publishedMark is the property of schema.org by which an element tells when
// an article was published.
const publishedMark = "datePublished"

// published reports whether an element is marked as telling that, and tells it
// to machines.
func published(n *html.Node) bool {
	return attribute(n, "content") != "" && slices.Contains(strings.Fields(attribute(n, "itemprop")), publishedMark)
}

// dayInPath is a day with a name behind it.
var dayInPath = regexp.MustCompile(`/(\d{4})/(\d{1,2})/(\d{1,2})/[^/]`)

// dayOfLink is the day in the path of an address, zero when there is none. One
// to come is the day of an event, unless now is not known.
func dayOfLink(link string, now time.Time) time.Time {
	u, err := url.Parse(link)
	if err != nil {
		return time.Time{}
	}
	m := dayInPath.FindStringSubmatch(u.Path)
	if m == nil {
		return time.Time{}
	}
	year, _ := strconv.Atoi(m[1])
	month, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Year() != year || t.Month() != time.Month(month) || t.Day() != day || year < 1990 || year > 2089 ||
		!now.IsZero() && t.After(now.Add(36*time.Hour)) {
		return time.Time{}
	}
	return t
}
