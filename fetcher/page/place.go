package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// place is what the surroundings of an element say of it.
type place struct {
	main  bool // it is in the main part of the page
	hard  bool // what is there is never a list of articles
	soft  bool // it is beside the point: most read, events, jobs
	about bool // it is news
	offer bool // it is what the house does or sells
}

func (a place) and(b place) place {
	return place{a.main || b.main, a.hard || b.hard, a.soft || b.soft, a.about || b.about, a.offer || b.offer}
}

// worth is what a place adds to the score of a list.
func (a place) worth() float64 {
	value := 0.0
	if a.main {
		value += 0.8
	}
	if a.hard {
		value -= 4
	}
	if a.soft {
		value -= 2
	}
	if a.about {
		value += 0.6
	}
	return value
}

// standing is what the place of a list on its page is worth, given one of its
// items.
func (p *proposer) standing(item *html.Node) float64 {
	return p.situation(item).worth()
}

// situation is what is known of where an item of a list stands.
func (p *proposer) situation(item *html.Node) place {
	return p.placeOf(item.Parent).and(nature(item)).and(p.calledBy(item))
}

// alike keeps those members that stand as well as the best of them: cards of
// events may look like cards of news, but stand under another heading.
func (p *proposer) alike(members []*html.Node) []*html.Node {
	best, called := -10.0, false
	for _, n := range members {
		best, called = max(best, p.standing(n)), called || p.calledBy(n).about
	}
	return slices.DeleteFunc(slices.Clone(members), func(n *html.Node) bool {
		return p.standing(n) < best-1 || called && !p.calledBy(n).about && p.otherwiseCalled(n)
	})
}

// otherwiseCalled reports whether the heading over an item names another list,
// and not just the time of a part of one.
func (p *proposer) otherwiseCalled(item *html.Node) bool {
	words := headOver(item)
	if words == "" || yearAlone.MatchString(words) || monthAlone.MatchString(strings.ToLower(words)) {
		return false
	}
	_, dated := p.dates.read(words)
	return !dated
}

// placeOf is the place of what is in n.
func (p *proposer) placeOf(n *html.Node) place {
	if n == nil || n.Type != html.ElementNode || named(n, "html", "body") {
		return place{}
	}
	at, ok := p.places[n]
	if !ok {
		at = p.placeOf(n.Parent)
		if named(n, "main") || attribute(n, "role") == "main" {
			at.main = true
		}
		if float64(p.size[n]) <= 0.6*float64(p.whole) || named(n, "ul", "ol") { // what holds the page says nothing of its parts
			at = at.and(nature(n))
		}
		p.places[n] = at
	}
	return at
}

// calledBy is what the heading over a list says of it.
func (p *proposer) calledBy(item *html.Node) place {
	at, ok := p.heads[item.Parent]
	if !ok {
		at = calling(headOver(item))
		p.heads[item.Parent] = at
	}
	return at
}

// headOver are the words of the heading over an item, "" when there is none
// near.
func headOver(item *html.Node) string {
	up := item
	for level := 0; level < 4 && up != nil; level++ {
		before := previous(up)
		if level > 0 {
			before = beforeAlike(before, up)
		}
		for range 4 {
			if before == nil || level == 0 && before.Data == item.Data {
				break
			}
			if heading(before.Data) {
				return wordsOf(before)
			}
			for n := range elements(before) {
				if heading(n.Data) && n.Parent == before {
					return wordsOf(n)
				}
				if n != before {
					break
				}
			}
			before = previous(before)
		}
		if up = up.Parent; named(up, "body", "main", "article") {
			break
		}
	}
	return ""
}

// beforeAlike is n, or what is before it where n is of the same making as up:
// other entries of the list that up is one of.
func beforeAlike(n, up *html.Node) *html.Node {
	class := attribute(up, "class")
	for steps := 0; n != nil && class != "" && n.Data == up.Data && attribute(n, "class") == class && steps < farthest; steps++ {
		n = previous(n)
	}
	return n
}

// calling is what the words of a heading say of the list below it.
func calling(words string) place {
	if weight(words) > 60 {
		return place{}
	}
	words = text.Fold(words)
	has := func(list ...string) bool {
		return slices.ContainsFunc(list, func(word string) bool { return strings.Contains(words, word) })
	}
	about := has("aktuell", "nachricht", "news", "meldung", "presse", "neuigkeit", "neues", "공지", "보도", "소식", "뉴스")
	return place{
		soft: has("termin", "veranstaltung", "event", "kalender", "stellen", "karriere", "jobs", "meistgelesen", "meist gelesen", "am häufigsten", "most read",
			"popular", "beliebt", "auch interessant", "related", "download", "행사", "일정", "채용", "인기", "많이 본"),
		about: about,
		offer: !about && has("leistung", "angebot", "service", "themen", "branchen", "schwerpunkt", "produkt", "kompetenz", "our services", "what we do", "사업분야", "주요사업", "서비스"),
	}
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
		switch attribute(n, "role") {
		case "navigation", "contentinfo", "banner", "search", "dialog", "alertdialog", "menu", "menubar", "tablist":
			return true
		}
	}
	return false
}

// nature is what an element says of what is in it, by its name, role, classes
// and id.
func nature(n *html.Node) place {
	var hard, about, offer bool
	soft := n.Data == "aside" || attribute(n, "role") == "complementary"
	words := tellingWords(n)
	for _, word := range words {
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
			word == "person", word == "persons", word == "mitarbeiter", word == "ansprechpartner", word == "faq", word == "faqs",
			word == "beliebt", word == "best", word == "hot":
			soft = true
		case word == "product", word == "products", word == "produkt", word == "produkte", word == "shop", word == "cart":
			offer = true
		case strings.Contains(word, "news"), strings.Contains(word, "press"), strings.Contains(word, "aktuell"), strings.Contains(word, "meldung"),
			strings.Contains(word, "nachricht"), word == "article", word == "articles", word == "artikel", word == "posts", word == "post",
			word == "blog", word == "board", word == "bbs", word == "bo", word == "teaser", word == "hentry":
			about = !slices.Contains(words, "newsletter")
		}
	}
	return place{hard: hard, soft: soft, about: about, offer: offer}
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
