package store

import (
	"fmt"

	"koreadesk/news"
)

// kinds are the numbers of the kinds of markup in the file.
var kinds = [...]news.Kind{1: news.PlainText, 2: news.HTML, 3: news.XHTML}

func encodeRaw(r news.Raw) []byte {
	w := make(wire, 0, len(r.Markup)+len(r.Base)+16)
	w.raw(r)
	return w
}

// raw writes the fields of r.
func (w *wire) raw(r news.Raw) {
	w.str(1, r.Markup)
	known := false
	for n := 1; n < len(kinds); n++ {
		if r.Kind == kinds[n] {
			w.num(2, uint64(n))
			known = true
		}
	}
	if !known {
		w.str(3, string(r.Kind))
	}
	w.str(4, r.Base)
	w.str(5, r.Lang)
	w.flag(6, r.Cut)
}

func decodeRaw(b []byte) (r news.Raw, err error) {
	err = fields(b, func(f field) error { return rawField(f, &r) })
	return r, err
}

func rawField(f field, r *news.Raw) error {
	switch f.n {
	case 1:
		r.Markup = f.s
	case 2:
		if f.num < uint64(len(kinds)) {
			r.Kind = kinds[f.num]
		}
	case 3:
		r.Kind = news.Kind(f.s)
	case 4:
		r.Base = f.s
	case 5:
		r.Lang = f.s
	case 6:
		r.Cut = f.flag()
	}
	return nil
}

// encodeBrief writes a body that stands in its item's head, leaving out what the
// item itself says. Its base mostly begins as the item's link does.
func (h *head) encodeBrief() []byte {
	r, i := h.brief, &h.item
	var w wire
	if r.Markup != i.Summary {
		w.str(1, r.Markup)
	}
	if r.Lang != i.Language {
		w.element(5, r.Lang)
	}
	if shared := sharedStart(r.Base, i.Link); shared > 0 {
		w.num(7, uint64(shared))
		r.Base = r.Base[shared:]
	}
	r.Markup, r.Lang = "", ""
	w.raw(r)
	return w
}

func (h *head) decodeBrief(f field) error {
	r := news.Raw{Markup: h.item.Summary, Lang: h.item.Language}
	shared := uint64(0)
	err := f.inside(func(f field) error {
		if f.n == 7 {
			shared = f.num
		}
		return rawField(f, &r)
	})
	if err == nil && shared > uint64(len(h.item.Link)) {
		err = fmt.Errorf("%w: body's base", errMalformed)
	}
	if err != nil {
		return err
	}
	r.Base = h.item.Link[:shared] + r.Base
	h.brief = r
	return nil
}

// sharedStart is how many octets two strings begin with alike.
func sharedStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func encodeVersion(v news.Version) []byte {
	var w wire
	w.str(1, v.Title)
	w.str(2, v.Link)
	w.str(3, v.Summary)
	w.bytes(4, encodeRaw(v.Body))
	w.time(5, v.From)
	return w
}

func decodeVersion(n int, b []byte) (news.Version, error) {
	v := news.Version{N: n}
	err := fields(b, func(f field) error {
		switch f.n {
		case 1:
			v.Title = f.s
		case 2:
			v.Link = f.s
		case 3:
			v.Summary = f.s
		case 4:
			return f.inside(func(f field) error { return rawField(f, &v.Body) })
		case 5:
			return f.into(&v.From)
		}
		return nil
	})
	return v, err
}
