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
	stop := spareMemory()
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
	stop := spareMemory()
	s := []figures.Sample{{Name: "/gc/heap/goal:bytes"}, {Name: "/gc/heap/live:bytes"}}
	near := func() {
		t.Helper()
		var goal, want uint64
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
			runtime.GC()
			for range 100 {
				figures.Read(s)
				live := s[1].Value.Uint64()
				goal, want = s[0].Value.Uint64(), max(room, live+live*garbage/100)
				if goal > want-want/8 && goal < want+want/8 {
					return
				}
				runtime.Gosched()
			}
		}
		t.Errorf("the next collection is at %d bytes, not near %d", goal, want)
	}
	near()
	large := make([]byte, 4*room)
	near()
	runtime.KeepAlive(large)
	near()
	stop()
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("stopped, the collector works at %d", got)
	}
}

func TestAffordable(t *testing.T) {
	for _, c := range []struct {
		live, roots uint64
		percent     int
	}{
		{0, 0, mostGarbage},
		{1 << 20, 0, mostGarbage},
		{12 << 20, 0, 300},
		{12 << 20, 6 << 20, 200},
		{24 << 20, 0, 100},
		{32 << 20, 0, garbage},
		{40 << 20, 0, garbage},
		{room, 0, garbage},
		{10 * room, 1 << 20, garbage},
	} {
		if got := affordable(c.live, c.roots); got != c.percent {
			t.Errorf("%d bytes live, %d roots: %d per cent, not %d", c.live, c.roots, got, c.percent)
		}
	}
}

func TestHasten(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "200")
	done := hasten()
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("GOGC was given, and the collector works at %d", got)
	}
	done()
	t.Setenv("GOGC", "")
	done = hasten()
	if got := debug.SetGCPercent(opening); got != opening {
		t.Errorf("while opening the collector works at %d, not %d", got, opening)
	}
	if done(); debug.SetGCPercent(100) != 100 {
		t.Error("after it, the collector does not work as before")
	}
}
