package control

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"koreadesk/news"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// script is a desk that answers as told.
type script struct{ failure error }

func (s script) Poll(_ context.Context, ask PollAsk, each func(PollLine) error) (PollSum, error) {
	for n, source := range ask.Sources {
		if err := each(PollLine{Source: source, New: n, Took: time.Second}); err != nil {
			return PollSum{}, err
		}
	}
	return PollSum{Polled: len(ask.Sources)}, s.failure
}

func (s script) Items(_ context.Context, ask ItemsAsk, each func(Item) error) error {
	for n := range ask.Most {
		if err := each(Item{ID: fmt.Sprint(n), Title: "한국 <&>", Sightings: []ItemSource{{Source: ask.Source}}}); err != nil {
			return err
		}
	}
	return s.failure
}

func (s script) Show(_ context.Context, ref string) (Shown, error) {
	return Shown{Item: Item{ID: ref}}, s.failure
}

func (s script) Explain(_ context.Context, ref string) (Explained, error) {
	return Explained{Item: Item{ID: ref}}, s.failure
}

func (s script) Status(context.Context) (Status, error) { return Status{Items: 7}, s.failure }

func (s script) Plan(_ context.Context, ask PlanAsk, each func(PlanLine) error) (PlanSum, error) {
	if err := each(PlanLine{ID: "x", Title: ask.Config, Enters: []PlanTheme{{Theme: "t", Why: "carries korea"}}}); err != nil {
		return PlanSum{}, err
	}
	return PlanSum{Items: 1, Changed: 1, Themes: []PlanCount{{ID: "t", After: 1, Enters: 1}}}, s.failure
}

func (s script) Labels(_ context.Context, each func(Label) error) error {
	if err := each(Label{ID: "x", Labels: map[string]bool{"korea": true, "energie": false}}); err != nil {
		return err
	}
	return s.failure
}

func (s script) Queue(context.Context) ([]Waiting, error) {
	return []Waiting{{Kind: "held", Item: "i"}}, s.failure
}

func (s script) Story(_ context.Context, ask StoryAsk) (StoryDone, error) {
	return StoryDone{Title: ask.Item + " " + ask.Other}, s.failure
}

func (s script) Edit(_ context.Context, ask EditAsk) (Edited, error) {
	return Edited{Item: ask.Item, Act: ask.Act, Value: ask.Value + ask.Found.Title, Who: ask.Who}, s.failure
}

func (s script) Log(_ context.Context, item string) ([]Edited, error) {
	return []Edited{{Item: item, Undone: true}}, s.failure
}

func (s script) Digest(_ context.Context, ask DigestAsk) (Digest, error) {
	return Digest{Text: ask.Theme + " " + ask.Since, Items: 1}, s.failure
}

func (s script) Verify(context.Context) ([]string, error) { return []string{"a record"}, s.failure }

func (s script) Backup(_ context.Context, ask BackupAsk, each func(Copying) error) (Saved, error) {
	if err := each(Copying{Done: 1, Total: 2}); err != nil {
		return Saved{}, err
	}
	return Saved{Path: ask.Path, Bytes: 2, Items: 1}, s.failure
}

func (s script) Reload(_ context.Context, each func(Settling) error) (Reloaded, error) {
	if each != nil && each(Settling{Done: 1, Total: 2}) != nil {
		return Reloaded{}, errors.New("nobody listens")
	}
	return Reloaded{Changes: []string{"theme x added"}}, s.failure
}

func (s script) Turn(_ context.Context, host string, taken func(string) error) error {
	return taken(host)
}

func (s script) Resume(_ context.Context, sources []string) (done []Resumed, err error) {
	for _, id := range sources {
		done = append(done, Resumed{Source: id, Stopped: true})
	}
	return done, s.failure
}

// dialed serves desk at a socket beside a data file and returns a client.
func dialed(t *testing.T, desk Desk) *Client {
	t.Helper()
	return dialedUntil(t.Context(), t, desk)
}

// dialedUntil serves until ctx ends what was asked.
func dialedUntil(ctx context.Context, t *testing.T, desk Desk) *Client {
	t.Helper()
	t.Setenv("RUNTIME_DIRECTORY", "")
	data := filepath.Join(t.TempDir(), "d.db")
	if err := os.WriteFile(data, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	listener, err := Listen(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: Handler(Owner{Data: data, Authority: "desk.example,2026"}, desk), ConnContext: Accepted,
		BaseContext: func(net.Listener) context.Context { return ctx }}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	client, err := Dial(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		server.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Errorf("serve: %v", err)
		}
	})
	return client
}

