package desk

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// systemdSocket is what a service manager hears on $NOTIFY_SOCKET.
type systemdSocket struct {
	t    *testing.T
	conn *net.UnixConn
}

func listenAsSystemd(t *testing.T) *systemdSocket {
	t.Helper()
	path := filepath.Join(t.TempDir(), "notify")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: path, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	t.Setenv("NOTIFY_SOCKET", path)
	return &systemdSocket{t, conn}
}

// next is the next message that holds a line beginning with want.
func (s *systemdSocket) next(want string) string {
	s.t.Helper()
	buffer := make([]byte, 4096)
	s.conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	for {
		n, err := s.conn.Read(buffer)
		if err != nil {
			s.t.Fatalf("systemd did not hear %s: %v", want, err)
		}
		for line := range strings.SplitSeq(string(buffer[:n]), "\n") {
			if strings.HasPrefix(line, want) {
				return string(buffer[:n])
			}
		}
	}
}

// systemd hears that the desk is ready when it answers and not before, that it
// lives, and that it stops.
func TestSystemdIsTold(t *testing.T) {
	heard := listenAsSystemd(t)
	t.Setenv("WATCHDOG_USEC", "90000")
	t.Setenv("WATCHDOG_PID", fmt.Sprint(os.Getpid()))
	isReady := make(chan struct{})
	d := opened(t, func(w http.ResponseWriter, _ *http.Request) {
		<-isReady
		fmt.Fprint(w, rss("Eine Brücke"))
	})
	address, stop := served(t, d)
	ready := heard.next("READY=1")
	close(isReady)
	if !strings.Contains(ready, "STATUS=sources 1, in trouble 0, items 0") {
		t.Errorf("ready without a status: %q", ready)
	}
	if got := get(t, address+"/readyz"); got != "ready\n" {
		t.Errorf("systemd was told READY=1, and the desk says %q", got)
	}
	heard.next("STATUS=sources 1, in trouble 0, items 1, themes 1")
	heard.next("WATCHDOG=1")
	stop()
	heard.next("STOPPING=1")
}

// The watchdog is fed only while the poll loop goes round and the data file
// can be read.
func TestTheWatchdogStarves(t *testing.T) {
	d := opened(t, http.NotFound)
	heard := listenAsSystemd(t)
	d.beat()
	d.feed()
	heard.next("WATCHDOG=1")

	d.pulsed.Store(int64(time.Since(d.opened) - 2*pulse))
	d.feed()
	d.tell("STATUS=after")
	if got := heard.next(""); got != "STATUS=after" {
		t.Errorf("a poll loop that stands still feeds the watchdog: %q", got)
	}

	d.beat()
	if err := d.store.Close(); err != nil {
		t.Fatal(err)
	}
	d.feed()
	d.tell("STATUS=after")
	if got := heard.next(""); got != "STATUS=after" {
		t.Errorf("a data file that cannot be read feeds the watchdog: %q", got)
	}
}

// A private address that was not asked for is done without where it is taken;
// one that was is needed.
func TestThePrivateAddressIsTaken(t *testing.T) {
	d := opened(t, http.NotFound)
	other, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	c := *d.edition.Load().config
	c.Private = other.Addr().String()
	d.edition.Load().config = &c
	if l, err := d.listenPrivate(context.Background()); l != nil || err != nil {
		t.Errorf("the usual address is taken: %v, %v; want none", l, err)
	}
	c.PrivateGiven = true
	if _, err := d.listenPrivate(context.Background()); err == nil || !strings.Contains(err.Error(), "private") {
		t.Errorf("the stated address is taken: %v; want an error that names the key", err)
	}
}
