package desk

import (
	"runtime"
	"runtime/debug"
	figures "runtime/metrics"
	"testing"
	"time"
)

func TestGivenGOGCStands(t *testing.T) {
	before := debug.SetGCPercent(200)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "200")
	_, stop := ofDaemon().spare()
	defer stop()
	runtime.GC()
	if got := debug.SetGCPercent(200); got != 200 {
		t.Errorf("GOGC was given, and the collector works at %d", got)
	}
}

// A small heap fills its room before it is collected; a large one holds half
// as much garbage as it has in use.
func TestSpareMemory(t *testing.T) {
	t.Setenv("GOGC", "")
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	daemon := ofDaemon()
	_, stop := daemon.spare()
	s := []figures.Sample{{Name: "/gc/heap/goal:bytes"}, {Name: "/gc/heap/live:bytes"}}
	near := func() {
		t.Helper()
		var goal, want uint64
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
			runtime.GC()
			for range 100 {
				figures.Read(s)
				live := s[1].Value.Uint64()
				goal, want = s[0].Value.Uint64(), max(daemon.room, live+live/2)
				if goal > want-want/8 && goal < want+want/8 {
					return
				}
				runtime.Gosched()
			}
		}
		t.Errorf("the next collection is at %d bytes, not near %d", goal, want)
	}
	near()
	large := make([]byte, 4*daemon.room)
	near()
	runtime.KeepAlive(large)
	near()
	stop()
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("stopped, the collector works at %d", got)
	}
}

func TestAffordable(t *testing.T) {
	daemon, command := ofDaemon(), ofCommand()
	for _, c := range []struct {
		thrift      thrift
		live, roots uint64
		percent     int
	}{
		{daemon, 0, 0, 1200}, // of Go's least heap, 4 MB: the room
		{daemon, 1 << 20, 0, 1200},
		{daemon, 12 << 20, 0, 300},
		{daemon, 12 << 20, 6 << 20, 200},
		{daemon, 24 << 20, 0, 100},
		{daemon, 32 << 20, 0, 50},
		{daemon, 40 << 20, 0, 50},
		{daemon, 48 << 20, 0, 50},
		{daemon, 480 << 20, 1 << 20, 50},
		{command, 0, 0, 1000},
		{command, 8 << 20, 0, 400},
		{command, 32 << 20, 0, 100},
		{command, 96 << 20, 0, 100},
		{command, 120 << 20, 0, 80},
		{command, 100 << 20, 20 << 20, 80},
		{command, 1 << 30, 0, 50},
		{ofOpening(), 12 << 20, 0, 400},
		{ofOpening(), 48 << 20, 0, 200},
	} {
		if got := c.thrift.affordable(c.live, c.roots); got != c.percent {
			t.Errorf("%+v: %d bytes live, %d roots: %d per cent, not %d", c.thrift, c.live, c.roots, got, c.percent)
		}
	}
}

// A command that has its own desk spares memory until it ends it; one that found
// a daemon does not go on.
func TestReachSparesMemory(t *testing.T) {
	t.Setenv("GOGC", "")
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	d := openDesk(t, "desk: {title: Desk, base_url: http://desk.example}\nthemes: [{id: all, title: All}]\nsources: [{id: a, url: http://a.example/feed}]\n")
	o := d.options
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	_, end, err := Reach(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if got := debug.SetGCPercent(100); got == 100 {
		t.Error("the collector works as Go would have it")
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("after the command the collector works at %d per cent", got)
	}
}
