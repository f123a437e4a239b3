package publish

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// ask sends one request, with headers as "Name: value" lines, following no
// redirect and adding nothing of its own.
func ask(t *testing.T, url, method string, headers ...string) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("User-Agent", "")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	c := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, body
}

func serve(t *testing.T, h http.Handler) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}

func TestServeHeaders(t *testing.T) {
	url := serve(t, built(t))
	for path, kind := range map[string]string{
		"/":             "text/html; charset=utf-8",
		"/korea":        "text/html; charset=utf-8",
		"/korea.atom":   "application/atom+xml; charset=utf-8",
		"/korea.rss":    "application/rss+xml; charset=utf-8",
		"/korea.json":   "application/feed+json; charset=utf-8",
		"/feeds.opml":   "text/x-opml; charset=utf-8",
		"/sources.opml": "text/x-opml; charset=utf-8",
		"/page.css":     "text/css; charset=utf-8",
		"/feed.css":     "text/css; charset=utf-8",
	} {
		resp, body := ask(t, url+path, "GET")
		h := resp.Header
		if resp.StatusCode != 200 || h.Get("Content-Type") != kind || len(body) == 0 {
			t.Errorf("%s: %d %q, %d bytes", path, resp.StatusCode, h.Get("Content-Type"), len(body))
		}
		if got := h.Get("Last-Modified"); got != now.Format(http.TimeFormat) {
			t.Errorf("%s: Last-Modified %q", path, got)
		}
		if h.Get("Vary") != "Accept-Encoding" || h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Date") == "" ||
			!strings.HasPrefix(h.Get("Etag"), `"`) || !strings.HasPrefix(h.Get("Cache-Control"), "public, max-age=") ||
			h.Get("Access-Control-Allow-Origin") != "*" || !strings.Contains(h.Get("Access-Control-Expose-Headers"), "ETag") {
			t.Errorf("%s: headers %v", path, h)
		}
		if csp := h.Get("Content-Security-Policy") != ""; csp != strings.HasPrefix(kind, "text/html") {
			t.Errorf("%s: Content-Security-Policy %q", path, h.Get("Content-Security-Policy"))
		}
		if len(h["Set-Cookie"]) > 0 {
			t.Errorf("%s sets a cookie", path)
		}
		head, none := ask(t, url+path, "HEAD")
		if head.StatusCode != 200 || len(none) != 0 || head.Header.Get("Etag") != h.Get("Etag") ||
			head.Header.Get("Content-Length") != h.Get("Content-Length") || head.Header.Get("Content-Type") != kind {
			t.Errorf("%s: HEAD differs: %v, GET %v", path, head.Header, h)
		}
	}
	// The list of themes is good for as long as the liveliest of them.
	feed, _ := ask(t, url+"/korea.atom", "GET")
	if front, _ := ask(t, url+"/", "GET"); front.Header.Get("Cache-Control") != feed.Header.Get("Cache-Control") {
		t.Errorf("/: %s, its feeds: %s", front.Header.Get("Cache-Control"), feed.Header.Get("Cache-Control"))
	}
	resp, _ := ask(t, url+"/korea.atom", "GET")
	want := `<https://feeds.example.org/desk/korea.atom>; rel="self"; type="application/atom+xml", <https://feeds.example.org/desk/korea>; rel="alternate"; type="text/html"`
	if got := resp.Header.Get("Link"); got != want {
		t.Errorf("Link: %s", got)
	}
}