func TestCallsAreTheSameOverTheSocket(t *testing.T) {
	desk := script{}
	client := dialed(t, desk)
	ctx := t.Context()

	type answers struct {
		Polls   []PollLine
		Sum     PollSum
		Items   []Item
		Shown   Shown
		Why     Explained
		Status  Status
		Reload  Reloaded
		Settled []Settling
		Broken  []string
		Queue   []Waiting
		Resume  []Resumed
		Turn    string
		Lines   []PlanLine
		Plan    PlanSum
		Labels  []Label
		Copied  []Copying
		Saved   Saved
		Story   StoryDone
		Edit    Edited
		Log     []Edited
		Digest  Digest
	}
	ask := func(d Desk) (a answers) {
		var err error
		check := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		a.Sum, err = d.Poll(ctx, PollAsk{Sources: []string{"a", "b"}}, func(l PollLine) error { a.Polls = append(a.Polls, l); return nil })
		check(err)
		check(d.Items(ctx, ItemsAsk{Source: "a", Most: 3}, func(i Item) error { a.Items = append(a.Items, i); return nil }))
		a.Shown, err = d.Show(ctx, "ref")
		check(err)
		a.Why, err = d.Explain(ctx, "ref")
		check(err)
		a.Status, err = d.Status(ctx)
		check(err)
		a.Reload, err = d.Reload(ctx, func(s Settling) error { a.Settled = append(a.Settled, s); return nil })
		check(err)
		a.Broken, err = d.Verify(ctx)
		check(err)
		a.Queue, err = d.Queue(ctx)
		check(err)
		if err = d.Turn(ctx, "a.example", func(host string) error { a.Turn = host; return nil }); err != nil {
			t.Fatal(err)
		}
		a.Resume, err = d.Resume(ctx, []string{"a", "b"})
		check(err)
		a.Plan, err = d.Plan(ctx, PlanAsk{Config: "/new.yaml"}, func(l PlanLine) error { a.Lines = append(a.Lines, l); return nil })
		check(err)
		check(d.Labels(ctx, func(l Label) error { a.Labels = append(a.Labels, l); return nil }))
		a.Story, err = d.Story(ctx, StoryAsk{Act: news.ActMerge, Item: "x", Other: "y", Who: "kim"})
		check(err)
		a.Edit, err = d.Edit(ctx, EditAsk{Act: news.ActAdd, Item: "x", Value: "v", Who: "kim", Found: &Found{Title: "t"}})
		check(err)
		a.Log, err = d.Log(ctx, "x")
		check(err)
		a.Digest, err = d.Digest(ctx, DigestAsk{Theme: "t", Since: "7d"})
		check(err)
		a.Saved, err = d.Backup(ctx, BackupAsk{Path: "/b.db", Keep: 3}, func(c Copying) error { a.Copied = append(a.Copied, c); return nil })
		check(err)
		return a
	}
	direct, remote := ask(desk), ask(client)
	if len(direct.Polls) != 2 || len(direct.Items) != 3 || len(direct.Resume) != 2 || direct.Turn != "a.example" || len(direct.Lines) != 1 || len(direct.Labels) != 1 {
		t.Fatalf("the desk itself answered %+v", direct)
	}
	if diff := cmp.Diff(direct, remote); diff != "" {
		t.Errorf("the socket changes answers (-direct +remote):\n%s", diff)
	}
}

func TestErrorsComeAcrossAsWorded(t *testing.T) {
	client := dialed(t, script{failure: errors.New("feeds.yaml:3:1: a sentence with a hint")})
	_, err := client.Reload(t.Context(), nil)
	if known, ok := errors.AsType[*Error](err); !ok || known.Text != "feeds.yaml:3:1: a sentence with a hint" {
		t.Errorf("reload: %v", err)
	}
	if got := client.Owner().Authority; got != "desk.example,2026" {
		t.Errorf("authority %q", got)
	}
	lines := 0
	err = client.Items(t.Context(), ItemsAsk{Most: 2}, func(Item) error { lines++; return nil })
	if err == nil || lines != 2 {
		t.Errorf("items: %d lines, then %v; want 2, then an error", lines, err)
	}
}

