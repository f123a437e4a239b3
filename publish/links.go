package publish

import "strings"

// links are what a page's file points to besides the stories: the same in the
// document and in the Link header of its answers (RFC 8288).
func (f format) links(p *page) []atomLink {
	if f.kind == typeHTML {
		return append([]atomLink{to(p.URL(""), "canonical", "")}, p.feeds()...)
	}
	links := []atomLink{
		to(p.URL(p.Archive+f.suffix), "self", f.kind),
		to(p.URL(""), "alternate", typeHTML),
	}
	if p.Issue && p.Archive != "/issues" {
		links[1] = to(p.URL(p.Archive), "alternate", typeHTML)
	}
	for _, hub := range p.Hubs {
		links = append(links, to(hub, "hub", ""))
	}
	if f.kind != typeAtom {
		return links
	}
	if p.Archive != "" && !p.Issue {
		links = append(links, to(p.URL(f.suffix), "current", f.kind))
	}
	if p.hasBefore {
		links = append(links, to(p.archiveURL(p.before), "prev-archive", f.kind))
	}
	if p.hasAfter {
		links = append(links, to(p.archiveURL(p.after), "next-archive", f.kind))
	}
	return links
}

// feeds are the page's feeds, as its HTML page names them.
func (p *page) feeds() []atomLink {
	feeds := []atomLink{
		to(p.URL(".atom"), "alternate", typeAtom),
		to(p.URL(".rss"), "alternate", typeRSS),
		to(p.URL(".json"), "alternate", typeJSON),
	}
	if len(p.Issues) > 0 {
		feeds = append(feeds, to(p.URL("/issues.atom"), "alternate", typeAtom))
	}
	return feeds
}

func (p *page) archiveURL(n uint64) string { return p.Base + p.Root + archivePath(p.Theme, n) }

// header is links as a Link header has them.
func header(links []atomLink) string {
	all := make([]string, len(links))
	for n, l := range links {
		all[n] = `<` + l.Href + `>; rel="` + l.Rel + `"`
		if l.Type != "" {
			all[n] += `; type="` + l.Type + `"`
		}
	}
	return strings.Join(all, ", ")
}
