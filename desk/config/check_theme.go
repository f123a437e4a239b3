package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"koreadesk/news"
)

func (r *reading) checkTags(c *Config) {
	carried := make(map[string]bool)
	for _, s := range c.Sources {
		for _, tag := range s.Tags {
			carried[tag] = true
		}
	}
	names := make([]named, len(c.Tags))
	for i, t := range c.Tags {
		path := fmt.Sprintf("tags[%d]", i)
		names[i] = named{path, t.ID, t.Was}
		r.checkVocabulary(path+".vocabulary", c, t.Vocabulary)
		for j, term := range t.Terms {
			r.checkTerm(fmt.Sprintf("%s.terms[%d]", path, j), term)
		}
		for j, label := range t.Categories {
			if strings.TrimSpace(label) == "" {
				r.wrong(fmt.Sprintf("%s.categories[%d]", path, j), "an empty label", "write the label as the sources give it, or take it out")
			}
		}
		if t.Vocabulary == "" && len(t.Terms) == 0 && len(t.Categories) == 0 && !carried[t.ID] && !r.said(path+".") {
			r.wrong(path, "nothing gives this tag", "add vocabulary, terms or categories, or let a source carry it in its tags")
		}
	}
	r.checkIDs("tag", names)
}

// said reports whether a mistake was noted at a path that begins so.
func (r *reading) said(prefix string) bool {
	for path := range r.bad {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

func (r *reading) checkTerm(path, term string) {
	stem := strings.TrimSuffix(term, "*")
	switch {
	case strings.TrimSpace(stem) == "":
		r.wrong(path, quoted(term)+" has no letters: it would match everything or nothing", "write a word, or take it out")
	case strings.Contains(stem, "*"):
		r.wrong(path, quoted(term)+" has a * that is not at its end", "a * stands at the end of a term, for any ending")
	}
}

// checkVocabulary checks that a vocabulary is built in or a file to be read.
func (r *reading) checkVocabulary(path string, c *Config, name string) {
	if name == "" || slices.Contains(r.known.Vocabularies, name) {
		return
	}
	built := "built in are " + strings.Join(r.known.Vocabularies, ", ")
	if len(r.known.Vocabularies) == 0 {
		built = "none is built in"
	}
	err := readable(c.path(name))
	switch {
	case err == nil:
	case !strings.ContainsAny(name, "./"):
		if near := nearest(name, r.known.Vocabularies); near != "" {
			built = "did you mean " + near + "? " + built
		}
		r.wrong(path, quoted(name)+" is no vocabulary", built)
	case errors.Is(err, fs.ErrNotExist):
		r.wrong(path, "there is no file "+quoted(name), "the path is relative to the folder of this file; "+built)
	default:
		r.wrong(path, fmt.Sprintf("the file %s cannot be read: %v", quoted(name), err), "check its owner and mode")
	}
}

func readable(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return errors.New("it is not a file")
	}
	f, err := os.Open(path)
	if err != nil {
		return errors.Unwrap(err)
	}
	return f.Close()
}

func (r *reading) checkThemes(c *Config) {
	if len(c.Themes) == 0 {
		r.wrong("themes", "no themes: there is nothing to publish", "add one: - {id: korea, title: Korea, all: [korea]}")
	}
	tags := c.TagIDs()
	names := make([]named, len(c.Themes))
	for i, t := range c.Themes {
		path := fmt.Sprintf("themes[%d]", i)
		names[i] = named{path, t.ID, t.Was}
		if slices.Contains(reserved(), t.ID) {
			r.wrong(path+".id", quoted(t.ID)+" is an address of the desk itself", "choose another: korea-"+asID(t.ID))
		}
		if strings.TrimSpace(t.Title) == "" {
			r.wrong(path+".title", "missing", "write the title readers see: \"Korea: Wirtschaft\"")
		}
		if token := t.Token.value.Reveal(); slices.ContainsFunc(c.Themes, func(o Theme) bool { return token != "" && o.ID == token }) {
			r.wrong(path+".token", "is the id of a theme", "write one that nobody guesses")
		}
		r.checkConditions(path, c, t, tags)
		r.oneOf(path+".date", string(t.Date), string(news.ClockPublished), string(news.ClockFirstSeen), string(news.ClockApproved))
		r.oneOf(path+".withdrawn", t.Withdrawn, "keep", "hide")
		r.atLeast(path+".limit", t.Limit, 1, "write how many entries a page holds at least: 50")
		if t.Limit > 500 {
			r.wrong(path+".limit", fmt.Sprintf("%d is more than a page ever holds", t.Limit), "write 500 or less")
		}
		r.checkIssue(path, t)
		if r.given(path + ".per_source") {
			r.atLeast(path+".per_source", t.PerSource, 1, "take the key out for no limit")
		}
	}
	r.checkIDs("theme", names)
}

func (r *reading) checkConditions(path string, c *Config, t Theme, tags []string) {
	for _, list := range []struct {
		key  string
		tags []string
	}{{"all", t.All}, {"any", t.Any}, {"none", t.None}} {
		for i, tag := range list.tags {
			at := fmt.Sprintf("%s.%s[%d]", path, list.key, i)
			if !slices.Contains(tags, tag) && !r.unsureOfTags(c) {
				r.wrong(at, "there is no tag "+quoted(tag), tagHint(c, tag, tags))
			} else if list.key == "none" && (slices.Contains(t.All, tag) || slices.Contains(t.Any, tag)) {
				r.wrong(at, quoted(tag)+" is asked for above and refused here", "a tag stands in all or any, or in none")
			}
		}
	}
}

// unsureOfTags reports whether tags could not be read: a theme then cannot be
// blamed for naming them.
func (r *reading) unsureOfTags(c *Config) bool {
	if r.bad["tags"] || r.bad["sources"] {
		return true
	}
	for i := range c.Sources {
		if path := fmt.Sprintf("sources[%d]", i); r.bad[path] || r.bad[path+".tags"] {
			return true
		}
	}
	return false
}

func tagHint(c *Config, tag string, tags []string) string {
	for _, t := range c.Tags {
		if slices.Contains(t.Was, tag) {
			return "it is " + t.ID + " now"
		}
	}
	if near := nearest(tag, tags); near != "" {
		return "did you mean " + near + "?"
	}
	return "add it under tags, or to the tags of a source"
}

// reserved are the names under which the desk serves, or will serve, something
// of its own.
func reserved() []string {
	return []string{
		"index", "feed", "feeds", "source", "sources", "theme", "themes", "tag", "tags", "item", "items",
		"archive", "issue", "issues", "edit", "api", "static", "assets", "style", "favicon", "favicon.ico",
		"robots", "robots.txt", "sitemap", "healthz", "readyz", "metrics", "status", "ops", "digest", "queue",
	}
}
