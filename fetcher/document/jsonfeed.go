package document

import (
	"strconv"
	"strings"

	feed "github.com/mmcdole/gofeed/json"

	"koreadesk/news"
)

// looksJSON reports whether the text begins as JSON does.
func looksJSON(s string) bool {
	s = strings.TrimLeft(s, " \t\n\ufeff")
	return strings.HasPrefix(s, "{") || strings.HasPrefix(s, "[")
}

// readJSON reads a JSON Feed (jsonfeed.org, 1.0 and 1.1) in gofeed's form.
func (d *Document) readJSON(s string, o Options) error {
	if jsonDepth(s) > MaxDepth {
		return tooDeep()
	}
	tree, err := d.mendJSON(s)
	if err != nil {
		return err
	}
	d.Version = jsonVersion(tree)
	if d.Version == "" {
		return refuse(NotFeed, "the document is JSON, but no JSON Feed: it has no version and no items; check the address")
	}
	items, _ := tree["items"].([]any)
	d.Total = len(items)
	if len(items) > MaxEntries {
		items = items[:MaxEntries]
		d.notes.lead(tooMany(MaxEntries, d.Total))
	}
	feedShape.fit(tree)
	kept := make([]map[string]any, 0, len(items))
	for _, item := range items {
		if m, ok := item.(map[string]any); ok {
			itemShape.fit(m)
			kept = append(kept, m)
		}
	}
	d.Kept = len(kept)
	original := feedOf(tree)
	r := &reader{d: d, lang: language(original.Language)}
	r.zone = zoneFor(o, r.lang)
	r.home = documentBase(o)
	if r.home == "" && web(original.HomePageURL) {
		r.home = original.HomePageURL
	}
	r.jsonFeed(original, tree)
	d.List = make([]Entry, 0, len(kept))
	for _, m := range kept {
		d.List = append(d.List, r.jsonItem(itemOf(m), m))
	}
	return nil
}

// jsonVersion names the version, "" when this is no JSON Feed.
func jsonVersion(tree map[string]any) string {
	v, _ := tree["version"].(string)
	_, items := tree["items"].([]any)
	switch {
	case strings.Contains(v, "jsonfeed.org/version/1.1"):
		return "json11"
	case strings.Contains(v, "jsonfeed.org/version/1"):
		return "json1"
	case strings.Contains(v, "jsonfeed.org"), items && (tree["title"] != nil || tree["home_page_url"] != nil || tree["feed_url"] != nil || v != ""):
		return "json"
	}
	return ""
}

func (r *reader) jsonFeed(in *feed.Feed, tree map[string]any) {
	f := &r.d.Feed
	f.Language = r.lang
	f.Title = r.plainText(in.Title, r.lang)
	f.Subtitle = r.plainText(in.Description, r.lang)
	f.addLink(r.home, in.HomePageURL, "alternate", "text/html")
	f.addLink(r.home, in.FeedURL, "self", "application/feed+json")
	f.addLink(r.home, in.NextURL, "next", "application/feed+json")
	hubs, _ := tree["hubs"].([]any)
	for _, h := range hubs {
		if m, ok := h.(map[string]any); ok {
			address, _ := m["url"].(string)
			f.addLink(r.home, address, "hub", "")
		}
	}
	f.Link = alternate(f.Links)
	f.ID = in.FeedURL
	f.Icon = href(r.home, firstOf(in.Favicon, in.Icon))
	f.Logo = href(r.home, in.Icon)
	f.Image.Href = f.Logo
	f.extra("user_comment", in.UserComment)
	if in.Expired {
		f.extra("expired", true)
	}
	f.Authors = r.jsonAuthors(in.Authors, in.Author)
	f.extensions(tree)
}

func (r *reader) jsonItem(in *feed.Item, tree map[string]any) Entry {
	e := Entry{language: firstOf(language(in.Language), r.lang)}
	e.ID = in.ID
	e.Title = r.plainText(in.Title, e.language)
	e.Summary = r.plainText(in.Summary, e.language)
	if in.ContentHTML != "" {
		e.Content = append(e.Content, Text{Raw: news.Raw{Markup: in.ContentHTML, Kind: news.HTML, Base: r.home, Lang: e.language}})
	}
	if in.ContentText != "" {
		e.Content = append(e.Content, r.plainText(in.ContentText, e.language))
	}
	e.addLink(r.home, in.URL, "alternate", "text/html")
	e.addLink(r.home, in.ExternalURL, "related", "")
	e.Link = alternate(e.Links)
	if e.Link == "" {
		if e.Link = href(r.home, in.ExternalURL); e.Link == "" && web(in.ID) {
			e.Link, e.GUIDIsLink = in.ID, true
		}
	}
	e.Published, e.Updated = r.dated(in.DatePublished), r.dated(in.DateModified)
	e.Authors = r.jsonAuthors(in.Authors, in.Author)
	for _, t := range in.Tags {
		e.tag(Tag{Term: strings.TrimSpace(t)})
	}
	if in.Attachments != nil {
		for _, a := range *in.Attachments {
			e.attach(r.home, a)
		}
	}
	e.picture(href(r.home, in.BannerImage), 2)
	e.picture(href(r.home, in.Image), 2)
	if l := href(r.home, in.Image); l != "" {
		e.extra("image", map[string]any{"href": l})
	}
	e.extra("banner_image", href(r.home, in.BannerImage))
	e.extensions(tree)
	return e
}

func (r *reader) plainText(s, lang string) Text {
	s = settle(strings.TrimSpace(s))
	if s == "" {
		return Text{}
	}
	return Text{Raw: news.Raw{Markup: s, Kind: news.PlainText, Base: r.home, Lang: lang}}
}

func (c *Common) addLink(base, ref, rel, typ string) {
	if l := href(base, ref); l != "" {
		c.Links = append(c.Links, Link{Href: l, Rel: rel, Type: typ})
	}
}

func (e *Entry) attach(base string, a feed.Attachments) {
	l := Link{Href: href(base, a.URL), Rel: "enclosure", Type: a.MimeType, Title: a.Title}
	if a.SizeInBytes > 0 {
		l.Length = strconv.FormatInt(a.SizeInBytes, 10)
	}
	if l.Href != "" {
		e.Links, e.Enclosures = append(e.Links, l), append(e.Enclosures, l)
	}
}

func (r *reader) jsonAuthors(many []*feed.Author, one *feed.Author) list[Person] {
	var people list[Person]
	for _, a := range append(many, one) {
		if a == nil {
			continue
		}
		p := Person{Name: strings.TrimSpace(a.Name), URI: href(r.home, a.URL)}
		if mail, ok := strings.CutPrefix(p.URI, "mailto:"); ok {
			p.URI, p.Email = "", mail
		}
		addPerson(&people, p)
	}
	return people
}

// extensions keeps the publisher's own members, whose names begin with "_".
func (c *Common) extensions(tree map[string]any) {
	for name, value := range tree {
		if strings.HasPrefix(name, "_") && len(c.Extra) < 200 {
			c.extra(name, value)
		}
	}
}
