package publish

import (
	"hash/maphash"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news"
	"koreadesk/news/text"
)

// made tells what an entry's HTML was made of, within one run of the program:
// where it is the same, the HTML is.
type made struct {
	raw    uint64
	images bool
}

// fill gives an entry as much of its item's text and files as the rights of
// its source allow. last is the same entry on the theme's last page, or nil.
func (s *Site) fill(e *entry, i news.Item, r news.Rights, last *entry) {
	switch r.Content {
	case news.ExtentFull, news.ExtentSummary, "":
	default: // the title alone
		s.write(e, "")
		return
	}
	e.Summary = short(i.Summary, maxSummary)
	if e.Summary == "" && !i.Body.IsZero() {
		e.Summary = short(text.Plain(i.Body), maxSummary)
	}
	if r.Content == news.ExtentFull && !i.Body.IsZero() {
		e.made = made{maphash.Comparable(s.seed, i.Body), r.Images}
		if last != nil && last.made == e.made {
			e.body = last.body
		} else {
			e.body = clean(i.Body, r.Images)
		}
	}
	e.attach(i, r.Images)
	s.write(e, e.body)
}

// write makes an entry's content of a body, or of its summary where there is
// none, with the lines the desk adds: its editors', the attribution, and the source's own
// date where the theme's clock shows another day.
func (s *Site) write(e *entry, body string) {
	if body == "" && e.Summary != "" {
		body = paragraph(e.Summary)
	}
	if body == "" && e.Editor == "" {
		return
	}
	var b strings.Builder
	if e.Editor != "" {
		b.WriteString(s.remark(s.words.Editor + ": " + e.Editor))
	}
	b.WriteString(body)
	if body != "" && !e.Issued.IsZero() && s.words.Day(e.Issued) != s.words.Day(e.Published) {
		b.WriteString(s.remark(e.Source.Name + ", " + s.words.Day(e.Issued)))
	}
	if body != "" && e.Note != "" {
		b.WriteString(s.remark(e.Note))
	}
	e.Content = b.String()
}

// remark is a line of the desk's own.
func (s *Site) remark(line string) string {
	return `<p lang="` + s.words.Lang + `">` + html.EscapeString(line) + "</p>"
}

// clean is the only way of a source's markup to a page. Images stay where the
// source's rights include them and they are safe to load from an https page.
func clean(r news.Raw, images bool) string {
	safe := legal(text.Clean(r))
	if !strings.Contains(safe, "<img") {
		return safe
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(safe))
	for z.Next() != html.ErrorToken {
		raw := slices.Clone(z.Raw())
		t := z.Token()
		switch img := t.Data == "img" && t.Type != html.TextToken; {
		case img && !(images && loadable(t)):
		case img && !slices.ContainsFunc(t.Attr, func(a html.Attribute) bool { return a.Key == "alt" }):
			t.Attr = append(t.Attr, html.Attribute{Key: "alt"})
			b.WriteString(t.String())
		default:
			b.Write(raw)
		}
	}
	return b.String()
}

// loadable reports whether an image's address is absolute and https.
func loadable(img html.Token) bool {
	for _, a := range img.Attr {
		if a.Key == "src" {
			return secure(a.Val) != ""
		}
	}
	return false
}

// attach takes an item's files: absolute https only, images only by right.
func (e *entry) attach(i news.Item, images bool) {
	picture := secure(i.Image)
	seen := map[string]bool{"": true}
	for _, enclosed := range i.Enclosures {
		f := attachment{Href: secure(enclosed.Link), Type: mediaType(enclosed.Type), Length: max(0, enclosed.Length)}
		if seen[f.Href] {
			continue
		}
		seen[f.Href] = true
		switch {
		case !f.image() && f.Href != picture:
			e.Files = append(e.Files, f)
		case images && (e.Image == nil || f.Href == picture):
			e.Image = &f
		}
	}
	if images && picture != "" && !seen[picture] {
		e.Image = &attachment{Href: picture}
	}
}

// image reports whether a file is a picture, by its type or, where the source
// gave none, by its name.
func (f attachment) image() bool {
	if f.Type != "" {
		return strings.HasPrefix(strings.ToLower(f.Type), "image/")
	}
	name, _, _ := strings.Cut(f.Href, "?")
	switch strings.ToLower(path.Ext(name)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff":
		return true
	}
	return false
}
