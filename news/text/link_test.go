package text

import "testing"

var links = []struct{ name, in, want string }{
	{"plain", "https://example.org/a/b", "https://example.org/a/b"},
	{"http", "http://example.org/a", "https://example.org/a"},
	{"capitals", "HTTPS://Example.ORG/A", "https://example.org/A"},
	{"www", "https://www.example.org/a", "https://example.org/a"},
	{"www twice", "https://www.www.example.org/a", "https://example.org/a"},
	{"www is the name", "https://www.example/a", "https://www.example/a"},
	{"default port", "http://example.org:80/a", "https://example.org/a"},
	{"default port of the other", "http://example.org:443/a", "https://example.org/a"},
	{"port", "https://example.org:8443/a", "https://example.org:8443/a"},
	{"number", "http://[2001:DB8::1]:80/a", "https://[2001:db8::1]/a"},
	{"dot at the end", "https://example.org./a", "https://example.org/a"},
	{"user", "https://a:b@example.org/a", "https://example.org/a"},
	{"umlaut", "https://Müller.example/ä", "https://xn--mller-kva.example/%C3%A4"},
	{"hangul", "https://한국.example/", "https://xn--3e0b707e.example/"},
	{"encoded already", "https://xn--3e0b707e.example/%eb%89%b4", "https://xn--3e0b707e.example/%EB%89%B4"},
	{"not encoded", "https://example.org/뉴", "https://example.org/%EB%89%B4"},
	{"needless encoding", "https://example.org/%7Ea%2Db/%41", "https://example.org/~a-b/A"},
	{"encoded slash", "https://example.org/a%2fb", "https://example.org/a%2Fb"},
	{"lone percent", "https://example.org/100%", "https://example.org/100%25"},
	{"blank", " https://example.org/a b ", "https://example.org/a%20b"},
	{"line break", "https://example.org/a\n b", "https://example.org/a%20b"},
	{"no path", "https://example.org", "https://example.org/"},
	{"no path, query", "https://example.org?id=1", "https://example.org/?id=1"},
	{"slash", "https://example.org/a/", "https://example.org/a"},
	{"dots", "https://example.org/a/./b/../c/%2e%2e/d", "https://example.org/a/d"},
	{"dots above", "https://example.org/../../a", "https://example.org/a"},
	{"fragment", "https://example.org/a#comments", "https://example.org/a"},
	{"page in the fragment", "https://example.org/#!/a/1", "https://example.org/#!/a/1"},
	{"route in the fragment", "https://example.org/#/a/1", "https://example.org/#/a/1"},
	{"session in the path", "https://example.org/a;jsessionid=0A1B?id=3", "https://example.org/a?id=3"},
	{"session in the middle", "https://example.org/a;JSESSIONID=1;v=2/b", "https://example.org/a;v=2/b"},
	{"session", "https://example.org/a?PHPSESSID=4f&id=3", "https://example.org/a?id=3"},
	{"sid drawn by lot", "https://example.org/a?sid=4f0a9c31e0b24d6fa1b2c3d4e5f60718", "https://example.org/a"},
	{"sid of a section", "https://example.org/a?sid=101", "https://example.org/a?sid=101"},
	{"campaign", "https://example.org/a?utm_source=rss&UTM_Medium=feed", "https://example.org/a"},
	{"clicks", "https://example.org/a?id=1&fbclid=x&gclid=y&msclkid=z", "https://example.org/a?id=1"},
	{"Matomo", "https://example.org/a?pk_campaign=x&mtm_kwd=y&b=1", "https://example.org/a?b=1"},
	{"German measuring", "https://example.org/a?wt_mc=x&wt_zmc=y&b=1", "https://example.org/a?b=1"},
	{"AT Internet, known", "https://example.org/a?at_medium=x&at_campaign=y&at_home=1", "https://example.org/a?at_home=1"},
	{"words that choose", "https://example.org/a?ref=1&source=2&from=3&lang=ko&page=4&id=5&spm=6",
		"https://example.org/a?ref=1&source=2&from=3&lang=ko&page=4&id=5&spm=6"},
	{"order stays", "https://example.org/a?b=2&utm_id=9&a=1&b=1", "https://example.org/a?b=2&a=1&b=1"},
	{"Korean article", "http://www.example.kr/news/articleView.html?idxno=123", "https://example.kr/news/articleView.html?idxno=123"},
	{"escaped ampersand", "https://example.org/a?x=1&amp;utm_source=b&amp;idxno=2", "https://example.org/a?x=1&idxno=2"},
	{"empty query", "https://example.org/a?", "https://example.org/a"},
	{"empty parts", "https://example.org/a?&&a=1&", "https://example.org/a?a=1"},
	{"encoded name", "https://example.org/a?%75tm_source=x", "https://example.org/a"},
	{"brackets", "https://example.org/a?b[]=1", "https://example.org/a?b%5B%5D=1"},
	{"backslash", `https:\\example.org\a`, "https://example.org/a"},

	{"nothing", "", ""},
	{"relative", "/a/b", ""},
	{"no scheme", "//example.org/a", ""},
	{"mail", "mailto:a@example.org", ""},
	{"script", "javascript:alert(1)", ""},
	{"tag", "tag:example.org,2026:1", ""},
	{"no host", "https:///a", ""},
	{"opaque", "https:example.org/a", ""},
	{"bad host", "https://exa mple.org/a", ""},
	{"bad port", "https://example.org:x/a", ""},
}