// busy is a desk that works on a status until it is stopped.
type busy struct {
	script
	asked func()
}

func (b busy) Status(ctx context.Context) (Status, error) {
	b.asked()
	<-ctx.Done()
	return Status{}, ctx.Err()
}

// Who asks learns that it was not he who ended the call.
func TestWhoAnswersIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	client := dialedUntil(ctx, t, busy{asked: stop})
	if _, err := client.Status(t.Context()); err == nil || !strings.Contains(err.Error(), "was stopped before this was done; ask again") {
		t.Errorf("got %v", err)
	}
}

// doomed is a desk whose process is killed after some lines of a poll.
type doomed struct {
	script
	lines int
}

func (d doomed) Poll(_ context.Context, _ PollAsk, each func(PollLine) error) (PollSum, error) {
	for range d.lines {
		if err := each(PollLine{Source: "a"}); err != nil {
			return PollSum{}, err
		}
	}
	panic(http.ErrAbortHandler) // the connection ends as it does with the process
}

// Who asks is told what happened and what to do, however far the answer came.
func TestWhoAnswersIsKilled(t *testing.T) {
	for _, lines := range []int{0, 1} {
		client, got := dialed(t, doomed{lines: lines}), 0
		_, err := client.Poll(t.Context(), PollAsk{}, func(PollLine) error { got++; return nil })
		if err == nil || got != lines || !strings.Contains(err.Error(), "who answered ended before this was done; what it had stored is kept, ask again") {
			t.Errorf("after %d lines: %d lines, then %v", lines, got, err)
		}
	}
}

// Who stops asking is not told that the other one ended.
func TestWhoAsksIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	client := dialed(t, busy{asked: stop})
	if _, err := client.Status(ctx); !errors.Is(err, context.Canceled) || err.Error() != context.Canceled.Error() {
		t.Errorf("got %v", err)
	}
}

func TestAnErrorOfTheCallerEndsTheCall(t *testing.T) {
	client := dialed(t, script{})
	enough := errors.New("enough")
	err := client.Items(t.Context(), ItemsAsk{Most: 1000}, func(Item) error { return enough })
	if !errors.Is(err, enough) {
		t.Errorf("items: %v, want the caller's error", err)
	}
}

func TestNobodyAnswers(t *testing.T) {
	t.Setenv("RUNTIME_DIRECTORY", "")
	_, err := Dial(t.Context(), filepath.Join(t.TempDir(), "none.db"))
	if !errors.Is(err, ErrNobody) {
		t.Errorf("dial: %v, want ErrNobody", err)
	}
}

func TestSocketPlaces(t *testing.T) {
	t.Setenv("RUNTIME_DIRECTORY", "/run/elsewhere")
	if got := Paths("/srv/d.db"); got[0] != "/run/elsewhere/control.sock" || got[len(got)-1] != "/srv/d.db.sock" {
		t.Errorf("paths %v", got)
	}
	long := "/" + strings.Repeat("x", 120) + "/d.db"
	if got := Paths(long); len(got[len(got)-1]) > maxSocketPath {
		t.Errorf("path %s is too long for a socket", got[len(got)-1])
	}
}

func TestSocketIsForTheGroupOnly(t *testing.T) {
	t.Setenv("RUNTIME_DIRECTORY", "")
	data := filepath.Join(t.TempDir(), "d.db")
	listener, err := Listen(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	stat, err := os.Stat(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if mode := stat.Mode().Perm(); mode != 0o660 {
		t.Errorf("mode %o, want 660", mode)
	}
}

// A second desk whose runtime folder is the same takes another place instead
// of pushing the first one out.
func TestAnotherDeskKeepsItsSocket(t *testing.T) {
	run, dir := t.TempDir(), t.TempDir()
	t.Setenv("RUNTIME_DIRECTORY", run)
	first, err := Listen(t.Context(), filepath.Join(dir, "one.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	go func() {
		for {
			conn, err := first.Accept()
			if err != nil {
				return
			}
			conn.Close()
		}
	}()
	second, err := Listen(t.Context(), filepath.Join(dir, "two.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if first.Addr().String() == second.Addr().String() {
		t.Errorf("both listen at %s", first.Addr())
	}
	var none net.Error
	if _, err := net.Dial("unix", first.Addr().String()); errors.As(err, &none) {
		t.Errorf("the first socket is gone: %v", err)
	}
}