func TestServeCodings(t *testing.T) {
	url := serve(t, built(t)) + "/korea.atom"
	_, plain := ask(t, url, "GET")
	tags := make(map[bool]string)
	for accept, packed := range map[string]bool{
		"gzip":                       true,
		"deflate, gzip;q=0.5, br":    true,
		"*":                          true,
		"x-gzip":                     true,
		"GZIP ; Q=1.0":               true,
		"gzip;q=0":                   false,
		"gzip;q=0.000, *;q=1":        false,
		"identity":                   false,
		"identity;q=1, gzip;q=0.5":   false,
		"br":                         false,
		"gzip;q=nonsense":            false,
		"*;q=0":                      false,
		"":                           false,
		"identity;q=0, gzip;q=0.001": true,
	} {
		resp, body := ask(t, url, "GET", "Accept-Encoding: "+accept)
		if got := resp.Header.Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("Accept-Encoding %q: gzip %v, want %v", accept, got, packed)
			continue
		}
		if tag := resp.Header.Get("Etag"); tags[packed] == "" {
			tags[packed] = tag
		} else if tags[packed] != tag {
			t.Errorf("Accept-Encoding %q: another tag %s", accept, tag)
		}
		if packed {
			z, err := gzip.NewReader(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if body, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(body, plain) {
			t.Errorf("Accept-Encoding %q: another body", accept)
		}
	}
	if tags[true] == tags[false] || tags[true] == "" || tags[false] == "" {
		t.Errorf("both codings have the tag %s", tags[true])
	}
}

func TestServeConditions(t *testing.T) {
	url := serve(t, built(t)) + "/korea.atom"
	resp, _ := ask(t, url, "GET")
	tag := resp.Header.Get("Etag")
	resp, _ = ask(t, url, "GET", "Accept-Encoding: gzip")
	packed := resp.Header.Get("Etag")
	then := func(d time.Duration) string { return "If-Modified-Since: " + now.Add(d).Format(http.TimeFormat) }
	for _, c := range []struct {
		name    string
		headers []string
		status  int
		tag     string
	}{
		{"the tag", []string{"If-None-Match: " + tag}, 304, tag},
		{"another", []string{`If-None-Match: "x"`}, 200, tag},
		{"a list", []string{`If-None-Match: "x", W/"y" ,` + tag}, 304, tag},
		{"two lists", []string{`If-None-Match: "x"`, "If-None-Match: " + tag}, 304, tag},
		{"weak", []string{"If-None-Match: W/" + tag}, 304, tag},
		{"any", []string{"If-None-Match: *"}, 304, tag},
		{"unquoted", []string{"If-None-Match: " + strings.Trim(tag, `"`)}, 200, tag},
		{"a comma within", []string{`If-None-Match: "a,b", ` + tag}, 304, tag},
		{"unclosed", []string{`If-None-Match: "` + tag}, 200, tag},
		{"packed", []string{"Accept-Encoding: gzip", "If-None-Match: " + packed}, 304, packed},
		{"packed, has plain", []string{"Accept-Encoding: gzip", "If-None-Match: " + tag}, 304, tag},
		{"plain, has packed", []string{"If-None-Match: " + packed}, 200, tag},
		{"packed, any", []string{"Accept-Encoding: gzip", "If-None-Match: *"}, 304, packed},
		{"same date", []string{then(0)}, 304, tag},
		{"later", []string{then(time.Hour)}, 304, tag},
		{"earlier", []string{then(-time.Second)}, 200, tag},
		{"no date", []string{"If-Modified-Since: yesterday"}, 200, tag},
		{"a tag beats a date", []string{`If-None-Match: "x"`, then(0)}, 200, tag},
		{"a tag beats a date again", []string{"If-None-Match: " + tag, then(-time.Hour)}, 304, tag},
	} {
		for _, method := range []string{"GET", "HEAD"} {
			resp, body := ask(t, url, method, c.headers...)
			if resp.StatusCode != c.status || resp.Header.Get("Etag") != c.tag {
				t.Errorf("%s, %s: %d %s, want %d %s", method, c.name, resp.StatusCode, resp.Header.Get("Etag"), c.status, c.tag)
			}
			if resp.StatusCode != 304 {
				continue
			}
			h := resp.Header
			if len(body) > 0 || h.Get("Date") == "" || h.Get("Cache-Control") == "" || h.Get("Vary") == "" || h.Get("Content-Encoding") != "" {
				t.Errorf("%s, %s: 304 with %d bytes and %v", method, c.name, len(body), h)
			}
		}
	}
}

// A browser is shown a feed in its style; whoever knows feeds gets a feed.
func TestServeBrowsers(t *testing.T) {
	url := serve(t, built(t))
	const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
	feed, want := ask(t, url+"/korea.atom", "GET")
	for _, c := range []struct{ path, accept, kind, cache string }{
		{"/korea.atom", browser, "application/xml; charset=utf-8", "private"},
		{"/korea.rss", browser, "application/xml; charset=utf-8", "private"},
		{"/korea.json", browser, "application/feed+json; charset=utf-8", "public"},
		{"/korea", browser, "text/html; charset=utf-8", "public"},
		{"/korea.atom", "*/*", "application/atom+xml; charset=utf-8", "public"},
		{"/korea.atom", "application/atom+xml, application/rss+xml;q=0.9, text/html;q=0.7", "application/atom+xml; charset=utf-8", "public"},
		{"/korea.rss", "application/rss+xml, text/html;q=0.5, */*;q=0.1", "application/rss+xml; charset=utf-8", "public"},
	} {
		resp, body := ask(t, url+c.path, "GET", "Accept: "+c.accept)
		if h := resp.Header; h.Get("Content-Type") != c.kind || !strings.HasPrefix(h.Get("Cache-Control"), c.cache) {
			t.Errorf("%s for %q: %s, %s", c.path, c.accept, h.Get("Content-Type"), h.Get("Cache-Control"))
		}
		if c.kind != "application/xml; charset=utf-8" || c.path != "/korea.atom" {
			continue
		}
		tag := resp.Header.Get("Etag")
		if tag == feed.Header.Get("Etag") || !bytes.Equal(body, want) {
			t.Errorf("a browser gets another body, or the tag of the feed")
		}
		if again, _ := ask(t, url+c.path, "GET", "Accept: "+c.accept, "If-None-Match: "+tag); again.StatusCode != 304 {
			t.Errorf("a browser that has it gets %d", again.StatusCode)
		}
	}
}

func TestServeRefusals(t *testing.T) {
	s := built(t)
	url := serve(t, s)
	const base = "https://feeds.example.org/desk"
	for _, c := range []struct {
		method, path string
		status       int
		header, want string
	}{
		{"GET", "/nothing", 404, "Content-Type", "text/plain; charset=utf-8"},
		{"GET", "/korea.xml", 404, "", ""},
		{"GET", "/..%2fkorea", 404, "", ""},
		{"GET", "/alt.atom", 410, "Content-Type", "text/plain; charset=utf-8"},
		{"GET", "/alt", 410, "", ""},
		{"GET", "/alt/archive/3.atom", 410, "", ""},
		{"GET", "/rundbrief.rss", 301, "Location", base + "/brief.rss"},
		{"GET", "/rundbrief", 301, "Location", base + "/brief"},
		{"GET", "/rundbrief.rss?limit=2", 301, "Location", base + "/brief.rss?limit=2"},
		{"GET", "/korea/", 301, "Location", base + "/korea"},
		{"GET", "/desk", 301, "Location", base + "/"},
		{"GET", "/desk/", 200, "", ""},
		{"GET", "/desk/korea.json", 200, "", ""},
		{"GET", "/desk/rundbrief", 301, "Location", base + "/brief"},
		{"POST", "/korea.atom", 405, "Allow", "GET, HEAD, OPTIONS"},
		{"PUT", "/nothing", 405, "Allow", "GET, HEAD, OPTIONS"},
		{"OPTIONS", "/korea.atom", 204, "Access-Control-Allow-Methods", "GET, HEAD, OPTIONS"},
		{"OPTIONS", "/korea.atom", 204, "Access-Control-Allow-Origin", "*"},
		{"GET", "/korea.atom?limit=0", 400, "Content-Type", "text/plain; charset=utf-8"},
		{"GET", "/korea.atom?limit=x", 400, "", ""},
		{"GET", "/korea.atom?limit=2&limit=3", 400, "", ""},
		{"GET", "/korea.atom?since=2d&since=3d", 400, "", ""},
		{"GET", "/korea.atom?limit=99999999999999999999", 200, "", ""},
		{"GET", "/korea.atom?since=99999d", 200, "", ""},
		{"GET", "/korea.atom?since=2026-11-22t06:00:00z", 200, "", ""},
		{"GET", "/korea.atom?since=soon", 400, "", ""},
		{"GET", "/korea.atom?since=-3d", 400, "", ""},
		{"GET", "/korea.atom?page=2", 400, "", ""},
		{"GET", "/korea.atom?limit=%zz", 400, "", ""},
		{"GET", "/feed.css?v=2", 200, "", ""},
	} {
		resp, body := ask(t, url+c.path, c.method)
		if resp.StatusCode != c.status || c.header != "" && resp.Header.Get(c.header) != c.want {
			t.Errorf("%s %s: %d %v", c.method, c.path, resp.StatusCode, resp.Header)
		}
		if c.status >= 400 && !strings.HasSuffix(string(body), ".\n") {
			t.Errorf("%s %s says %q, no sentence", c.method, c.path, body)
		}
	}
	resp, _ := ask(t, serve(t, NewSite(sampleSetup()))+"/korea.atom", "GET")
	if resp.StatusCode != 503 || resp.Header.Get("Retry-After") == "" {
		t.Errorf("before it is built: %d %v", resp.StatusCode, resp.Header)
	}
}

// A reader that asks while pages are swapped gets a tag and the body it names.
func TestServeWhileBuilding(t *testing.T) {
	s := NewSite(sampleSetup())
	all := manyStories(6)
	bodies := make(map[string]string)
	for n := range 6 {
		if _, _, err := s.Build("korea", all[:n+1], nil, now); err != nil {
			t.Fatal(err)
		}
		body, _, _ := s.Page("/korea.atom")
		bodies[tag(body)] = string(body)
	}
	done := make(chan error, 1)
	go func() {
		for n := range 24 {
			if _, _, err := s.Build("korea", all[:n%6+1], nil, now); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for asked := 0; ; asked++ {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", "/korea.atom", nil))
		if want, ok := bodies[w.Header().Get("Etag")]; !ok || want != w.Body.String() {
			t.Fatalf("answer %d: the tag %s is not of the body", asked, w.Header().Get("Etag"))
		}
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
	}
}
