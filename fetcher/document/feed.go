package document

import (
	"strconv"
	"strings"

	"koreadesk/news"
)

// feedElement reads one element of the feed itself.
func (r *reader) feedElement(n *node) {
	f := &r.d.Feed
	switch n.key() {
	case "description", "subtitle", "tagline", "abstract", "dc_description", "itunes_subtitle", "info", "feedburner_browserfriendly", "summary", "itunes_summary", "media_description",
		"content_encoded", "fullitem", "content", "body", "xhtml_body":
		r.subtitle(f, n)
	case "language", "dc_language":
	case "generator":
		f.Generator = Generator{Name: n.words(), URI: href(n.base, n.attr("uri", "url", "href")), Version: n.attr("version")}
	case "admin_generatoragent":
		r.extra(&f.Common, n)
		if f.Generator == (Generator{}) {
			uri := r.address(n)
			f.Generator = Generator{Name: uri, URI: uri}
		}
	case "admin_errorreportsto":
		f.extra("errorreportsto", r.address(n))
		r.extra(&f.Common, n)
	case "icon":
		f.Icon = r.address(n)
	case "logo":
		f.Logo = r.address(n)
	case "image":
		r.image(f, n)
	case "itunes_image", "itunes_link":
		r.picture(f, n)
	case "media_thumbnail":
		r.picture(f, n)
		f.append("media_thumbnail", r.thumbnail(n))
	case "newlocation":
		f.extra("newlocation", r.address(n))
	case "docs":
		f.Docs = r.address(n)
	case "ttl":
		f.TTL = n.words()
	case "webmaster", "publisher", "dc_publisher", "itunes_owner":
		if p := r.person(n); f.Publisher == (Person{}) || n.space == "dc" {
			f.Publisher = p
		}
		if n.space == "itunes" {
			r.owner = r.person(n)
		}
	case "guid", "id":
		f.ID = n.words()
		f.Link = href(n.base, f.ID) // until a link says otherwise
	case "textinput":
		r.textInput(f, n)
	case "cloud":
		if len(n.attrs) > 0 {
			f.extra("cloud", r.attributesOf(n, ""))
		}
	case "rating":
		f.extra("rating", n.words())
	case "skiphours", "skipdays", "sy_updateperiod", "sy_updatefrequency":
		// gofeed reads these
	case "items":
	default:
		e := Entry{Common: f.Common} // what Media RSS says of a feed it says as of an entry
		if !r.shared(&e.Common, n) && !r.media(&e, n) {
			r.extra(&e.Common, n)
		}
		f.Common = e.Common
	}
}

// subtitle takes what describes the feed, the last of those that are for that.
// A longer text, kept as summary, stands in where there is none.
func (r *reader) subtitle(f *Source, n *node) {
	usual, own := news.PlainText, false
	switch n.key() {
	case "subtitle", "tagline", "abstract", "itunes_subtitle":
		own = true
	case "description", "dc_description", "media_description":
		usual, own = news.HTML, true
	case "content_encoded", "fullitem", "body", "xhtml_body":
		usual = news.HTML
	}
	t := r.text(n, usual)
	switch n.key() {
	case "info", "feedburner_browserfriendly":
		f.extra("info", t)
	case "content_encoded", "fullitem", "body", "xhtml_body", "content":
		f.extra("content", t)
		f.first("summary", t)
	case "summary", "itunes_summary":
		f.first("summary", t)
	}
	if !t.IsZero() && (own || !f.described) {
		f.Subtitle, f.described = t, own
	}
}

// image reads the picture of an RSS feed, or the reference to one of RSS 1.0.
func (r *reader) image(f *Source, n *node) {
	i := &f.Image
	for _, k := range n.kids {
		switch k.key() {
		case "url":
			i.Href = r.address(k)
		case "title":
			i.Title = k.words()
		case "link":
			i.Link = r.address(k)
		case "width":
			i.Width = size(k.words())
		case "height":
			i.Height = size(k.words())
		case "description":
			i.Description = k.words()
		}
	}
	if i.Href == "" && !n.nested() {
		i.Href = r.address(n)
	}
}

// textInput reads the form of an RSS feed; of RSS 1.0 the channel has but the
// reference to it.
func (r *reader) textInput(f *Source, n *node) {
	form := make(map[string]any, 4)
	for _, k := range n.kids {
		switch name := k.key(); name {
		case "title", "description", "name":
			form[name] = k.words()
		case "link":
			form[name] = r.address(k)
		}
	}
	if len(form) > 0 {
		f.extra("textinput", form)
	}
}

// size is a number of pixels, nil for none.
func size(s string) *int {
	v, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(s), "px"))
	if err != nil || v < 0 {
		return nil
	}
	return &v
}

// picture takes an image given by address only.
func (r *reader) picture(f *Source, n *node) {
	if l := href(n.base, firstOf(n.attr("href", "url"), n.words())); l != "" && f.Image.Href == "" {
		f.Image.Href = l
	}
}

// attributes reads what CDF says in the attributes of an element.
func (r *reader) attributes(n *node) {
	if r.d.Version != "cdf" {
		return
	}
	r.cdf(&r.d.Feed.Common, n)
}

func (r *reader) cdf(c *Common, n *node) {
	if l := href(n.base, n.attr("href")); l != "" {
		c.Links = append(c.Links, Link{Href: l, Rel: "alternate", Type: "text/html"})
	}
	if t := n.attr("lastmod"); t != "" {
		c.loose = r.dated(t)
	}
}

// finishFeed settles what several elements decide together.
func (r *reader) finishFeed() {
	f := &r.d.Feed
	f.dates()
	if len(f.Authors) == 0 {
		addPerson(&f.Authors, r.owner)
	}
	l := alternate(f.Links)
	f.unlinked = l == ""
	f.Link = firstOf(l, f.Link)
	if f.Image.Href == "" {
		f.Image.Href = f.Logo
	}
}
