package story

import (
	"strings"

	"golang.org/x/net/publicsuffix"

	"koreadesk/news/text"
)

// Address is what a link is compared by across sources: its canonical form
// without what chooses another dress of the same page: the mobile site, AMP,
// the name of an index file. It is no key within a source. "" is none.
func Address(link string) string {
	return AddressOf(text.Canonical(link))
}

// AddressOf is Address of a link whose canonical form is known.
func AddressOf(key string) string {
	if key == "" || text.Bare(key) {
		return ""
	}
	host, rest, _ := strings.Cut(strings.TrimPrefix(key, "https://"), "/")
	for _, label := range []string{"m.", "mobil.", "mobile.", "amp."} {
		if bare, ok := strings.CutPrefix(host, label); ok && strings.Contains(bare, ".") {
			host = bare
			break
		}
	}
	path, query, asked := strings.Cut(rest, "?")
	path = strings.TrimPrefix(path, "amp/")
	for _, end := range []string{"/amp", ".amp", "/index.html", "/index.htm", "/index.php"} {
		path = strings.TrimSuffix(path, end)
	}
	if asked {
		var kept []string
		for part := range strings.SplitSeq(query, "&") {
			switch strings.ToLower(part) {
			case "amp", "amp=1", "amp=true", "outputtype=amp":
			default:
				kept = append(kept, part)
			}
		}
		query = strings.Join(kept, "&")
	}
	if query != "" {
		path += "?" + query
	}
	return "https://" + host + "/" + path
}

// house is the domain that an Address belongs to, as it is registered; "" for
// none.
func house(address string) string {
	host, _, _ := strings.Cut(strings.TrimPrefix(address, "https://"), "/")
	if domain, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return domain
	}
	return host
}
