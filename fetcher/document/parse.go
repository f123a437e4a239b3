package document

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	ext "github.com/mmcdole/gofeed/extensions"
	"github.com/mmcdole/gofeed/rss"
)

// universal is gofeed's parser; it keeps no state and may be shared.
var universal = func() *gofeed.Parser {
	p := gofeed.NewParser()
	p.KeepOriginalFeed = true
	p.RSSTranslator = &gofeed.DefaultRSSTranslator{DisableContentImageScan: true}
	return p
}()

// second lets gofeed read the skeleton of the document: its small furniture is
// taken from there, and what our own reading left empty.
func (d *Document) second(channel *node, entries []*node) {
	if !d.lacks(channel, entries) {
		return
	}
	f, err := universal.ParseString(skeleton(d.Version, channel, entries, d.List))
	if err != nil {
		return // a second opinion is not needed
	}
	if r, ok := f.OriginalFeed().(*rss.Feed); ok {
		d.furniture(r)
	}
	d.syndication(f.Extensions["sy"])
	if f.ITunesExt != nil {
		d.itunes(f.ITunesExt)
	}
	d.Feed.fill(f)
	if len(f.Items) != len(d.List) {
		return
	}
	for i, item := range f.Items {
		d.List[i].fill(item)
	}
}

// furniture takes what RSS says about a channel beside its content.
func (d *Document) furniture(f *rss.Feed) {
	if f.TTL != "" {
		d.Feed.TTL = f.TTL
		if n, err := strconv.Atoi(f.TTL); err == nil && n > 0 && n < 1e6 {
			d.TTL = time.Duration(n) * time.Minute
		}
	}
	for _, h := range f.SkipHours {
		if n, err := strconv.Atoi(h); err == nil && n >= 0 && n <= 24 && !slices.Contains(d.SkipHours, n%24) {
			d.SkipHours = append(d.SkipHours, n%24) // 24 was midnight in RSS 0.91
		}
	}
	slices.Sort(d.SkipHours)
	for day := time.Sunday; day <= time.Saturday; day++ {
		if slices.ContainsFunc(f.SkipDays, func(s string) bool { return strings.EqualFold(s, day.String()) }) {
			d.SkipDays = append(d.SkipDays, day)
		}
	}
}

// syndication reads the module of that name: so many updates in a period.
func (d *Document) syndication(sy map[string][]ext.Extension) {
	value := func(name string) string {
		if len(sy[name]) == 0 {
			return ""
		}
		return strings.TrimSpace(sy[name][0].Value)
	}
	period, frequency := value("updateperiod"), value("updatefrequency")
	d.Feed.extra("sy_updateperiod", period)
	d.Feed.extra("sy_updatefrequency", frequency)
	const day = 24 * time.Hour
	span := map[string]time.Duration{"hourly": time.Hour, "daily": day, "weekly": 7 * day, "monthly": 30 * day, "yearly": 365 * day}[strings.ToLower(period)]
	times, err := strconv.Atoi(frequency)
	if err != nil || times < 1 {
		times = 1
	}
	d.UpdatePeriod = span / time.Duration(times)
}

func (d *Document) itunes(i *ext.ITunesFeedExtension) {
	c := &d.Feed.Common
	for name, value := range map[string]string{
		"block": i.Block, "explicit": i.Explicit, "complete": i.Complete, "type": i.Type, "new-feed-url": i.NewFeedURL,
	} {
		c.itunes(name, value)
	}
}

// itunes keeps what iTunes says about a feed or an entry. What is yes or no
// becomes that: block as 1 or 0, explicit as true or false. A plain no says
// neither explicit nor clean.
func (c *Common) itunes(name, value string) {
	word := strings.ToLower(value)
	yes := slices.Contains([]string{"yes", "true", "explicit"}, word)
	no := word == "false" || word == "clean"
	switch {
	case value == "":
	case name == "explicit":
		if yes || no {
			c.extra("itunes_explicit", yes)
		}
	case name == "block" && yes:
		c.extra("itunes_block", 1)
	case name == "block":
		c.extra("itunes_block", 0)
	default:
		c.extra("itunes_"+name, value)
	}
}

// fill takes from gofeed's reading what ours left empty.
func (s *Source) fill(f *gofeed.Feed) {
	if s.Title.IsZero() && f.Title != "" {
		s.Title = said(f.Title)
	}
	if s.Subtitle.IsZero() && f.Description != "" {
		s.Subtitle = said(f.Description)
	}
	s.Published.fill(f.Published, f.PublishedParsed)
	s.Updated.fill(f.Updated, f.UpdatedParsed)
}

// fill takes from gofeed's reading what ours left empty.
func (e *Entry) fill(item *gofeed.Item) {
	if e.Title.IsZero() && item.Title != "" {
		e.Title = said(item.Title)
	}
	e.Published.fill(item.Published, item.PublishedParsed)
	e.Updated.fill(item.Updated, item.UpdatedParsed)
	i := item.ITunesExt
	if i == nil {
		return
	}
	for name, value := range map[string]string{
		"duration": i.Duration, "explicit": i.Explicit, "block": i.Block, "episode": i.Episode,
		"season": i.Season, "order": i.Order, "episodetype": i.EpisodeType, "isclosedcaptioned": i.IsClosedCaptioned,
	} {
		e.itunes(name, value)
	}
}

// fill takes gofeed's reading of the same date where ours found no meaning.
func (d *Date) fill(text string, at *time.Time) {
	if at == nil || !d.At.IsZero() || d.Text != "" && d.Text != text || !sane(*at) {
		return
	}
	d.Text, d.At = text, at.UTC()
}
