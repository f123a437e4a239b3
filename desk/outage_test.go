package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// Names cannot be resolved for an hour, in which the source is asked again and
// again: the pages stay, one alarm is given, waiting grows no longer than
// every_max, and when names are back so is the source.
func TestNamesCannotBeResolved(t *testing.T) {
	var down atomic.Bool
	resolving(t, &down)
	config := written(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close") // the next poll asks for the name again
		one(w, r)
	})
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	named := strings.Replace(string(text), "http://127.0.0.1:", "http://news.example:", 1)
	if err := os.WriteFile(config, []byte(named), 0o600); err != nil {
		t.Fatal(err)
	}
	d := reopened(t, config)
	defer d.Close()
	polled(t, d)
	before := front(d)

	down.Store(true)
	for range 12 {
		if err := force(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	st, _ := d.store.State("a")
	if verdict, _ := st.Health(); verdict != news.HealthFailing || st.Failures != 12 || !strings.Contains(st.Trouble.Reason, "news.example") {
		t.Errorf("%s after %d failures: %q", verdict, st.Failures, st.Trouble.Reason)
	}
	if wait := time.Until(st.Next); wait <= 0 || wait > 7*time.Hour {
		t.Errorf("the next poll is in %v", wait)
	}
	if got := front(d); got != before {
		t.Error("the page changed")
	}

	down.Store(false)
	if err := force(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	st, _ = d.store.State("a")
	if verdict, _ := st.Health(); verdict != news.HealthOK || st.Failures != 0 {
		t.Errorf("%s after names were back: %+v", verdict, st.Trouble)
	}
	if len(st.Changes) != 2 || len(d.alarms()) != 2 {
		t.Errorf("%d changes of verdict, %d alarms; want failing and ok", len(st.Changes), len(d.alarms()))
	}
	if got := front(d); got != before {
		t.Error("the page changed when names were back")
	}
}

// resolving answers every name with 127.0.0.1, unless it is down.
func resolving(t *testing.T, down *atomic.Bool) {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		buffer := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(buffer)
			if err != nil {
				return
			}
			if answer, err := resolved(buffer[:n]); err == nil {
				server.WriteTo(answer, from)
			}
		}
	}()
	usual := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		if down.Load() {
			return nil, errors.New("network is unreachable")
		}
		return new(net.Dialer).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
	t.Cleanup(func() {
		net.DefaultResolver = usual
		server.Close()
		<-stopped
	})
}

func resolved(question []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(question); err != nil || len(m.Questions) == 0 {
		return nil, errors.New("no question")
	}
	m.Response, m.Additionals = true, nil
	if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
		m.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
			Body:   &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
		}}
	}
	return m.Pack()
}

// While every source hangs, readers and commands are answered, a reload is
// taken, and the desk stops when it is told to.
func TestEverySourceHangs(t *testing.T) {
	const sources = 200
	var hanging atomic.Int64
	all, release := make(chan struct{}), make(chan struct{})
	origin := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if hanging.Add(1) == sources {
			close(all)
		}
		select {
		case <-release:
		case <-r.Context().Done():
		}
	}))
	defer origin.Close()
	defer close(release)
	t.Setenv("RUNTIME_DIRECTORY", "")
	config := filepath.Join(t.TempDir(), "feeds.yaml")
	var text strings.Builder
	fmt.Fprintf(&text, "desk: {title: Desk, base_url: http://desk.example}\npoll: {gap: 0s, allow_private: true, per_host: %d}\nthemes: [{id: all, title: All}]\nsources:\n", sources)
	for n := range sources {
		fmt.Fprintf(&text, "  - {id: s%d, url: %q}\n", n, fmt.Sprintf("%s/%d", origin.URL, n))
	}
	if err := os.WriteFile(config, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	d := reopened(t, config)
	defer d.Close()
	address, stop := served(t, d)
	<-all
	if got := get(t, address+"/readyz"); got != "ready\n" {
		t.Errorf("readyz: %q", got)
	}
	if got := get(t, address+"/all.atom"); !strings.Contains(got, "</feed>") {
		t.Errorf("the feed: %q", got)
	}
	client := dialled(t, d)
	if status, err := client.Status(t.Context()); err != nil || len(status.Sources) != sources {
		t.Errorf("status: %d sources, %v", len(status.Sources), err)
	}
	more := text.String() + "  - {id: another, url: \"" + origin.URL + "/another\"}\n"
	if err := os.WriteFile(config, []byte(more), 0o600); err != nil {
		t.Fatal(err)
	}
	if done, err := client.Reload(t.Context(), nil); err != nil || len(done.Changes) != 1 {
		t.Errorf("reload: %q, %v", done.Changes, err)
	}
	client.Close()
	stop()
	if st, _ := d.store.State("s0"); st.Failures != 0 {
		t.Errorf("the desk's stop became the source's failure: %+v", st.Trouble)
	}
}

