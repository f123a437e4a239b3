package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"text/tabwriter"
	"time"

	"koreadesk/desk/control"
)

// TestRound measures whole rounds, from the poll to pages that can be fetched,
// and checks what they brought; it judges no time. With -v it takes 1,000 feeds
// and prints a table, without it 20.
//
//	go test -run Round -v ./desk
//
// CPU and memory are those of the test process, its origin included.
func TestRound(t *testing.T) {
	feeds := 20
	if testing.Verbose() && !testing.Short() {
		feeds = 1000
	}
	round := 0
	var sent atomic.Int64
	serve := feedsOf(feeds, &round)
	origin := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		serve(counted{w, &sent}, r)
	}))
	defer origin.Close()
	d := roundDesk(t, feeds, origin.URL)
	defer d.Close()

	var out strings.Builder
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(table, "%d feeds\tnew\tpages\twall s\tCPU s\tanonymous MB\treceived KB\tfile KB\t\n", feeds)
	for _, step := range []struct {
		name  string
		next  int // the round the origin is in
		fresh int // items it brings
	}{
		{"cold", 0, 35 * feeds},
		{"unchanged", 0, 0},
		{"unchanged again", 0, 0},
		{"a tenth changed", 1, (feeds + 9) / 10},
	} {
		round = step.next
		sent.Store(0)
		begun, before := time.Now(), cpu(t)
		sum, err := d.Poll(context.Background(), control.PollAsk{All: true}, func(control.PollLine) error { return nil })
		wall, spent := time.Since(begun), cpu(t)-before
		if err != nil || sum.Failed > 0 || sum.Polled != feeds {
			t.Fatalf("%s: %+v, %v", step.name, sum, err)
		}
		if got := sum.New + sum.Joined; got != step.fresh {
			t.Errorf("%s: %d items arrived, want %d", step.name, got, step.fresh)
		}
		if step.fresh == 0 && (sum.Pages != 0 || sum.Updated != 0) {
			t.Errorf("%s: %d pages built, %d items updated, want none", step.name, sum.Pages, sum.Updated)
		}
		fmt.Fprintf(table, "%s\t%d\t%d\t%.2f\t%.2f\t%s\t%d\t%d\t\n", step.name, sum.New, sum.Pages, wall.Seconds(), spent.Seconds(),
			anonymous(), sent.Load()>>10, d.store.Stats().Bytes>>10)
	}
	table.Flush()
	t.Log("\n" + out.String() + fmt.Sprintf("%s, %d cores, %s", runtime.Version(), runtime.GOMAXPROCS(0), runtime.GOARCH))
}

// counted counts the octets of bodies.
type counted struct {
	http.ResponseWriter
	sent *atomic.Int64
}

func (c counted) Write(b []byte) (int, error) {
	c.sent.Add(int64(len(b)))
	return c.ResponseWriter.Write(b)
}

// cpu is the processor time of this process so far, user and system.
func cpu(t *testing.T) time.Duration {
	t.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		t.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// anonymous is the memory that is no file's, in MB, where the system tells it.
func anonymous() string {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		var kb int
		if n, _ := fmt.Sscanf(line, "RssAnon: %d kB", &kb); n == 1 {
			return fmt.Sprint(kb >> 10)
		}
	}
	return "-"
}
