package fetcher

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

func TestRobotsRules(t *testing.T) {
	for _, v := range []struct {
		name, file   string
		allowed, not string // paths, apart by blanks
	}{
		{"nothing said", "", "/ /a", ""},
		{"all forbidden", "User-agent: *\nDisallow: /", "/robots.txt", "/ /a /a?b=c"},
		{"an empty Disallow forbids nothing", "User-agent: *\nDisallow:\n", "/ /a", ""},
		{"the group that names the desk", "User-agent: *\nDisallow: /\n\nUser-agent: KoreaDesk/1.0\nDisallow: /intern", "/ /news", "/intern /intern/x"},
		{"groups of one name are taken together", "User-agent: koreadesk\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: koreadesk\nDisallow: /c", "/b /", "/a /c"},
		{"several names over one group", "User-agent: other\nUser-agent: koreadesk\nDisallow: /a", "/b", "/a"},
		{"another robot's name is not ours", "User-agent: koreadesk-news\nDisallow: /", "/", ""},
		{"the longest pattern decides", "User-agent: *\nDisallow: /news\nAllow: /news/korea\nDisallow: /news/korea/intern", "/ /news/korea/1", "/news /news/japan /news/korea/intern/2"},
		{"of equals the one that allows", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", ""},
		{"a star in the middle", "User-agent: *\nDisallow: /*/druck", "/druck", "/a/druck /a/b/druckansicht"},
		{"a dollar at the end", "User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x=1 /a.pdfs", "/a.pdf /b/a.pdf.pdf"},
		{"a dollar without a star", "User-agent: *\nDisallow: /a$", "/ab /b/a", "/a"},
		{"a pattern begins at the beginning", "User-agent: *\nDisallow: /tmp", "/a/tmp", "/tmp"},
		{"a query is part of it", "User-agent: *\nDisallow: /*?print=", "/a?b=1", "/a?print=1"},
		{"escaped or not is the same", "User-agent: *\nDisallow: /%7Eold\nDisallow: /über", "/%C3%A9", "/~old /%c3%bcber"},
		{"comments, blanks, case and a byte order mark", "\ufeff# hello\r\nUSER-AGENT : * # all\r\n  disallow :  /a # not a\r\n", "/b", "/a"},
		{"unknown lines end no group", "User-agent: *\nCrawl-delay: soon\nSitemap: https://a.example/s.xml\nwhat is this\nDisallow: /a", "/b", "/a"},
		{"rules before any name concern nobody", "Disallow: /\nUser-agent: *\nDisallow: /a", "/b", "/a"},
	} {
		t.Run(v.name, func(t *testing.T) {
			rs := parseRobots([]byte(v.file))
			ask := func(paths string, want bool) {
				for _, p := range strings.Fields(paths) {
					path, query, _ := strings.Cut(p, "?")
					if got := rs.allow(path, query); got != want {
						t.Errorf("%s: allowed is %v, want %v", p, got, want)
					}
				}
			}
			ask(v.allowed, true)
			ask(v.not, false)
		})
	}
}

func FuzzRobots(f *testing.F) {
	f.Add([]byte("User-agent: *\nDisallow: /*/a$\nAllow: /%"), "/b/a", "c=%zz")
	f.Add([]byte("\ufeffuser-agent:koreadesk\r\rdisallow:*$*$"), "", "")
	f.Fuzz(func(t *testing.T, file []byte, path, query string) {
		rs := parseRobots(file)
		rs.allow(path, query)
		if !rs.allow("/robots.txt", "") {
			t.Error("robots.txt itself may always be asked")
		}
		if once := normal(path); normal(once) != once {
			t.Errorf("%q is normal as %q, and again as %q", path, once, normal(once))
		}
	})
}

// Thousands of names, each with thousands of lines, would be millions of rules.
func TestRobotsOfManyNamesIsNoLargerThanItself(t *testing.T) {
	var b strings.Builder
	for n := range 2000 {
		fmt.Fprintf(&b, "user-agent: %c%c%c\n", 'a'+n%26, 'a'+n/26%26, 'a'+n/676)
	}
	b.WriteString("user-agent: koreadesk\n" + strings.Repeat("disallow: /x\n", 2000))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	rs := parseRobots([]byte(b.String()))
	runtime.ReadMemStats(&after)
	if len(rs) != 2000 {
		t.Errorf("%d rules", len(rs))
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
		t.Errorf("%d KiB of text took %d KiB", b.Len()>>10, took>>10)
	}
}
