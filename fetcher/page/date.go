package page

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// dateReader reads dates as people read them on a page.
type dateReader struct {
	language string         // BCP 47, "" when unknown
	zone     *time.Location // nil: by language
	now      time.Time      // zero: relative dates stay unknown
	layout   string         // "" is any form
	year     int            // of days without one, when it stands over them; 0: the last that was
	month    time.Month     // of days that say no more than their number; 0: there are none

	slashed string                   // what stands first in days such as 11/12/2026, as the page's other days tell: "d", "m", "" for unknown
	memo    map[string]time.Time     // what was read before, zero for no date; nil where nothing is read twice
	cells   map[*html.Node]time.Time // the same of cells that reach down over rows
}

// read finds the first date in s and returns it in UTC. A date without a time
// of day is the start of that day in UTC, which is the same day in Europe and
// in Korea; what is relative is as exact as it was put: "vor 2 Stunden" is a
// whole hour. What could be two different days is none.
func (d dateReader) read(s string) (time.Time, bool) {
	if len(s) > 400 {
		s = s[:400]
	}
	if d.memo == nil {
		return d.find(s)
	}
	t, ok := d.memo[s]
	if !ok {
		t, _ = d.find(s)
		d.memo[s] = t
	}
	return t, !t.IsZero()
}

func (d dateReader) find(s string) (time.Time, bool) {
	s = strings.TrimSpace(norm.NFKC.String(s))
	if d.layout != "" {
		if t, ok := d.laidOut(s); ok {
			return t, true
		}
		return d.relative(strings.ToLower(s))
	}
	if s = strings.ToLower(s); !promising(s) {
		return time.Time{}, false
	}
	if at := publication.FindStringIndex(s); at != nil && at[0] > 0 { // behind the day of a change
		if t, ok := d.absolute(s[at[0]:]); ok {
			return t, true
		}
	}
	if t, ok := d.dayOf(s); ok {
		return t, true
	}
	if t, ok := d.absolute(s); ok {
		return t, true
	}
	if t, ok := d.relative(s); ok {
		return t, true
	}
	for part := range strings.FieldsFuncSeq(s, divides) { // section | author | yesterday
		if t, ok := d.relative(strings.TrimSpace(part)); ok {
			return t, true
		}
	}
	return time.Time{}, false
}

// publication says before a day that it is that of publication.
var publication = regexp.MustCompile(`(?:veröffentlicht(?: am)?|erschienen(?: am)?|erstellt(?: am)?|published(?: on)?|posted(?: on)?|등록일시?|작성일시?|게시일|배포일)\s*:?\s*['’]?\d`)

// divides reports whether r stands between the facts of a line about an
// article.
func divides(r rune) bool { return r == '|' || r == '·' || r == '•' }

// promising reports in one pass whether there can be a date in s.
func promising(s string) bool {
	return strings.ContainsAny(s, "0123456789") || hasRelativeWord(s)
}

// form is one way to write a day.
type form struct {
	pattern *regexp.Regexp // with a group each for the numbers or names that order names
	order   string         // y, m, d, in the order of the groups; M is a month's name
	fits    func(d dateReader) bool
}

const (
	front = `(?:^|[^0-9a-zäöü./-])`
	back  = `(?:$|[^0-9a-zäöü])`
	brief = `(?::?$|:\s|[^0-9a-zäöü:.])` // behind two digits that could be an hour
)

var forms = []form{
	{regexp.MustCompile(front + `(\d{4})-(\d{1,2})-(\d{1,2})(?:$|[^0-9])`), "ymd", nil},
	{regexp.MustCompile(front + `(\d{4})\s*[./년年]\s*(\d{1,2})\s*[./월月]\s*(\d{1,2})(?:\s*[.일日]|$|[^0-9/])`), "ymd", nil},
	{regexp.MustCompile(front + `['’]?(\d{2})[./-]\s?(\d{1,2})[./-]\s?(\d{1,2})\.?` + brief), "ymd", dateReader.korean},
	{regexp.MustCompile(front + `(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})` + back), "dmy", nil},
	{regexp.MustCompile(front + `(\d{1,2})\.\s?(\d{1,2})\.\s?['’]?(\d{2})` + brief), "dmy", dateReader.western},
	{regexp.MustCompile(`^(\d{1,2})\s+(\d{4})[./-]\s?(\d{1,2})\.?$`), "dym", nil}, // a large day over its month
	{regexp.MustCompile(`^(\d{4})[./-]\s?(\d{1,2})\.?\s+(\d{1,2})$`), "ymd", nil},
	{regexp.MustCompile(`^(\d{1,2})\.?\s+(\d{1,2})[./-]\s?(\d{4})$`), "dmy", nil},
	{regexp.MustCompile(front + `(\d{1,2})-(\d{1,2})-(\d{4})` + back), "dmy", nil},
	{regexp.MustCompile(front + `(\d{1,2})/(\d{1,2})/(\d{4})` + back), "??y", nil},
	{regexp.MustCompile(front + `(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]*(?:of )?(` + monthNames() + `)\.?,?[\s-]*(\d{4})` + back), "dMy", nil},
	{regexp.MustCompile(front + `(` + monthNames() + `)\.?\s*(\d{1,2})(?:\.|st|nd|rd|th)?,?\s*(\d{4})` + back), "Mdy", nil},
}

