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

// dataDate is the name of an attribute in which scripts keep when an article
// was published.
var dataDate = regexp.MustCompile(`^data-(?:[a-z]+-)?(?:date|datum|datetime|time|timestamp|published|pubdate|created)$`)

// keptDate is the attribute of an element by which scripts know the date of its
// article, "" for none. What the page as a whole keeps is when it was made.
func (d dateReader) keptDate(n *html.Node) (key string, at time.Time) {
	if named(n, "html", "body") {
		return "", time.Time{}
	}
	for _, a := range n.Attr {
		if !dataDate.MatchString(a.Key) || otherDate(a.Key) {
			continue
		}
		if at, ok := d.counted(a.Val); ok {
			return a.Key, at
		}
	}
	return "", time.Time{}
}

// otherDate reports whether a date of that name is none of a publication.
func otherDate(key string) bool {
	return slices.ContainsFunc([]string{"start", "end", "event", "until", "update", "expir", "modif", "deadline"}, func(word string) bool {
		return strings.Contains(key, word)
	})
}

// counted reads a date as attributes have it: as people write it, or as the
// seconds or thousandths of them since 1970, within the years of dayOfLink.
func (d dateReader) counted(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	if t, ok := d.read(s); ok {
		return t, true
	}
	n, err := strconv.ParseInt(s, 10, 64)
	var t time.Time
	switch {
	case err == nil && len(s) == 10:
		t = time.Unix(n, 0).UTC()
	case err == nil && len(s) == 13:
		t = time.UnixMilli(n).UTC()
	}
	return t, t.Year() >= 1990 && t.Year() <= 2089
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
