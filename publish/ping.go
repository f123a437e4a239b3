package publish

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"koreadesk/news"
)

// Topics are the addresses of a theme's feeds, where marks say that they have
// changed; none of a private theme, whose address is nobody else's.
func (s *Site) Topics(theme string, marks map[string]news.Mark) []string {
	if _, changed := marks["/"+theme+".atom"]; !changed {
		return nil
	}
	var topics []string
	for _, l := range s.newPage(s.themes[theme]).feeds() {
		topics = append(topics, l.Href)
	}
	return topics
}

// IssueTopics are the addresses that change when an issue of a theme is closed;
// none of a private theme.
func (s *Site) IssueTopics(theme string) []string {
	if !s.themes[theme].Token.IsZero() {
		return nil
	}
	return []string{s.base + issuesPath(theme)}
}

// Hubs are those to be told of a theme's changes.
func (s *Site) Hubs(theme string) []string { return s.newPage(s.themes[theme]).Hubs }

// How hubs are told.
const (
	pingTimeout  = 10 * time.Second
	firstRetry   = time.Second
	longestRetry = time.Hour
	mostTries    = 16 // over four hours and more
)

// Pinger tells WebSub hubs that feeds have changed, as publishers tell them
// (hub.mode=publish; the recommendation leaves the form to hubs, and all known
// ones take this). A hub that does not answer is told again, later and later;
// other hubs do not wait for it, and nobody else waits at all.
type Pinger struct {
	agent  string
	log    *slog.Logger
	client *http.Client

	mu      sync.Mutex
	waiting map[ping]*turn
	busy    map[string]bool // hubs that are being told
	warned  map[string]time.Time
	wake    chan struct{}
}

type ping struct{ hub, topic string }

// turn is when a hub is told of a topic, and how often it has been in vain. A
// later change of the topic is a new turn.
type turn struct {
	at    time.Time
	tries int
}

// NewPinger makes a pinger; Run makes it work.
func NewPinger(version string, log *slog.Logger) *Pinger {
	return &Pinger{
		agent:   strings.TrimSuffix("koreadesk/"+version, "/"),
		log:     log,
		client:  &http.Client{Timeout: pingTimeout},
		waiting: make(map[ping]*turn),
		busy:    make(map[string]bool),
		warned:  make(map[string]time.Time),
		wake:    make(chan struct{}, 1),
	}
}

// Tell has hubs told of topics, soon. It does not wait.
func (p *Pinger) Tell(hubs, topics []string) {
	p.mu.Lock()
	for _, hub := range hubs {
		for _, topic := range topics {
			p.waiting[ping{hub, topic}] = &turn{at: time.Now()}
		}
	}
	p.mu.Unlock()
	p.rouse()
}

func (p *Pinger) rouse() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// Run tells hubs until ctx ends; what then waits is dropped.
func (p *Pinger) Run(ctx context.Context) {
	var sending sync.WaitGroup
	defer sending.Wait()
	for ctx.Err() == nil {
		due, next := p.due(time.Now())
		for hub, topics := range due {
			sending.Go(func() {
				p.send(ctx, hub, topics)
				p.rouse()
			})
		}
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-p.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// Once tells every hub that waits, one time. However slow they are, it takes no
// longer than one answer may.
func (p *Pinger) Once(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	due, _ := p.due(time.Now())
	var sending sync.WaitGroup
	for hub, topics := range due {
		sending.Go(func() { p.send(ctx, hub, topics) })
	}
	sending.Wait()
}

// due takes the topics of every idle hub that are due, and says how long until
// the next ones are.
func (p *Pinger) due(now time.Time) (topics map[string][]string, next time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	topics, next = make(map[string][]string), longestRetry
	for which, t := range p.waiting {
		switch wait := t.at.Sub(now); {
		case p.busy[which.hub]: // it wakes Run when it is done
		case wait > 0:
			next = min(next, wait)
		default:
			topics[which.hub] = append(topics[which.hub], which.topic)
		}
	}
	for hub := range topics {
		p.busy[hub] = true
	}
	return topics, next
}

// send tells one hub of topics, one by one.
func (p *Pinger) send(ctx context.Context, hub string, topics []string) {
	for _, topic := range topics {
		which := ping{hub, topic}
		p.mu.Lock()
		now := p.waiting[which]
		p.mu.Unlock()
		after, err := p.post(ctx, which)
		if ctx.Err() != nil {
			break
		}
		p.mu.Lock()
		if p.waiting[which] == now {
			p.settle(which, now, after, err)
		}
		p.mu.Unlock()
	}
	p.mu.Lock()
	delete(p.busy, hub)
	p.mu.Unlock()
}

// settle ends a turn, or puts it off.
func (p *Pinger) settle(which ping, t *turn, after time.Duration, err error) {
	if err == nil {
		delete(p.waiting, which)
		return
	}
	if t.tries++; t.tries >= mostTries {
		delete(p.waiting, which)
		p.log.Error("a hub was not told of a new feed; subscribers learn of it with their next poll", "hub", which.hub, "topic", which.topic, "error", err)
		return
	}
	wait := min(longestRetry, firstRetry<<(t.tries-1))
	wait += time.Duration(rand.Int64N(int64(wait/4) + 1))
	t.at = time.Now().Add(max(wait, min(after, longestRetry)))
	// What passes by itself is not worth a line, and a hub is worth one an hour.
	if now := time.Now(); t.tries == 3 && now.Sub(p.warned[which.hub]) > time.Hour {
		p.warned[which.hub] = now
		p.log.Warn("a hub cannot be told of new feeds; it is tried again", "hub", which.hub, "error", err)
	}
}

// post sends one ping. after is how long the hub asks to be left alone.
func (p *Pinger) post(ctx context.Context, which ping) (after time.Duration, err error) {
	form := url.Values{"hub.mode": {"publish"}, "hub.topic": {which.topic}, "hub.url": {which.topic}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, which.hub, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("User-Agent", p.agent)
	resp, err := p.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, 200)) // only for the error
	if resp.StatusCode < 200 || resp.StatusCode > 299 || resp.Request.Method != http.MethodPost {
		if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
			after = min(longestRetry, time.Duration(min(s, 1<<20))*time.Second)
		}
		return after, fmt.Errorf("the hub answers %s: %q", resp.Status, said)
	}
	return 0, nil
}
