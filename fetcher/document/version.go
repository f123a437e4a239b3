package document

import "strings"

// xmlVersion names the format of a tree, in the names feed parsers use. It says
// no to what is no feed.
func xmlVersion(t *tree) (string, bool) {
	root := t.root
	address := strings.ToLower(t.address)
	switch root.name {
	case "rss":
		return rssVersion(root, t.netscape), true
	case "rdf":
		if strings.Contains(address, "rdf/simple/0.9") {
			return "rss090", true
		}
		return "rss10", strings.Contains(address, "purl.org/rss/") || root.child("channel") != nil || root.child("item") != nil
	case "feed":
		return atomVersion(root, address), true
	case "entry":
		return atomVersion(root, address), strings.Contains(address, "atom") || root.child("title") != nil
	case "channel":
		switch {
		case strings.Contains(address, "rss1.1"):
			return "rss11", true
		case strings.ToUpper(root.raw) == root.raw, root.attr("href", "lastmod", "self") != "", root.child("abstract") != nil:
			return "cdf", true
		}
		return "rss", root.nested()
	case "item":
		return "rss", root.child("title") != nil || root.child("link") != nil
	}
	return "", false
}

// rssVersion is the version an rss element gives; Netscape's 0.91 differs from
// UserLand's in its document type only.
func rssVersion(root *node, netscape bool) string {
	v := root.attr("version")
	switch {
	case netscape:
		return "rss091n"
	case strings.HasPrefix(v, "0.91"):
		return "rss091u"
	case v == "0.90" || v == "0.9":
		return "rss090"
	case strings.HasPrefix(v, "0.92"):
		return "rss092"
	case strings.HasPrefix(v, "0.93"):
		return "rss093"
	case strings.HasPrefix(v, "0.94"):
		return "rss094"
	case strings.HasPrefix(v, "2"):
		return "rss20"
	}
	return "rss"
}

// atomVersion goes by the name space, then by the attribute.
func atomVersion(root *node, address string) string {
	old := map[string]string{"0.1": "atom01", "0.2": "atom02", "0.3": "atom03"}[root.attr("version")]
	switch {
	case strings.HasPrefix(address, "http://www.w3.org/2005/atom"):
		return "atom10"
	case old != "":
		return old
	case strings.HasPrefix(address, "http://purl.org/atom/"):
		return "atom03"
	}
	return "atom"
}