func dialled(t *testing.T, d *Desk) *control.Client {
	t.Helper()
	client, err := control.Dial(t.Context(), d.edition.Load().config.DataPath())
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// A desk that is told to stop while it copies its data file leaves a sound
// backup or none, and nothing half done.
func TestStoppedDuringABackup(t *testing.T) {
	d := reopened(t, written(t, one))
	defer d.Close()
	polled(t, d)
	_, stop := served(t, d)
	awaitControl(t, d)
	client := dialled(t, d)
	defer client.Close()
	config := d.options.Config
	stopping := make(chan struct{})
	_, err := client.Backup(t.Context(), control.BackupAsk{Path: filepath.Join(filepath.Dir(config), "backup.db")},
		func(control.Copying) error {
			select {
			case <-stopping:
			default:
				close(stopping)
				go stop()
			}
			return nil
		})
	<-stopping
	t.Logf("the backup ended with %v", err)
	for deadline := time.Now().Add(10 * time.Second); d.running.Load(); {
		if time.Now().After(deadline) {
			t.Fatal("the desk does not stop")
		}
		time.Sleep(time.Millisecond)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(config), ".koreadesk-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	soundOrNone(t, config)
}

// awaitControl waits until commands are answered.
func awaitControl(t *testing.T, d *Desk) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !d.running.Load(); {
		if time.Now().After(deadline) {
			t.Fatal("the desk does not serve")
		}
		time.Sleep(time.Millisecond)
	}
}

// A desk that is told to stop while it settles everything anew has, when it
// starts again, the old rules or the new ones everywhere.
func TestStoppedDuringAReload(t *testing.T) {
	const items = 1500
	d := reopened(t, written(t, func(w http.ResponseWriter, _ *http.Request) {
		titles := make([]string, items)
		for n := range titles {
			titles[n] = fmt.Sprintf("Nummer %d: ein Kran am Hafen %d", n*7919, n)
		}
		io.WriteString(w, rss(titles...))
	}))
	if err := force(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	_, stop := served(t, d)
	awaitControl(t, d)
	config := d.options.Config
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, []byte(strings.Replace(string(text), "[Kran]", "[Hafen]", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	client := dialled(t, d)
	begun, ended := d.edition.Load(), make(chan error, 1)
	go func() {
		_, err := client.Reload(context.Background(), nil)
		ended <- err
	}()
	for d.turn.TryLock() { // until the reload has it
		d.turn.Unlock()
		runtime.Gosched()
	}
	if d.edition.Load() != begun {
		t.Log("the reload was over before the desk was stopped")
	}
	stop()
	t.Logf("the reload ended with %v", <-ended)
	client.Close()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = reopened(t, config)
	defer d.Close()
	if problems, err := d.Verify(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
	tagged := 0
	err = d.Items(t.Context(), control.ItemsAsk{Theme: "word", Most: 2 * items}, func(control.Item) error { tagged++; return nil })
	if err != nil || tagged == 0 {
		t.Errorf("%d items in the theme, %v", tagged, err)
	}
	whole := 0
	if err := d.Items(t.Context(), control.ItemsAsk{Most: 2 * items}, func(control.Item) error { whole++; return nil }); err != nil || whole != tagged {
		t.Errorf("%d of %d items are in the theme: %v", tagged, whole, err)
	}
}