// yearless are days of a year that is left to guess.
var yearless = []form{
	{regexp.MustCompile(front + `(\d{1,2})(?:\.|st|nd|rd|th)?\s*(` + monthNames() + `)(?:$|[^0-9a-zäöü])`), "dM", nil},
	{regexp.MustCompile(front + `(` + monthNames() + `)\.?\s*(\d{1,2})(?:\.|st|nd|rd|th)?` + back), "Md", nil},
	{regexp.MustCompile(front + `(\d{1,2})월\s*(\d{1,2})일`), "md", nil},
	{regexp.MustCompile(`^(\d{2})[./-](\d{2})(?:\s+\d{1,2}:\d{2})?$`), "md", dateReader.korean},
	{regexp.MustCompile(`^(\d{1,2})\.\s?(\d{1,2})\.$`), "dm", dateReader.western},
}

// absolute reads the form that stands first in s.
func (d dateReader) absolute(s string) (time.Time, bool) {
	best, at := time.Time{}, len(s)+1
	for _, forms := range [][]form{forms, yearless} {
		for _, f := range forms {
			if f.fits != nil && !f.fits(d) {
				continue
			}
			m := f.pattern.FindStringSubmatchIndex(s)
			if m == nil || m[2] >= at {
				continue
			}
			if t, ok := d.day(s, m, f.order); ok {
				best, at = t, m[2]
			}
		}
		if at <= len(s) {
			return best, true
		}
	}
	return best, false
}

// day puts together what the groups m of a form found in s, and the time of
// day that follows.
func (d dateReader) day(s string, m []int, order string) (time.Time, bool) {
	var year, month, day int
	var unsure []int
	for i, what := range order {
		word := s[m[2+2*i]:m[3+2*i]]
		n, _ := strconv.Atoi(strings.TrimLeft(word, "'’"))
		switch what {
		case 'y':
			if year = n; len(strings.TrimLeft(word, "'’")) == 2 {
				year += 2000
			}
		case 'm':
			month = n
		case 'M':
			month = monthNamed(word)
		case 'd':
			day = n
		default:
			unsure = append(unsure, n)
		}
	}
	if len(unsure) == 2 {
		day, month = d.dayAndMonth(unsure[0], unsure[1])
	}
	if year == 0 {
		year = d.lately(month, day)
	}
	if month < 1 || month > 12 || day < 1 || year < 1950 || year > 2089 ||
		day > time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day() {
		return time.Time{}, false
	}
	return d.withClock(year, time.Month(month), day, s[m[2*len(order)+1]:]), true
}

// dayAndMonth tells which of two numbers is which, 0 and 0 when both ways are
// possible and the language does not say.
func (d dateReader) dayAndMonth(a, b int) (day, month int) {
	language := strings.ToLower(d.language)
	switch {
	case a > 12 || a == b:
		return a, b
	case b > 12:
		return b, a
	case language == "en-us":
		return b, a
	case language == "en" || language == "" || strings.HasPrefix(language, "ko"):
		switch d.slashed {
		case "d":
			return a, b
		case "m":
			return b, a
		}
		return 0, 0
	}
	return a, b
}

// lately is the year in which a day was last, 0 when now is not known. A few
// days ahead may be announced.
func (d dateReader) lately(month, day int) int {
	if d.year != 0 {
		return d.year
	}
	if d.now.IsZero() {
		return 0
	}
	latest := d.now.AddDate(0, 0, 7)
	if time.Date(latest.Year(), time.Month(month), day, 0, 0, 0, 0, time.UTC).After(latest) {
		return latest.Year() - 1
	}
	return latest.Year()
}

func (d dateReader) korean() bool {
	return strings.HasPrefix(strings.ToLower(d.language), "ko")
}

func (d dateReader) western() bool { return !d.korean() }

// place is where dates without a zone are at home.
func (d dateReader) place() *time.Location {
	if d.zone != nil {
		return d.zone
	}
	language, _, _ := strings.Cut(strings.ToLower(d.language), "-")
	switch language {
	case "de":
		return berlin()
	case "ko":
		return time.FixedZone("KST", 9*3600)
	}
	return time.UTC
}

var berlin = sync.OnceValue(func() *time.Location {
	if zone, err := time.LoadLocation("Europe/Berlin"); err == nil {
		return zone
	}
	return time.FixedZone("MEZ", 3600)
})
