package text

import (
	"regexp"
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// Policy is the number of the rules by which Clean works. It counts up
// whenever the same markup may come out of Clean in another form, so that what
// was remembered of it is made anew.
const Policy = 1

// policy is what an article may hold. It names what is allowed; all else goes.
// Built once, it is only read and safe for concurrent use.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.RequireParseableURLs(true)
	p.AllowRelativeURLs(false)
	p.AllowURLSchemes("http", "https", "mailto")

	p.AllowElements("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "br", "wbr", "blockquote", "pre",
		"figure", "figcaption", "ul", "ol", "li", "dl", "dt", "dd",
		"table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td",
		"abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
		"rp", "rt", "ruby", "s", "samp", "small", "strong", "sub", "sup", "time", "u", "var")
	p.AllowNoAttrs().OnElements("a", "span", "bdo", "data", "dfn") // the balancer pairs their ends

	// Their tags go like all others; by default all behind an open one would go.
	p.AllowElementsContent("frame", "frameset", "nostyle")

	number := regexp.MustCompile(`^[0-9]{1,5}$`)
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?i:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("width", "height").Matching(number).OnElements("img")
	p.AllowAttrs("title").OnElements("a", "abbr", "dfn", "img")
	p.AllowAttrs("cite").OnElements("blockquote", "q", "ins", "del")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9A-Z:.+ -]{1,40}$`)).OnElements("time", "ins", "del")
	p.AllowAttrs("colspan", "rowspan").Matching(regexp.MustCompile(`^[1-9][0-9]{0,2}$`)).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(?i:row|col|rowgroup|colgroup)$`)).OnElements("th")
	p.AllowAttrs("span").Matching(regexp.MustCompile(`^[1-9][0-9]{0,2}$`)).OnElements("col", "colgroup")
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^-?[0-9]{1,5}$`)).OnElements("ol")
	p.AllowAttrs("value").Matching(regexp.MustCompile(`^-?[0-9]{1,5}$`)).OnElements("li")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^[1aAiI]$`)).OnElements("ol")
	p.AllowAttrs("reversed").Matching(regexp.MustCompile(`^reversed$`)).OnElements("ol")
	return p
})
