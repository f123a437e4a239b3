package publish

import (
	"cmp"
	"html"
	"time"

	"koreadesk/news"
)

// source is whose telling is shown, as its feed stood at the time (RFC 4287,
// section 4.2.11).
type source struct {
	ID      string // a URI
	Title   string // the feed's own
	Name    string // what the desk calls it
	Link    string // of its home page
	Self    string // of the feed
	Lang    string
	Rights  string
	Updated time.Time
}

// sourceOf is the feed of the lead as it stood when the shown version was
// taken; what the feed did not say of itself is taken from the configuration.
func (s *Site) sourceOf(i news.Item, conf news.Source) source {
	o := i.Origin
	title := line(html.UnescapeString(o.Title)) // feeds escape their own titles twice
	name := given(conf)
	src := source{
		ID:      cmp.Or(uri(o.ID), uri(o.Self), uri(conf.URL), "tag:"+s.setup.Desk.Authority+":source/"+escape(legal(i.Source))),
		Title:   cmp.Or(title, s.called(i.Source, i.Link)),
		Name:    cmp.Or(name, title, s.called(i.Source, i.Link)),
		Link:    address(o.Link),
		Self:    cmp.Or(address(o.Self), address(conf.URL)),
		Lang:    language("", o.Language, conf.Language),
		Rights:  line(o.Rights),
		Updated: whole(o.Updated),
	}
	if unfit(src.Updated) {
		src.Updated = whole(i.Updated)
	}
	return src
}

// given is the title an operator gave a source; "" is none.
func given(src news.Source) string {
	if title := line(src.Title); title != line(src.ID) {
		return title
	}
	return ""
}

// source is a source under the site's configuration; one that is not known is none.
func (s *Site) source(id string) news.Source {
	if src := s.sources[id]; src != nil {
		return *src
	}
	return news.Source{}
}

// called is what readers are told a source is called: its title, else where its
// feed is, else where what it carried is.
func (s *Site) called(id, link string) string {
	src := s.source(id)
	return cmp.Or(given(src), host(src.URL), host(link), line(id))
}
