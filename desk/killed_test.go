package desk

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
)

// phases are what a desk may be doing when it is killed. Each does it the nth
// time; it is acknowledged when it returns.
var phases = map[string]func(ctx context.Context, d *Desk, n int) error{
	// fetched, written, settled and built
	"poll": func(ctx context.Context, d *Desk, _ int) error { return force(ctx, d) },
	"edit": func(ctx context.Context, d *Desk, n int) error {
		item, err := anyItem(ctx, d)
		if err == nil {
			_, err = d.Edit(ctx, control.EditAsk{Act: news.ActRetitle, Item: item, Value: fmt.Sprintf("Retitled %04d", n)})
		}
		return err
	},
	// every item settled under other rules
	"reload": func(ctx context.Context, d *Desk, n int) error {
		text, err := os.ReadFile(d.options.Config)
		if err != nil {
			return err
		}
		words := []string{"Kran", "Brücke"}
		changed := strings.NewReplacer(words[n%2], words[(n+1)%2]).Replace(string(text))
		if err := os.WriteFile(d.options.Config+".new", []byte(changed), 0o600); err != nil {
			return err
		}
		if err := os.Rename(d.options.Config+".new", d.options.Config); err != nil {
			return err
		}
		_, err = d.Reload(ctx, nil)
		return err
	},
	"backup": func(ctx context.Context, d *Desk, _ int) error {
		ask := control.BackupAsk{Path: filepath.Join(filepath.Dir(d.options.Config), "backup.db")}
		_, err := d.Backup(ctx, ask, func(control.Copying) error { return nil })
		return err
	},
	"prune": func(ctx context.Context, d *Desk, _ int) error {
		if err := force(ctx, d); err != nil {
			return err
		}
		_, err := d.Prune(ctx, time.Now().AddDate(2, 0, 0))
		return err
	},
}

func force(ctx context.Context, d *Desk) error {
	_, err := d.Poll(ctx, control.PollAsk{Force: true}, func(control.PollLine) error { return nil })
	return err
}

func anyItem(ctx context.Context, d *Desk) (id string, err error) {
	err = d.Items(ctx, control.ItemsAsk{Most: 1}, func(i control.Item) error { id = i.ID; return nil })
	return id, err
}

// work is the process that is killed: it does one thing over and over and says
// each time that it is done.
func work(phase, config string) {
	ctx := context.Background()
	d, err := Open(ctx, Options{Config: config, Log: slog.New(slog.DiscardHandler)})
	for n := 0; err == nil; n++ {
		if err = phases[phase](ctx, d, n); err == nil {
			fmt.Println(n)
		}
	}
	fmt.Println(err)
}

// growing is a source that has a few entries more at each request.
func growing(asked *atomic.Int64) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		titles := make([]string, min(20+3*asked.Add(1), 150))
		for n := range titles {
			titles[n] = fmt.Sprintf("Meldung %d: Kran und Brücke Nummer %d in Hafen %d", n, 7*n, 13*n)
		}
		io.WriteString(w, rss(titles...))
	}
}

// Killed in any phase of its work, a desk has all that was acknowledged, no
// item twice, the pages it had, and a backup that is sound or none.
func TestKilledInEveryPhase(t *testing.T) {
	for phase := range phases {
		t.Run(phase, func(t *testing.T) {
			var asked atomic.Int64
			config := written(t, growing(&asked))
			d := reopened(t, config)
			if err := force(t.Context(), d); err != nil {
				t.Fatal(err)
			}
			before := front(d)
			if err := d.Close(); err != nil {
				t.Fatal(err)
			}
			for round := range 4 {
				last := killed(t, phase, config, 1+round, float64(round)/4)
				d := reopened(t, config)
				sound := front(d)
				if problems, err := d.Verify(t.Context()); err != nil || len(problems) > 0 {
					t.Errorf("round %d: %v, %v", round, problems, err)
				}
				switch phase {
				case "reload", "backup":
					if sound != before {
						t.Errorf("round %d: the page is another", round)
					}
				case "edit":
					if log, err := d.Log(t.Context(), ""); err != nil || len(log) <= last {
						t.Errorf("round %d: %d edits are kept, %v; %d were acknowledged", round, len(log), err, last+1)
					}
					if !strings.Contains(sound, "Retitled ") {
						t.Errorf("round %d: no page shows the edit", round)
					}
				}
				once(t, d)
				if err := d.Close(); err != nil {
					t.Fatal(err)
				}
			}
			soundOrNone(t, config)
		})
	}
}

