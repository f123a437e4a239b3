package document

import "testing"

// The examples of RFC 3986, section 5.4.
func TestReferencesAreResolvedByTheBook(t *testing.T) {
	const base = "http://a/b/c/d;p?q"
	for ref, want := range map[string]string{
		"g:h": "g:h", "g": "http://a/b/c/g", "./g": "http://a/b/c/g", "g/": "http://a/b/c/g/", "/g": "http://a/g",
		"//g": "http://g", "?y": "http://a/b/c/d;p?y", "g?y": "http://a/b/c/g?y", "#s": "http://a/b/c/d;p?q#s",
		"g#s": "http://a/b/c/g#s", "g?y#s": "http://a/b/c/g?y#s", ";x": "http://a/b/c/;x", "g;x": "http://a/b/c/g;x",
		"g;x?y#s": "http://a/b/c/g;x?y#s", "": "http://a/b/c/d;p?q", ".": "http://a/b/c/", "./": "http://a/b/c/",
		"..": "http://a/b/", "../": "http://a/b/", "../g": "http://a/b/g", "../..": "http://a/", "../../": "http://a/",
		"../../g": "http://a/g", "../../../g": "http://a/g", "../../../../g": "http://a/g", "/./g": "http://a/g",
		"/../g": "http://a/g", "g.": "http://a/b/c/g.", ".g": "http://a/b/c/.g", "g..": "http://a/b/c/g..",
		"..g": "http://a/b/c/..g", "./../g": "http://a/b/g", "./g/.": "http://a/b/c/g/", "g/./h": "http://a/b/c/g/h",
		"g/../h": "http://a/b/c/h", "g;x=1/./y": "http://a/b/c/g;x=1/y", "g;x=1/../y": "http://a/b/c/y",
		"g?y/./x": "http://a/b/c/g?y/./x", "g?y/../x": "http://a/b/c/g?y/../x", "g#s/./x": "http://a/b/c/g#s/./x",
		"http:g": "http://a/b/c/g",
	} {
		if got := resolve(base, ref); got != want {
			t.Errorf("%q: %q, want %q", ref, got, want)
		}
	}
}

func TestReferencesKeepTheirOctets(t *testing.T) {
	tests := []struct{ base, ref, want string }{
		{"", "rel/x", "rel/x"},
		{"https://a.example", "x", "https://a.example/x"},
		{"https://a.example/b", "ü?ö=%7e", "https://a.example/ü?ö=%7e"},
		{"https://a.example/b", "https://B.Example:443/%7Ex/../y", "https://B.Example:443/%7Ex/../y"},
		{"HTTPS://a.example/b/", "c", "https://a.example/b/c"},
		{"mailto:x@a.example", "c", "c"},
		{"/only/a/path", "c", "/only/a/c"},
		{"https://a.example/", "tag:a.example,2026:1", "tag:a.example,2026:1"},
	}
	for _, test := range tests {
		if got := resolve(test.base, test.ref); got != test.want {
			t.Errorf("%q in %q: %q, want %q", test.ref, test.base, got, test.want)
		}
	}
}

func TestBaseOfTheDocument(t *testing.T) {
	const body = `<rss version="2.0"><channel><link>https://home.example/</link><item><link>x</link></item></channel></rss>`
	tests := []struct {
		name string
		o    Options
		want string
	}{
		{"the final address", Options{URL: "https://a.example/feed/rss"}, "https://a.example/feed/x"},
		{"Content-Location", Options{URL: "https://a.example/feed/rss", ContentLocation: "https://b.example/c/d"}, "https://b.example/c/x"},
		{"a relative Content-Location", Options{URL: "https://a.example/feed/rss", ContentLocation: "/c/d"}, "https://a.example/c/x"},
		{"nothing but the feed's own link", Options{}, "https://home.example/x"},
	}
	for _, test := range tests {
		d, err := Parse([]byte(body), test.o)
		if err != nil || d.Entries()[0].Link != test.want {
			t.Errorf("%s: %q, want %q (%v)", test.name, d.Entries()[0].Link, test.want, err)
		}
	}
}
