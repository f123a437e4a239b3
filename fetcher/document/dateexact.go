package document

import (
	"strings"
	"time"
)

// rfc1123 is what HTTP and most RSS write, in the one zone that has a name there.
const rfc1123 = "Mon, 02 Jan 2006 15:04:05 GMT"

// exactDate reads the forms that nearly all feeds are written in, to the letter:
// RFC 3339 and RFC 1123. It finds what anyDate would at a tenth of the cost.
func exactDate(s string) (time.Time, bool) {
	layout := ""
	switch len(s) {
	case len("2006-01-02T15:04:05Z"), len(time.RFC3339):
		layout = time.RFC3339
	case len(rfc1123):
		layout = rfc1123
	case len(time.RFC1123Z):
		layout = time.RFC1123Z
	}
	if layout == "" {
		return time.Time{}, false
	}
	t, err := time.Parse(layout, s)
	if _, offset := t.Zone(); err != nil || t.Year() < 1 || offset/3600 < -15 || offset/3600 > 15 || strings.HasSuffix(s, "60") {
		return time.Time{}, false // a year or an offset that there is not
	}
	return t.UTC(), true
}
