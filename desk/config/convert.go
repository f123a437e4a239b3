package config

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"koreadesk/news"
)

// complete sets the defaults that depend on other keys.
func (c *Config) complete(k Known) {
	c.Desk.BaseURL = strings.TrimRight(c.Desk.BaseURL, "/")
	host := hostOf(c.Desk.BaseURL)
	setDefault(&c.Desk.Title, host)
	setDefault(&c.Desk.Authority, host+",2026")
	setDefault(&c.Desk.Author.Name, c.Desk.Title)
	setDefault(&c.Poll.Contact, c.Desk.BaseURL)
	c.Poll.EveryMax = max(c.Poll.EveryMax, c.Poll.Every)
	for i := range c.Sources {
		s := &c.Sources[i]
		setDefault(&s.Title, s.ID)
		s.AllowPrivate = s.AllowPrivate || c.Poll.AllowPrivate
	}
	for i := range c.Tags {
		t := &c.Tags[i]
		setDefault(&t.Title, t.ID)
		if t.Vocabulary != "" && !slices.Contains(k.Vocabularies, t.Vocabulary) {
			t.Vocabulary = c.path(t.Vocabulary)
		}
	}
}

// span is the shortest and longest time between two polls of a source. What
// the source says of itself bends what poll says of all.
func (p Poll) span(s Source) (every, longest Duration) {
	every, longest = p.Every, p.EveryMax
	if s.Every > 0 {
		every = s.Every
	}
	switch {
	case s.EveryMax == 0:
		longest = max(longest, every)
	case s.Every == 0:
		longest, every = s.EveryMax, min(every, s.EveryMax)
	default:
		longest = s.EveryMax
	}
	return every, longest
}

func setDefault(s *string, value string) {
	if *s == "" {
		*s = value
	}
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// DeskNews is who publishes.
func (c *Config) DeskNews() news.Desk {
	d := c.Desk
	return news.Desk{
		Title: d.Title, BaseURL: d.BaseURL, Authority: d.Authority, Language: d.Language,
		Author: news.Person{Name: d.Author.Name, Email: d.Author.Email},
	}
}

// NewsSources are the sources, in the order of the file, with what poll says of
// all set in each; OwnEvery tells which said it themselves. There is room for one more.
func (c *Config) NewsSources() []news.Source {
	all := make([]news.Source, len(c.Sources), len(c.Sources)+1)
	for i, s := range c.Sources {
		every, longest := c.Poll.span(s)
		all[i] = news.Source{
			ID: s.ID, Was: slices.Clone(s.Was), Title: s.Title, URL: s.URL,
			Language: canonical(s.Language), Timezone: s.Timezone,
			Tags: slices.Clone(s.Tags), Priority: s.Priority,
			Rights: news.Rights{Content: s.Content, Images: s.Images, Attribution: s.Attribution, Licence: s.Licence},
			Key:    s.Key.Regexp,
			Every:  every.Std(), EveryMax: longest.Std(), OwnEvery: s.Every > 0, FirstFetch: s.FirstFetch,
			Missing:      max(c.Retain.Missing.Std(), 1), // 0 would be the store's own
			AllowPrivate: s.AllowPrivate, Access: s.Auth.access(), Proxy: s.Proxy, Robots: s.Robots,
			Page: s.Page.news(), Article: s.Article, Meta: news.Meta(s.Meta), Agreed: s.TDM == "agreed",
		}
	}
	return all
}

// news is the page as the fetcher takes it; nil where the source is a feed.
func (p *Page) news() *news.Page {
	if p == nil {
		return nil
	}
	return &news.Page{Auto: p.Auto, Items: p.Items, Title: p.Title, Link: p.Link, Date: p.Date,
		Summary: p.Summary, Category: p.Category, Next: p.Next, Layout: p.Layout}
}

// canonical is a language tag as others write it: de_at is de-AT.
func canonical(tag string) string {
	if tag == "" {
		return ""
	}
	return language.Make(tag).String()
}

// NewsTags are the tags, in the order of the file. The vocabulary of each is a
// built-in name as written, or the absolute path of a file.
func (c *Config) NewsTags() []news.Tag {
	all := make([]news.Tag, len(c.Tags))
	for i, t := range c.Tags {
		all[i] = news.Tag{
			ID: t.ID, Was: slices.Clone(t.Was), Title: t.Title, Vocabulary: t.Vocabulary,
			Categories: slices.Clone(t.Categories), Terms: slices.Clone(t.Terms),
		}
	}
	return all
}

// TagIDs are the tags an item can carry, in order: those under tags and those
// that some source gives.
func (c *Config) TagIDs() []string {
	var ids []string
	for _, t := range c.Tags {
		ids = append(ids, t.ID)
	}
	for _, s := range c.Sources {
		ids = append(ids, s.Tags...)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// NewsThemes are the themes, in the order of the file.
func (c *Config) NewsThemes() []news.Theme {
	all := make([]news.Theme, len(c.Themes))
	for i, t := range c.Themes {
		all[i] = news.Theme{
			ID: t.ID, Was: slices.Clone(t.Was), Title: t.Title,
			All: slices.Clone(t.All), Any: slices.Clone(t.Any), None: slices.Clone(t.None),
			Approval: t.Approval, Date: t.Date, Limit: t.Limit, AtLeast: t.AtLeast.Std(), PerSource: t.PerSource, Withdrawn: t.Withdrawn == "hide",
			Token: t.Token.value, Issue: t.cycle(),
		}
	}
	return all
}
