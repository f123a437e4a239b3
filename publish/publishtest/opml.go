package publishtest

import "strings"

// OPML holds a list of feeds against OPML 2.0.
func OPML(body []byte) []string {
	root, f := document(body)
	if root.XMLName.Local != "opml" || root.attr("version") != "2.0" {
		f.add("the root is %v", root.XMLName)
		return f
	}
	f.plain(f.one(f.one(root, "", "head"), "", "title"))
	outlines := f.one(root, "", "body").all("", "outline")
	if len(outlines) == 0 {
		f.add("the body has no outline")
	}
	for _, o := range outlines {
		if o.attr("text") == "" || o.attr("title") == "" {
			f.add("an outline without text or title")
		}
		switch o.attr("type") {
		case "rss":
			f.web("xmlUrl", o.attr("xmlUrl"))
		case "link":
			f.web("url", o.attr("url"))
		default:
			f.add("an outline of type %q", o.attr("type"))
		}
		for _, a := range o.Attrs {
			if !strings.Contains(" text title type url xmlUrl htmlUrl language ", " "+a.Name.Local+" ") || a.Value == "" {
				f.add("an outline with %s=%q", a.Name.Local, a.Value)
			}
		}
	}
	return f
}
