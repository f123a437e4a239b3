package fetcher

import (
	"time"

	"koreadesk/fetcher/document"
	"koreadesk/news"
)

// reading is what was understood of a document.
type reading struct {
	entries []news.Entry
	feed    news.Origin
	rhythm  news.Rhythm
	repairs []string
}

// reader understands the document of an answer.
type reader func(src news.Source, a *answer) (reading, error)

// readFeed is the reader of feeds.
func readFeed(src news.Source, a *answer) (reading, error) {
	var zone *time.Location
	if src.Timezone != "" {
		zone, _ = time.LoadLocation(src.Timezone) // feeds.yaml was checked; nil is by language
	}
	d, err := document.Parse(a.body, document.Options{
		URL:             shown(a.url),
		ContentType:     a.header.Get("Content-Type"),
		ContentLocation: a.header.Get("Content-Location"),
		Language:        src.Language,
		Zone:            zone,
	})
	if err != nil {
		return reading{}, err
	}
	return reading{
		entries: d.Entries(),
		feed:    d.Origin(),
		rhythm: news.Rhythm{
			Every:     max(d.TTL, d.UpdatePeriod),
			SkipHours: d.SkipHours,
			SkipDays:  d.SkipDays,
		},
		repairs: d.Repairs,
	}, nil
}
