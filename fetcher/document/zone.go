package document

import (
	"regexp"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // zones are known wherever the desk runs
)

var berlin = sync.OnceValue(func() *time.Location { return located("Europe/Berlin", 1) })

var seoul = sync.OnceValue(func() *time.Location { return located("Asia/Seoul", 9) })

func located(name string, hours int) *time.Location {
	if l, err := time.LoadLocation(name); err == nil {
		return l
	}
	return time.FixedZone(name, hours*3600)
}

var placeForm = regexp.MustCompile(`[\s\[(]((?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:/[A-Z][A-Za-z_-]+){1,2})[\])]?$`)

// placed takes the name of a zone ("Europe/Berlin") off the end of a date. It
// holds where the date gives no offset.
func placed(s string, zone *time.Location) (string, *time.Location) {
	if !strings.Contains(s, "/") {
		return s, zone
	}
	m := placeForm.FindStringSubmatchIndex(s)
	if m == nil {
		return s, zone
	}
	place, err := time.LoadLocation(s[m[2]:m[3]])
	if err != nil {
		return s, zone
	}
	return s[:m[0]], place
}

// ZoneOf is where texts of a language are dated when they do not say: Berlin
// for German, Seoul for Korean, nil for all others.
func ZoneOf(language string) *time.Location {
	tongue, _, _ := strings.Cut(strings.ToLower(language), "-")
	switch tongue {
	case "de":
		return berlin()
	case "ko":
		return seoul()
	}
	return nil
}
