package document

import "strings"

// The name spaces that have a short name of their own. Elements of the feed
// formats themselves have "core"; a reader need not care which of them it was.
const (
	core  = ""
	xhtml = "xhtml"
)

// spaces maps the addresses of name spaces, in lower case, to short names.
var spaces = map[string]string{
	"http://backend.userland.com/rss":                                core,
	"http://backend.userland.com/rss2":                               core,
	"http://blogs.law.harvard.edu/tech/rss":                          core,
	"http://cyber.law.harvard.edu/rss/rss.html":                      core,
	"http://purl.org/rss/1.0/":                                       core,
	"http://purl.org/net/rss1.1#":                                    core,
	"http://my.netscape.com/rdf/simple/0.9/":                         core,
	"http://my.netscape.com/publish/formats/rss-0.91.dtd":            core,
	"http://channel.netscape.com/rdf/simple/0.9/":                    core,
	"http://example.com/newformat#":                                  core,
	"http://example.com/necho":                                       core,
	"http://purl.org/echo/":                                          core,
	"uri/of/echo/namespace#":                                         core,
	"http://purl.org/pie/":                                           core,
	"http://purl.org/atom/ns#":                                       core,
	"http://www.w3.org/2005/atom":                                    core,
	"http://purl.org/rss/1.0/modules/rss091#":                        core,
	"http://webns.net/mvcb/":                                         "admin",
	"http://purl.org/rss/1.0/modules/aggregation/":                   "ag",
	"http://purl.org/rss/1.0/modules/annotate/":                      "annotate",
	"http://media.tangent.org/rss/1.0/":                              "audio",
	"http://backend.userland.com/blogchannelmodule":                  "blogchannel",
	"http://creativecommons.org/ns#license":                          "cc",
	"http://web.resource.org/cc/":                                    "cc",
	"http://cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": "creativecommons",
	"http://backend.userland.com/creativecommonsrssmodule":           "creativecommons",
	"http://purl.org/rss/1.0/modules/company":                        "co",
	"http://purl.org/rss/1.0/modules/content/":                       "content",
	"http://my.theinfo.org/changed/1.0/rss/":                         "cp",
	"http://purl.org/dc/elements/1.1/":                               "dc",
	"http://purl.org/dc/elements/1.0/":                               "dc",
	"http://purl.org/dc/terms/":                                      "dcterms",
	"http://purl.org/rss/1.0/modules/email/":                         "email",
	"http://purl.org/rss/1.0/modules/event/":                         "ev",
	"http://rssnamespace.org/feedburner/ext/1.0":                     "feedburner",
	"http://freshmeat.net/rss/fm/":                                   "fm",
	"http://xmlns.com/foaf/0.1/":                                     "foaf",
	"http://www.w3.org/2003/01/geo/wgs84_pos#":                       "geo",
	"http://www.georss.org/georss":                                   "georss",
	"http://www.opengis.net/gml":                                     "gml",
	"http://postneo.com/icbm/":                                       "icbm",
	"http://purl.org/rss/1.0/modules/image/":                         "image",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":                     "itunes",
	"http://example.com/dtds/podcast-1.0.dtd":                        "itunes",
	"http://purl.org/rss/1.0/modules/link/":                          "l",
	"http://search.yahoo.com/mrss":                                   "media",
	"http://search.yahoo.com/mrss/":                                  "media",
	"http://video.search.yahoo.com/mrss":                             "media",
	"http://video.search.yahoo.com/mrss/":                            "media",
	"http://madskills.com/public/xml/rss/module/pingback/":           "pingback",
	"http://prismstandard.org/namespaces/1.2/basic/":                 "prism",
	"http://prismstandard.org/namespaces/basic/2.0/":                 "prism",
	"http://prismstandard.org/namespaces/basic/2.1/":                 "prism",
	"http://purl.org/net/rssmodules/":                                "rssmodules",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#":                    "rdf",
	"http://www.w3.org/2000/01/rdf-schema#":                          "rdfs",
	"http://purl.org/rss/1.0/modules/reference/":                     "ref",
	"http://purl.org/rss/1.0/modules/richequiv/":                     "reqv",
	"http://purl.org/rss/1.0/modules/search/":                        "search",
	"http://purl.org/rss/1.0/modules/slash/":                         "slash",
	"http://schemas.xmlsoap.org/soap/envelope/":                      "soap",
	"http://purl.org/rss/1.0/modules/servicestatus/":                 "ss",
	"http://hacks.benhammersley.com/rss/streaming/":                  "str",
	"http://purl.org/rss/1.0/modules/subscription/":                  "sub",
	"http://purl.org/rss/1.0/modules/syndication/":                   "sy",
	"http://schemas.pocketsoap.com/rss/mydescmodule/":                "szf",
	"http://purl.org/rss/1.0/modules/taxonomy/":                      "taxo",
	"http://purl.org/rss/1.0/modules/threading/":                     "thr",
	"http://purl.org/syndication/thread/1.0":                         "thr",
	"http://purl.org/rss/1.0/modules/textinput/":                     "ti",
	"http://madskills.com/public/xml/rss/module/trackback/":          "trackback",
	"http://wellformedweb.org/commentapi/":                           "wfw",
	"http://purl.org/rss/1.0/modules/wiki/":                          "wiki",
	"http://www.w3.org/1999/xhtml":                                   xhtml,
	"http://www.w3.org/1999/xlink":                                   "xlink",
	"http://www.w3.org/xml/1998/namespace":                           "xml",
	"http://podlove.org/simple-chapters":                             "psc",
	"http://a9.com/-/spec/opensearch/1.1/":                           "opensearch",
	"http://www.w3.org/2000/svg":                                     "svg",
	"http://www.w3.org/1998/math/mathml":                             "mathml",
	"https://podcastindex.org/namespace/1.0":                         "podcast",
}

// shortName is the short name of a name space address. Blanks in it and the
// case of its letters do not count; http and https are one.
func shortName(address string) (string, bool) {
	key := strings.ToLower(strings.Join(strings.Fields(address), ""))
	if short, ok := spaces[key]; ok {
		return short, true
	}
	if rest, ok := strings.CutPrefix(key, "https://"); ok {
		short, ok := spaces["http://"+rest]
		return short, ok
	}
	return "", false
}

// binding ties a prefix to a short name, over those of the elements around.
type binding struct {
	prefix string
	short  string
	known  bool // the address has a short name here
	outer  *binding
}

// resolve is the short name for a prefix in scope. A prefix nobody declared
// stands for itself, so that <itunes:author> is understood all the same.
func (b *binding) resolve(prefix string) (short string, declared bool) {
	for ; b != nil; b = b.outer {
		if b.prefix == prefix {
			if b.known {
				return b.short, true
			}
			if prefix == "" {
				return "?", true // some vocabulary that is not a feed's
			}
			return strings.ToLower(prefix), true
		}
	}
	switch p := strings.ToLower(prefix); p {
	case "", "rss", "atom", "atom10", "atom03", "a10":
		return core, prefix == ""
	case "xml":
		return "xml", true
	default:
		return p, false
	}
}
