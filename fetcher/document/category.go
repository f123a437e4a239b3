package document

import "strings"

// Schemes of categories whose elements imply one.
const (
	itunesScheme = "http://www.itunes.com/"
	mediaScheme  = "http://search.yahoo.com/mrss/category_schema"
)

// tag reads categories, and lists of keywords.
func (r *reader) tag(c *Common, n *node) bool {
	switch n.key() {
	case "dcterms_subject", "prism_keyword":
		c.extra(n.key(), n.words())
		c.keyword(n.words(), "")
	case "category", "dc_subject":
		c.tag(Tag{
			Term:   firstOf(n.attr("term"), n.words()),
			Scheme: n.attr("scheme", "domain"),
			Label:  n.attr("label"),
		})
		if w := n.words(); n.attr("term") != "" && w != n.attr("term") {
			c.tag(Tag{Term: w}) // as Atom and as RSS, two things
		}
	case "itunes_category":
		c.keyword(firstOf(n.attr("text"), n.alone()), itunesScheme)
		for _, k := range n.kids {
			if k.name == "category" {
				r.tag(c, k)
			}
		}
	case "itunes_keywords":
		c.keywords(n.words(), itunesScheme)
	case "media_keywords":
		c.extra("media_keywords", n.words())
		c.keywords(n.words(), "")
	case "keywords", "tags":
		c.keywords(n.words(), "")
	case "media_category":
		if t := (Tag{Term: n.words(), Label: n.attr("label")}); t != (Tag{}) {
			t.Scheme = firstOf(n.attr("scheme"), mediaScheme)
			c.tag(t)
		}
	default:
		return false
	}
	return true
}

func (c *Common) keywords(words, scheme string) {
	for term := range strings.SplitSeq(words, ",") {
		c.keyword(strings.TrimSpace(term), scheme)
	}
}

// keyword is a tag whose scheme is that of the element it stands in.
func (c *Common) keyword(term, scheme string) {
	if term != "" {
		c.tag(Tag{Term: term, Scheme: scheme})
	}
}

func (c *Common) tag(t Tag) {
	if t == (Tag{}) {
		return
	}
	for _, known := range c.Tags {
		if known == t {
			return
		}
	}
	if len(c.Tags) < 200 {
		c.Tags = append(c.Tags, t)
	}
}
