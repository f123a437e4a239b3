package fetcher

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

// key is all a source of these tests asks for.
func key() news.Access {
	return news.Access{
		Basic: news.NewSecret("desk:sieben Möwen"), Cookie: news.NewSecret("member=acht-Taue"),
		Headers: map[string]news.Secret{"X-Api-Key": news.NewSecret("neun-Anker")},
	}
}

// bears says what of the key a request carries.
func bears(r *http.Request) string {
	var has []string
	if user, password, ok := r.BasicAuth(); ok && user == "desk" && password == "sieben Möwen" {
		has = append(has, "basic")
	}
	if r.Header.Get("Cookie") == "member=acht-Taue" {
		has = append(has, "cookie")
	}
	if r.Header.Get("X-Api-Key") == "neun-Anker" {
		has = append(has, "header")
	}
	return strings.Join(has, " ")
}

const whole = "basic cookie header"

// harbour answers whoever bears the whole key, and leads on from /on.
func harbour(t *testing.T, on string) *origin {
	return newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/on":
			http.Redirect(w, r, on, http.StatusMovedPermanently)
		case bears(r) != whole:
			w.WriteHeader(http.StatusUnauthorized)
		default:
			w.Write([]byte(feed("Kran")))
		}
	})
}

func TestAccess(t *testing.T) {
	guest := func(t *testing.T, address string) *subscriber {
		s := subscribe(t, address)
		s.src.Access = key()
		return s
	}

	t.Run("basic, headers and cookie go with every request to the source's origin", func(t *testing.T) {
		o := harbour(t, "/feed")
		s := guest(t, o.URL+"/on")
		s.good()
		for _, r := range o.requests() {
			if got := bears(r); got != whole {
				t.Errorf("%s bears %q", r.URL, got)
			}
		}
	})

	t.Run("an article of the same origin is asked for with them", func(t *testing.T) {
		o := harbour(t, "")
		s := guest(t, o.URL)
		err := s.c.Get(t.Context(), s.src, o.URL+"/article/7", s.now, func(Page) error { return nil })
		if err != nil || bears(o.last()) != whole {
			t.Errorf("%v; the request bears %q", err, bears(o.last()))
		}
	})

	t.Run("an article of another origin is asked for without", func(t *testing.T) {
		o, other := harbour(t, ""), newOrigin(t, func(w http.ResponseWriter, r *http.Request) {})
		s := guest(t, o.URL)
		err := s.c.Get(t.Context(), s.src, other.URL+"/article/7", s.now, func(Page) error { return nil })
		if err != nil || bears(other.last()) != "" {
			t.Errorf("%v; the request bears %q", err, bears(other.last()))
		}
	})

	t.Run("they are dropped at a redirect to another port", func(t *testing.T) {
		other := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) })
		s := guest(t, harbour(t, other.URL+"/feed").URL+"/on")
		s.good()
		if r := other.last(); bears(r) != "" || len(r.Cookies()) > 0 || r.Header.Get("Authorization") != "" {
			t.Errorf("the other origin was told %v", r.Header)
		}
	})

	t.Run("they are dropped at a redirect to another host", func(t *testing.T) {
		other := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) })
		s := guest(t, harbour(t, strings.Replace(other.URL, "127.0.0.1", "localhost", 1)+"/feed").URL+"/on")
		s.good()
		if got := bears(other.last()); got != "" {
			t.Errorf("the other host was told %q", got)
		}
	})

	t.Run("they are dropped at a redirect to another scheme", func(t *testing.T) {
		told := make(map[string]string)
		s := guest(t, "http://hafenblatt.example/feed")
		s.c.free = world(func(r *http.Request) (*http.Response, error) {
			told[r.URL.Scheme] = bears(r)
			if r.URL.Scheme == "http" {
				return reply(302, "", "Location", "https://hafenblatt.example/feed"), nil
			}
			return reply(200, feed("Kran")), nil
		})
		s.good()
		if told["http"] != whole || told["https"] != "" {
			t.Errorf("told %q", told)
		}
	})

	t.Run("they are sent again where a redirect comes back", func(t *testing.T) {
		var o *origin
		other := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, o.URL+"/feed", http.StatusFound) })
		o = harbour(t, other.URL)
		guest(t, o.URL+"/on").good()
		if got := bears(other.last()); got != "" {
			t.Errorf("on the way %q was told", got)
		}
	})

	t.Run("no move is adopted", func(t *testing.T) {
		s := guest(t, harbour(t, "/feed").URL+"/on")
		for range 3 {
			s.good()
			s.now = s.now.Add(7 * 24 * time.Hour)
		}
		if s.st.Moved != "" || s.st.Moving.To != "" {
			t.Errorf("moved to %q, moving to %q", s.st.Moved, s.st.Moving.To)
		}
	})

	t.Run("a move adopted before is forgotten", func(t *testing.T) {
		o := harbour(t, "/feed")
		s := guest(t, o.URL+"/here")
		s.st = news.State{Asked: s.src.URL, Moved: "https://elsewhere.example/feed"}
		s.good()
		if o.last().URL.Path != "/here" || s.st.Moved != "" {
			t.Errorf("asked %s, moved %q", o.last().URL, s.st.Moved)
		}
	})

	t.Run("the site's robots.txt is asked for without them", func(t *testing.T) {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {})
		s := guest(t, o.URL)
		if ok, err := s.c.Robots().Allowed(t.Context(), s.src, o.URL+"/list", s.now); !ok || err != nil || bears(o.last()) != "" {
			t.Errorf("allowed is %v, %v; the request bears %q", ok, err, bears(o.last()))
		}
	})

	for _, status := range []int{401, 403} {
		t.Run(fmt.Sprint("refused with ", status, ": says that they were not accepted"), func(t *testing.T) {
			s := guest(t, newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(status) }).URL)
			if e := s.bad(HTTP); !strings.Contains(e.Hint, "check the secrets") {
				t.Errorf("error is %v", e)
			}
		})
	}

	t.Run("refused elsewhere: says that they stay at home", func(t *testing.T) {
		other := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusUnauthorized) })
		if e := guest(t, harbour(t, other.URL).URL+"/on").bad(HTTP); !strings.Contains(e.Hint, "origin of its url alone") {
			t.Errorf("error is %v", e)
		}
	})

	t.Run("without any, a 401 says where they belong", func(t *testing.T) {
		if e := subscribe(t, harbour(t, "").URL).bad(HTTP); !strings.Contains(e.Hint, "auth in feeds.yaml") {
			t.Errorf("error is %v", e)
		}
	})

	t.Run("nothing of them is in the state or in an error", func(t *testing.T) {
		s := guest(t, harbour(t, "/feed").URL+"/on")
		s.good()
		s.src.Access.Cookie = news.NewSecret("member=zehn-Taue")
		e := s.bad(HTTP)
		shown := fmt.Sprintf("%+v %#v %v %+v", s.st, e, e, s.src)
		for _, secret := range []string{"Möwen", "Taue", "Anker", "ZGVzazpzaWViZW4"} {
			if strings.Contains(shown, secret) {
				t.Errorf("%s is in %s", secret, shown)
			}
		}
	})
}

func TestSameOrigin(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"https://a.example/x", "https://a.example:443/y"}: true,
		{"HTTP://A.example", "http://a.example:80"}:        true,
		{"http://a.example", "https://a.example"}:          false,
		{"https://a.example", "https://a.example:8443"}:    false,
		{"https://a.example", "https://www.a.example"}:     false,
		{"http://[::1]:80/", "http://[::1]/"}:              true,
	} {
		a, _ := url.Parse(pair[0])
		b, _ := url.Parse(pair[1])
		if got := sameOrigin(a, b); got != want {
			t.Errorf("%v: %v, want %v", pair, got, want)
		}
	}
}
