package page

import (
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/news/text"
)

// articleReader reads the page of one article.
type articleReader struct {
	*tree
	facts facts
	lines []line
	meta  spots
	known []string
	dates dateReader
}

// told are the texts a spot leads to: one for each element selected, or one
// for a labelled line, with its links where it consists of them.
func (r *articleReader) told(s spot) (list, links []string) {
	if s.selector == nil {
		v, links := value(r.lines, s.labels)
		if v == "" {
			return nil, nil
		}
		return []string{v}, links
	}
	for _, n := range s.selector.matches(r.root) {
		v := wordsOf(n)
		if s.selector.attribute != "" {
			v = text.Line(attribute(n, s.selector.attribute))
		}
		if v != "" && len(list) < maxCategories {
			list = append(list, v)
		}
	}
	return list, nil
}

// title is the heading that the page's title contains, as it stands on the
// page; else what the page is called elsewhere.
func (r *articleReader) title() string {
	if r.meta.title.selector != nil {
		if list, _ := r.told(r.meta.title); len(list) > 0 {
			return text.Cut(list[0], titleLength)
		}
	}
	head := ""
	if n := r.headline(); n != nil {
		head = wordsOf(n)
	}
	named := text.Line(r.facts.first("og:title", "dc.title", "twitter:title"))
	return text.Cut(firstOf(head, r.facts.datum("headline"), named, r.tree.title()), titleLength)
}

// headline is the element of the article's headline, nil when there is none.
func (r *articleReader) headline() *html.Node {
	called := text.Fold(r.tree.title() + "\n" + text.Cut(r.facts.first("og:title"), titleLength) + "\n" + text.Cut(r.facts.datum("headline"), titleLength))
	var best, first *html.Node
	most := 0
	for n := range r.elements() {
		if !heading(n.Data) || n.Data > "h5" || inChrome(n) {
			continue
		}
		words := wordsOf(n)
		w := weight(words)
		if first == nil && n.Data == "h1" && w > 0 {
			first = n
		}
		if w > most && w >= 8 && strings.Contains(called, text.Fold(words)) {
			best, most = n, w
		}
	}
	if best == nil {
		return first
	}
	return best
}

func (r *articleReader) image() string {
	if r.meta.image.selector != nil {
		for _, n := range r.meta.image.selector.matches(r.root) {
			if to := r.absolute(attribute(n, firstOf(r.meta.image.selector.attribute, "src"))); to != "" {
				return to
			}
		}
	}
	for _, s := range []string{r.facts.first("og:image:secure_url"), r.facts.first("og:image", "og:image:url"), r.facts.first("twitter:image", "twitter:image:src"), r.facts.picture(), r.facts.first("link:image_src")} {
		if to := r.absolute(s); to != "" {
			return to
		}
	}
	return ""
}

func (r *articleReader) source() string {
	list, _ := r.told(r.meta.source)
	if len(list) == 0 {
		return ""
	}
	return text.Cut(list[0], termLength)
}

func (r *articleReader) countries() []string {
	list, links := r.told(r.meta.country)
	if links != nil {
		return links[:min(len(links), maxCategories)]
	}
	var out []string
	for _, s := range list {
		for _, country := range countries(s) {
			out = add(out, []string{text.Cut(country, termLength)})
		}
	}
	return out
}

func (r *articleReader) categories() []news.Category {
	list, links := r.told(r.meta.category)
	var terms []string
	switch {
	case links != nil:
		terms = links
	case r.meta.category.selector != nil && len(list) > 1:
		terms = list // each element is one
	default:
		for _, s := range list {
			terms = append(terms, split(s, r.known)...)
		}
	}
	if len(terms) == 0 {
		terms = append(terms, r.facts.meta["article:tag"]...)
		terms = append(terms, r.facts.first("article:section"))
	}
	var out []news.Category
	for _, term := range terms[:min(len(terms), maxCategories)] {
		if term = text.Cut(text.Line(term), termLength); term != "" {
			out = withCategory(out, news.Category{Term: term})
		}
	}
	return out
}

// authors are the people the page names; "Redaktion: 1.2.2015 von NAME,
// ORGANISATION" names one.
func (r *articleReader) authors() []news.Person {
	list, links := r.told(r.meta.author)
	if links != nil {
		list = links
	}
	if len(list) == 0 {
		list = stringsIn(r.facts.data["author"])
	}
	if len(list) == 0 {
		if s, _ := value(r.lines, editorLabels()); s != "" {
			if _, name, ok := strings.Cut(s, " von "); ok {
				name, _, _ = strings.Cut(name, ",")
				list = []string{name}
			}
		}
	}
	if name := r.facts.first("author", "article:author", "dc.creator"); len(list) == 0 && name != "" {
		list = []string{name}
	}
	var out []news.Person
	for _, name := range list[:min(len(list), maxCategories)] {
		if name = text.Cut(text.Line(name), termLength); name != "" && !strings.Contains(name, "://") {
			out = append(out, news.Person{Name: name})
		}
	}
	return out
}
