package publish

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"koreadesk/news"
)

// hubs answer pings, by host, and note when they came.
type hubs struct {
	mu     sync.Mutex
	answer func(host string, try int) (status int, header http.Header, err error)
	begin  time.Time
	got    map[string][]time.Duration // "host topic" -> since begin
}

func (h *hubs) RoundTrip(r *http.Request) (*http.Response, error) {
	body, _ := io.ReadAll(r.Body)
	form, _ := url.ParseQuery(string(body))
	h.mu.Lock()
	key := r.URL.Host + " " + form.Get("hub.topic")
	if r.Method != "POST" || form.Get("hub.mode") != "publish" || form.Get("hub.url") != form.Get("hub.topic") ||
		r.Header.Get("Content-Type") != "application/x-www-form-urlencoded" || r.Header.Get("User-Agent") != "koreadesk/1.0" {
		key = "no ping"
	}
	h.got[key] = append(h.got[key], time.Since(h.begin))
	try := len(h.got[key])
	h.mu.Unlock()
	status, header, err := h.answer(r.URL.Host, try)
	if err != nil {
		return nil, err
	}
	if status == 0 { // never
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader("")), Request: r}, nil
}

func (h *hubs) times(host, topic string) []time.Duration {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.got[host+" "+topic])
}

// pinging runs test with a pinger at work in a bubble of its own time.
func pinging(t *testing.T, answer func(host string, try int) (int, http.Header, error), test func(*Pinger, *hubs)) {
	synctest.Test(t, func(t *testing.T) {
		h := &hubs{answer: answer, begin: time.Now(), got: make(map[string][]time.Duration)}
		p := NewPinger("1.0", slog.New(slog.DiscardHandler))
		p.client = &http.Client{Transport: h, Timeout: pingTimeout}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() { p.Run(ctx); close(ended) }()
		test(p, h)
		stop()
		<-ended
	})
}

// A hub is told at once of every topic, and once; another that hangs, or
// answers with an error, keeps nobody waiting and is told again, ever later.
func TestPing(t *testing.T) {
	answer := func(host string, try int) (int, http.Header, error) {
		switch {
		case host == "hangs":
			return 0, nil, nil
		case host == "fails" && try < 5:
			return 503, nil, nil
		case host == "down" && try < 3:
			return 0, nil, errors.New("connection refused")
		case host == "asks" && try < 2:
			return 429, http.Header{"Retry-After": {"120"}}, nil
		}
		return 202, nil, nil
	}
	pinging(t, answer, func(p *Pinger, h *hubs) {
		p.Tell([]string{"http://hangs/", "http://good/", "http://fails/", "http://down/", "http://asks/"}, []string{"a", "b"})
		time.Sleep(time.Hour)
		synctest.Wait()
		for _, topic := range []string{"a", "b"} {
			if got := h.times("good", topic); !slices.Equal(got, []time.Duration{0}) {
				t.Errorf("good was told of %s at %v", topic, got)
			}
			got := h.times("fails", topic)
			if len(got) != 5 {
				t.Fatalf("fails was told of %s at %v", topic, got)
			}
			for n, least := range []time.Duration{0, 1, 3, 7, 15} {
				if least *= time.Second; got[n] < least || got[n] > 2*least+time.Second {
					t.Errorf("try %d came after %v", n, got[n])
				}
			}
			if got := h.times("down", topic); len(got) != 3 {
				t.Errorf("down was told of %s at %v", topic, got)
			}
			if got := h.times("asks", topic); len(got) != 2 || got[1] < 120*time.Second {
				t.Errorf("asks was told of %s at %v", topic, got)
			}
			if got := h.times("hangs", topic); len(got) < 3 || len(got) > mostTries {
				t.Errorf("hangs was told of %s %d times", topic, len(got))
			}
		}
		p.Tell([]string{"http://good/"}, []string{"a"})
		synctest.Wait()
		if got := h.times("good", "a"); len(got) != 2 || got[1] != time.Hour {
			t.Errorf("after another change good was told at %v", got)
		}
		if h.got["no ping"] != nil {
			t.Errorf("something else than a ping was sent")
		}
	})
}

// A hub that never answers is given up; a change that comes while it is being
// told of one before is told as well.
func TestPingAgain(t *testing.T) {
	slow := func(host string, try int) (int, http.Header, error) {
		if host == "dead" {
			return 404, nil, nil
		}
		time.Sleep(5 * time.Second)
		return 204, nil, nil
	}
	pinging(t, slow, func(p *Pinger, h *hubs) {
		p.Tell([]string{"http://slow/", "http://dead/"}, []string{"a"})
		time.Sleep(time.Second)
		p.Tell([]string{"http://slow/"}, []string{"a"})
		time.Sleep(48 * time.Hour)
		synctest.Wait()
		if got := h.times("slow", "a"); !slices.Equal(got, []time.Duration{0, 5 * time.Second}) {
			t.Errorf("slow was told at %v", got)
		}
		if got := h.times("dead", "a"); len(got) != mostTries || len(p.waiting) != 0 {
			t.Errorf("dead was told %d times, %d wait", len(got), len(p.waiting))
		}
	})
}

// Feeds name their hubs, in the document and in the header; those of a private
// theme name none, and no hub is told of it.
func TestHubsAreNamed(t *testing.T) {
	setup := sampleSetup()
	setup.Hubs = []string{"https://hub.example/"}
	setup.Themes[1].Token = news.NewSecret("0123456789abcdef")
	s := NewSite(setup)
	url := serve(t, s)
	for theme, want := range map[string]int{"korea": 3, "brief": 0} {
		marks, _, err := s.Build(theme, sampleStories(), nil, now)
		if err != nil {
			t.Fatal(err)
		}
		if hubs, topics := s.Hubs(theme), s.Topics(theme, marks); len(topics) != 3 || len(hubs) != min(want, 1) {
			t.Errorf("%s: hubs %v, topics %v", theme, hubs, topics)
		}
		if topics := s.Topics(theme, nil); topics != nil {
			t.Errorf("nothing changed, and %v is told of", topics)
		}
		found := 0
		for _, suffix := range []string{".atom", ".rss", ".json"} {
			resp, body := ask(t, url+s.root(theme)+"/"+theme+suffix, "GET")
			if resp.StatusCode != 200 {
				t.Errorf("%s%s: %d", theme, suffix, resp.StatusCode)
			}
			inBody := strings.Contains(string(body), "https://hub.example/")
			if inBody != strings.Contains(resp.Header.Get("Link"), `<https://hub.example/>; rel="hub"`) {
				t.Errorf("%s%s: document and header differ: %v", theme, suffix, resp.Header)
			}
			if inBody {
				found++
			}
		}
		if found != want {
			t.Errorf("%s: %d feeds name the hub", theme, found)
		}
	}
}