// killed has another process work until it has done so much, and a part more,
// and kills it. It returns the last thing that was acknowledged.
func killed(t *testing.T, phase, config string, after int, part float64) (last int) {
	t.Helper()
	victim := exec.Command(os.Args[0])
	victim.Env = append(os.Environ(), "DESK_TEST_WORK="+phase, "DESK_TEST_CONFIG="+config)
	out, err := victim.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := victim.Start(); err != nil {
		t.Fatal(err)
	}
	last = -1
	lines, begin, took := bufio.NewScanner(out), time.Now(), time.Duration(0)
	for n := 0; n < after && lines.Scan(); n++ {
		if _, err := fmt.Sscan(lines.Text(), &last); err != nil {
			t.Errorf("the other process says %q", lines.Text())
		}
		took, begin = time.Since(begin), time.Now()
	}
	time.Sleep(time.Duration(part * float64(took))) // into the midst of the next one
	if err := victim.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // what it had said before it died
		_, _ = fmt.Sscan(lines.Text(), &last)
	}
	_ = victim.Wait()
	return last
}

func written(t *testing.T, feed http.HandlerFunc) (config string) {
	t.Helper()
	t.Setenv("RUNTIME_DIRECTORY", "")
	origin := httptest.NewServer(feed)
	t.Cleanup(origin.Close)
	config = filepath.Join(t.TempDir(), "feeds.yaml")
	text := fmt.Sprintf(`desk: {title: Desk, base_url: http://desk.example}
poll: {gap: 0s, allow_private: true}
sources: [{id: a, url: %q}]
tags: [{id: word, terms: [Kran]}]
themes: [{id: all, title: All, limit: 10, at_least: 0s}, {id: word, title: Word, all: [word], limit: 1, at_least: 0s}]
`, origin.URL+"/feed")
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return config
}

func reopened(t *testing.T, config string) *Desk {
	t.Helper()
	d, err := Open(t.Context(), Options{Config: config, Create: true, Wait: time.Second, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.complete(t.Context()); err != nil {
		t.Fatal(err)
	}
	return d
}

// front is /all.atom as a reader has it.
func front(d *Desk) string {
	answer := httptest.NewRecorder()
	d.handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/all.atom", nil))
	return answer.Body.String()
}

// once checks that no entry of the source became two items.
func once(t *testing.T, d *Desk) {
	t.Helper()
	seen := make(map[string]bool)
	err := d.Items(t.Context(), control.ItemsAsk{Most: 1000}, func(i control.Item) error {
		if seen[i.Link] {
			t.Errorf("%s is there twice", i.Link)
		}
		seen[i.Link] = true
		return nil
	})
	if err != nil || len(seen) == 0 {
		t.Errorf("%d items, %v", len(seen), err)
	}
}

func soundOrNone(t *testing.T, config string) {
	t.Helper()
	backup := filepath.Join(filepath.Dir(config), "backup.db")
	if _, err := os.Stat(backup); err != nil {
		return
	}
	_, err := store.Restore(t.Context(), backup, filepath.Join(t.TempDir(), "koreadesk.db"),
		store.Options{Authority: "desk.example,2026"}, time.Now(), nil)
	if err != nil {
		t.Errorf("the backup a killed desk left: %v", err)
	}
}
