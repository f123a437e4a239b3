package config

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the check of a time zone must not depend on the machine

	"golang.org/x/text/language"

	"koreadesk/news"
)

func (r *reading) checkSources(c *Config) {
	if len(c.Sources) == 0 {
		r.wrong("sources", "no sources: there is nothing to poll", "add one: - {id: vdi-nachrichten, url: https://..., language: de}")
	}
	names := make([]named, len(c.Sources))
	first := make(map[string]int)
	for i, s := range c.Sources {
		path := r.sourcePath(i)
		names[i] = named{cmp.Or(path, "sources"), s.ID, s.Was}
		r.checkSource(path, s, c.Poll.AllowPrivate || s.AllowPrivate)
		if s.URL == "" {
			continue
		}
		same := sameAddress(s.URL)
		if j, twice := first[same]; twice {
			r.wrong(path+".url", fmt.Sprintf("is the address of sources[%d] (%s) as well", j, c.Sources[j].ID), "one source is listed once; it can carry several tags")
			continue
		}
		first[same] = i
	}
	r.checkIDs("source", names)
}

func sourcePath(n int) string { return fmt.Sprintf("sources[%d]", n) }

// sourcePath is where the source stands in the document.
func (r *reading) sourcePath(n int) string {
	if r.paths != nil {
		return r.paths[n]
	}
	return sourcePath(n)
}

func (r *reading) checkSource(path string, s Source, ours bool) {
	if s.ID == news.ByHand {
		r.wrong(path+".id", quoted(s.ID)+" is the desk's own source, of what editors add", "call it something else")
	}
	if s.URL == "" {
		r.wrong(path+".url", "missing", "write the address of the feed: https://...")
	} else if problem, hint := webAddress(s.URL); problem != "" {
		r.wrong(path+".url", problem, hint)
	}
	r.checkLanguage(path+".language", s.Language)
	if s.Timezone != "" {
		if _, err := time.LoadLocation(s.Timezone); err != nil || s.Timezone == "Local" {
			r.wrong(path+".timezone", quoted(s.Timezone)+" is not a time zone", "write its IANA name, such as Europe/Berlin or Asia/Seoul")
		}
	}
	for i, tag := range s.Tags {
		r.checkForm(fmt.Sprintf("%s.tags[%d]", path, i), tag)
	}
	r.oneOf(path+".content", string(s.Content), string(news.ExtentTitle), string(news.ExtentSummary), string(news.ExtentFull))
	r.span(path, s.Every, s.EveryMax, ours)
	r.atLeast(path+".first_fetch", s.FirstFetch, 0, "write how many items of the first fetch enter feeds: 10")
	if r.given(path + ".robots") {
		r.oneOf(path+".robots", string(s.Robots), string(news.RobotsObey), string(news.RobotsIgnore))
	}
	r.checkAuth(path+".auth", s.Auth)
	r.checkProxy(path+".proxy", s.Proxy)
	if s.TDM != "" {
		r.oneOf(path+".tdm", s.TDM, "agreed")
	}
	r.checkPage(path, s)
	r.checkMeta(path+".meta", s.Meta)
}

func (r *reading) checkLanguage(path, tag string) {
	if tag == "" {
		return
	}
	if strings.EqualFold(tag, "kr") { // a language, but Kanuri
		r.wrong(path, quoted(tag)+" is a country", "write ko for Korean")
		return
	}
	if _, err := language.Parse(tag); err != nil {
		r.wrong(path, quoted(tag)+" is not a language tag", "write de, en, ko, or a BCP 47 tag such as de-AT")
	}
}

func (r *reading) checkPage(path string, s Source) {
	if s.Page == nil || s.Page.Auto {
		return
	}
	if s.Page.Items == "" {
		r.wrong(path+".page.items", "missing", "write the CSS selector of one entry of the list, or page: auto")
	}
	if r.known.Selector == nil {
		return
	}
	p := s.Page
	for _, key := range []struct{ name, selector string }{
		{"items", p.Items}, {"title", p.Title}, {"link", p.Link}, {"date", p.Date},
		{"summary", p.Summary}, {"category", p.Category}, {"next", p.Next},
	} {
		if key.selector == "" {
			continue
		}
		if err := r.known.Selector(key.selector); err != nil {
			r.wrong(path+".page."+key.name, err.Error(), "write a CSS selector, with @attribute at its end for an attribute")
		}
	}
}

func (r *reading) checkMeta(path string, m Meta) {
	if r.known.Meta == nil {
		return
	}
	if err := r.known.Meta(news.Meta(m)); err != nil {
		r.wrong(path, err.Error(), "write a CSS selector, or the label of a line with its colon: \"Quelle:\"")
	}
}
