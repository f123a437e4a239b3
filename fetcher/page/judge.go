package page

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// judge looks into a group and says how much it looks like a list of articles.
func (p *proposer) judge(g *group) Evidence {
	var e Evidence
	members := make(map[*html.Node]bool, len(g.members))
	for _, n := range g.members {
		members[n] = true
	}
	tried, titles, text := 0, 0, 0
	targets := make(map[string]bool)
	g.clues = nil
	for i := range g.members {
		if tried++; tried > looked {
			tried = looked
			break
		}
		c := p.clueIn(g.scopeOf(i, members))
		if !c.good() {
			continue
		}
		g.clues = append(g.clues, c)
		targets[c.href] = true
		titles += min(weight(c.words), 120)
		text += min(p.size[c.item], 600)
		e.Dated += one(c.date != nil)
		e.Headed += one(c.headed)
		e.Summarised += one(c.summary != nil)
	}
	e.Entries = len(g.clues)
	if e.Entries < fewest || len(targets)*10 < e.Entries*8 || e.Entries*2 < tried {
		return e
	}
	e.First = g.clues[0].words
	count := float64(e.Entries)
	share := func(n int) float64 { return float64(n) / count }
	score := 3*share(e.Dated) + 1.2*share(e.Headed) + 0.8*share(e.Summarised) +
		0.3*math.Min(math.Log2(count), 5) + titleScore(float64(titles)/count) +
		1.2*math.Min(1, float64(text)/float64(p.whole)) - 0.8*(1-count/float64(tried))
	if e.Score = score + p.standing(g.clues[0].item); p.apart(g.clues[0].item) {
		e.Score = 0
	}
	return e
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// titleScore values headlines over the words of menus.
func titleScore(mean float64) float64 {
	switch {
	case mean < 18:
		return -1.5
	case mean < 26:
		return -0.5
	case mean < 38:
		return 0.5
	}
	return 1.2
}

// standing is what the place of a list on its page is worth.
func (p *proposer) standing(item *html.Node) float64 {
	value := 0.0
	main, hard, soft, about := false, false, false, false
	for n := item; n != nil && n.Type == html.ElementNode && !named(n, "html", "body"); n = n.Parent {
		if named(n, "main") || attribute(n, "role") == "main" {
			main = true
		}
		if n != item && float64(p.size[n]) > 0.6*float64(p.whole) {
			break // what holds the page says nothing of its parts
		}
		h, s, a := nature(n)
		hard, soft, about = hard || h, soft || s, about || a
	}
	for n := item; n != nil && !main; n = n.Parent {
		main = named(n, "main") || n.Type == html.ElementNode && attribute(n, "role") == "main"
	}
	if main {
		value += 0.8
	}
	if hard {
		value -= 4
	}
	if soft {
		value -= 2
	}
	if about {
		value += 0.6
	}
	return value
}

// apart reports whether an item stands in what is by its very name no content,
// however large it is.
func (p *proposer) apart(item *html.Node) bool {
	for n := item; n != nil; n = n.Parent {
		if named(n, "nav", "footer") && !under(n, item) {
			for up := n.Parent; up != nil; up = up.Parent {
				if named(up, "article") {
					return false
				}
			}
			return true
		}
		switch role := attribute(n, "role"); role {
		case "navigation", "contentinfo", "banner", "search", "dialog", "alertdialog", "menu", "menubar", "tablist":
			return true
		}
	}
	return false
}

// nature is what an element says of what is in it: hard, it is never a list of
// articles; soft, it is beside the point; about, it is news.
func nature(n *html.Node) (hard, soft, about bool) {
	switch n.Data {
	case "aside":
		soft = true
	}
	soft = soft || attribute(n, "role") == "complementary"
	for _, word := range tellingWords(n) {
		switch {
		case endsIn(word, "nav", "navi", "navigation", "menu", "menue", "breadcrumb", "breadcrumbs", "footer", "cookie", "cookies",
			"consent", "pager", "pagination", "paginator", "paging", "sitemap", "gnb", "lnb", "snb"):
			hard = true
		case word == "social" || word == "share" || word == "language" || word == "languages" || word == "skiplinks" || word == "login":
			hard = true
		case endsIn(word, "sidebar", "related", "popular", "widget", "marginal", "marginalspalte"), strings.HasPrefix(word, "meistgelesen"),
			word == "most", word == "ranking", word == "trending", word == "aside", word == "rechts", word == "banner", word == "partner",
			word == "partners", word == "tagcloud", word == "quicklinks", word == "event", word == "events", word == "termine",
			word == "veranstaltungen", word == "jobs", word == "popup", word == "teamlist", word == "downloads", word == "service",
			word == "beliebt", word == "best", word == "hot":
			soft = true
		case strings.Contains(word, "news"), strings.Contains(word, "press"), strings.Contains(word, "aktuell"), strings.Contains(word, "meldung"),
			strings.Contains(word, "nachricht"), word == "article", word == "articles", word == "artikel", word == "posts", word == "post",
			word == "blog", word == "board", word == "bbs", word == "bo", word == "teaser", word == "hentry":
			about = !slices.Contains(tellingWords(n), "newsletter")
		}
	}
	return hard, soft, about
}

func endsIn(word string, ends ...string) bool {
	for _, end := range ends {
		if word == end || strings.HasSuffix(word, end) && len(end) > 3 {
			return true
		}
	}
	return false
}

// tellingWords are the words in the classes and the id of an element, in lower
// case.
func tellingWords(n *html.Node) []string {
	var words []string
	for _, name := range append(strings.Fields(attribute(n, "class")), attribute(n, "id")) {
		start := 0
		for i := range len(name) {
			upper := name[i] >= 'A' && name[i] <= 'Z' && i > 0 && name[i-1] >= 'a' && name[i-1] <= 'z'
			if upper || name[i] == '-' || name[i] == '_' || name[i] == ':' || name[i] >= '0' && name[i] <= '9' {
				words = append(words, strings.ToLower(strings.Trim(name[start:i], "-_:0123456789")))
				start = i
			}
		}
		words = append(words, strings.ToLower(strings.Trim(name[start:], "-_:0123456789")))
		if len(words) > 40 {
			break
		}
	}
	return words
}
