package document

import (
	"strings"
	"testing"
)

// What a bed is used for again holds nothing of the document before, be it long
// or short, and no more of it is kept than a usual document needs.
func TestBed(t *testing.T) {
	item := `<item a="1" b="2"><title>Kran</title><x><y>z</y></x></item>`
	b := new(bed)
	for _, n := range []int{3, 3000, 1} {
		text := "<rss><channel>" + strings.Repeat(item, n) + "</channel></rss>"
		tree, err := grow(b, text, Options{}, func(string) {})
		if err != nil {
			t.Fatal(err)
		}
		_, entries := members(tree.root)
		if len(entries) != n || entries[n-1].attr("b") != "2" || len(entries[n-1].kids) != 2 || entries[n-1].kids[0].words() != "Kran" {
			t.Fatalf("%d of %d entries were read", len(entries), n)
		}
		b.clear()
		for _, p := range b.plots {
			for _, one := range p {
				kids, attrs := one.kids[:cap(one.kids)], one.attrs[:cap(one.attrs)]
				for _, k := range kids {
					if k != nil {
						t.Fatal("a child is left")
					}
				}
				for _, a := range attrs {
					if a != (attr{}) {
						t.Fatalf("an attribute is left: %v", a)
					}
				}
				if one.kids, one.attrs = nil, nil; one.name+one.raw+one.space+one.text+one.base+one.lang != "" || one.up != nil || one.binds != nil || one.cdata {
					t.Fatalf("a node is left: %+v", one)
				}
			}
		}
		if len(b.plots) > mostPlots {
			t.Errorf("%d plots are kept", len(b.plots))
		}
	}
}

// A text encoded twice is read once more whole, however far behind its first
// characters another one fits no longer.
func TestUndouble(t *testing.T) {
	for s, want := range map[string]string{
		"GrÃ¶ÃŸe":              "Größe",
		"plain":                "plain",
		"":                     "",
		"Größe":                "Größe",
		"서울":                   "서울",
		"Ã¶ffentlich, aber 서울": "Ã¶ffentlich, aber 서울",
		"Ã¤Ã¶Ã¼Ã¤Ã¶Ã¼Ã¤Ã¶Ã¼ und Ã¤": "äöüäöüäöü und ä",
		"Ã¤Ã¶Ã¼Ã¤Ã¶Ã¼Ã¤Ã¶Ã¼ und ä":  "Ã¤Ã¶Ã¼Ã¤Ã¶Ã¼Ã¤Ã¶Ã¼ und ä",
		"ì„œìš¸": "서울",
	} {
		if got, did := undouble(s); got != want || did != (got != s) {
			t.Errorf("%q became %q, want %q", s, got, want)
		}
	}
}
