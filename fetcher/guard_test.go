package fetcher

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"koreadesk/news"
)

func TestGuard(t *testing.T) {
	for _, host := range []string{
		"127.0.0.1", "127.9.9.9:8080", "localhost", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",
		"169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1",
		"[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1]", "[fd00::1]",
		"[64:ff9b::7f00:1]", "[2001:db8::1]", "[2002:7f00:1::]",
	} {
		t.Run("refused: "+host, func(t *testing.T) {
			s := subscribe(t, "http://"+host+"/feed")
			s.src.AllowPrivate = false
			e := s.bad(Blocked)
			if nowhere := errors.Is(e, errNowhere); strings.Contains(e.Hint, "allow_private") == nowhere {
				t.Errorf("error is %v", e)
			}
		})
	}

	good := func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) }

	t.Run("allow_private lets one source through, on any port", func(t *testing.T) {
		subscribe(t, newOrigin(t, good).URL).good()
	})

	for _, host := range []string{"169.254.169.254", "[fe80::1]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "224.0.0.1", "0.0.0.0", "[fd00:ec2::254]", "100.100.100.200"} {
		t.Run("allow_private lets no source through to "+host, func(t *testing.T) {
			s := subscribe(t, newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://"+host+"/latest/meta-data/", http.StatusFound)
			}).URL)
			if e := s.bad(Blocked); strings.Contains(e.Hint, "allow_private: true") {
				t.Errorf("the hint is what was done already: %v", e)
			}
		})
	}

	t.Run("allow_private of the desk lets all through", func(t *testing.T) {
		s := subscribe(t, newOrigin(t, good).URL)
		s.c = New(Options{AllowPrivate: true})
		defer s.c.Close()
		s.src.AllowPrivate = false
		s.good()
	})

	t.Run("a source that may leaves no open door to one that may not", func(t *testing.T) {
		s := subscribe(t, newOrigin(t, good).URL)
		s.good() // its connection stays open
		s.src.AllowPrivate, s.st = false, news.State{}
		s.bad(Blocked)
	})

	t.Run("what is private is known without asking it", func(t *testing.T) {
		c := New(Options{})
		defer c.Close()
		c.proxies.lookup = func(_ context.Context, host string) ([]netip.Addr, error) {
			switch host {
			case "inside.example":
				return []netip.Addr{netip.MustParseAddr("93.184.215.14"), netip.MustParseAddr("10.0.0.7")}, nil
			case "outside.example":
				return []netip.Addr{netip.MustParseAddr("93.184.215.14")}, nil
			}
			return nil, errors.New("no such host")
		}
		for host, want := range map[string]bool{
			"127.0.0.1": true, "::1": true, "inside.example": true,
			"93.184.215.14": false, "outside.example": false, "nobody.example": false, "": false,
		} {
			if c.Private(t.Context(), host) != want {
				t.Errorf("%q is private: want %v", host, want)
			}
		}
	})

	t.Run("each redirect is checked anew", func(t *testing.T) {
		o := newOrigin(t, good)
		s := subscribe(t, "https://hafenblatt.example/feed")
		s.src.AllowPrivate = false
		guarded := s.c.guarded
		s.c.guarded = world(func(r *http.Request) (*http.Response, error) {
			if r.URL.Host == "hafenblatt.example" {
				return reply(302, "", "Location", strings.Replace(o.URL, "http:", "https:", 1)+"/inside"), nil
			}
			return guarded.RoundTrip(r)
		})
		e := s.bad(Blocked)
		if u, _ := url.Parse(e.URL); u.Path != "/inside" {
			t.Errorf("error is %v", e)
		}
		if n := len(o.requests()); n != 0 {
			t.Errorf("%d requests came through", n)
		}
	})
}