func TestCanonical(t *testing.T) {
	for _, c := range links {
		t.Run(c.name, func(t *testing.T) {
			got := Canonical(c.in)
			if got != c.want {
				t.Errorf("Canonical(%q) = %q, want %q", c.in, got, c.want)
			}
			if again := Canonical(got); got != "" && again != got {
				t.Errorf("Canonical(%q) = %q", got, again)
			}
		})
	}
}

// An address that is read at a glance has the same canonical form as with care.
func TestPlainLinks(t *testing.T) {
	hosts := []string{"a.example", "www.a.example", "www.www.a.example", "www.example", "www.", "A.example", "a.example.", "a_b.example", "10.0.0.7", "a.example:80", "", ".", "www..example"}
	paths := []string{"/", "/a", "/a/b-c_d~e.html", "/a/", "//a", "/a//b", "/./a", "/a/../b", "/a/.b", "/a.", "/a;jsessionid=1", "/a%41", "/a?b=c", "/a#b", "/a b", "/ä", ""}
	glances := 0
	for _, scheme := range []string{"https://", "http://", "HTTPS://", "ftp://", "//"} {
		for _, host := range hosts {
			for _, path := range paths {
				link := scheme + host + path
				if got, ok := plainLink(link); ok {
					glances++
					if want := canonicalLink(link); got != want {
						t.Errorf("%q: %q at a glance, %q with care", link, got, want)
					}
				}
			}
		}
	}
	if glances < 20 {
		t.Errorf("only %d were read at a glance", glances)
	}
}

func TestBareHosts(t *testing.T) {
	for in, want := range map[string]bool{
		"https://example.org":                    true,
		"https://www.example.org/":               true,
		"http://example.org:80/?utm_source=a":    true,
		"https://example.org/#top":               true,
		"https://example.org//":                  true,
		"https://example.org/a":                  false,
		"https://example.org/?p=12":              false,
		"https://example.org/#!a":                false,
		"":                                       false,
		"/":                                      false,
		"mailto:a@example.org":                   false,
		"https://example.org/a/../;jsessionid=1": true,
	} {
		if got := Bare(Canonical(in)); got != want {
			t.Errorf("Bare(%q) = %v, want %v", in, got, want)
		}
	}
}

func BenchmarkCanonical(b *testing.B) {
	for b.Loop() {
		Canonical("http://www.example.org/news/articleView.html?idxno=123&utm_source=rss&utm_medium=feed#top")
	}
}

func TestTidyKeepsTheAddress(t *testing.T) {
	for _, c := range []struct{ link, want string }{
		{"https://www.a.example/Pfad/?id=7&utm_source=rss&ref=x#teil", "https://www.a.example/Pfad/?id=7&ref=x#teil"},
		{"HTTP://News.Example:80/3", "http://news.example/3"},
		{"https://a.example:8443/3", "https://a.example:8443/3"},
		{"https://a.example/x;jsessionid=0AF1?b=1", "https://a.example/x?b=1"},
		{"https://a.example/a%2Fb?q=%C3%A4&fbclid=abc", "https://a.example/a%2Fb?q=%C3%A4"},
		{"https://user:word@a.example/", "https://a.example/"},
		{"https://a.example", "https://a.example"},
		{"mailto:a@b.example", "mailto:a@b.example"},
		{"/only/a/path", "/only/a/path"},
	} {
		got := Tidy(c.link)
		if got != c.want {
			t.Errorf("Tidy(%q) = %q, want %q", c.link, got, c.want)
		}
		if Tidy(got) != got {
			t.Errorf("Tidy(%q) is tidied once more: %q", got, Tidy(got))
		}
		if Canonical(got) != Canonical(c.link) {
			t.Errorf("Tidy(%q) is another article", c.link)
		}
	}
}
