package desk

import (
	"os"
	"runtime"
	"runtime/debug"
	figures "runtime/metrics"
	"sync"
)

const (
	// garbage is how much memory of a daemon may be garbage, in per cent of what
	// is in use. Go's own 100 saves a sixth of a first round's CPU time, and hardly
	// any of a round that brings little; a daemon spends its days with little,
	// and its neighbours need the memory.
	garbage = 50
	// room is the heap, in bytes, up to which that does not matter: a small desk
	// that readers ask much would collect many times a second to spare a few MB,
	// at a tenth of the time its answers take.
	room = 48 << 20
	// mostGarbage bounds what a nearly empty heap may grow by: above it Go's least
	// heap (4 MiB at 100 per cent) is larger than room.
	mostGarbage = room / (4 << 20) * 100
)

// spareMemory has the collector work earlier than Go would, once the heap has
// outgrown its room, unless who starts the program has said when (GOGC). It
// lasts until stop is called.
func spareMemory() (stop func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	t := &thrift{sample: []figures.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/goal:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"},
	}}
	before := debug.SetGCPercent(garbage)
	t.afterNext()
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.stopped = true
		debug.SetGCPercent(before)
	}
}

// opening is how much may be garbage while a command opens the desk: what it
// reads then mostly stays, and collecting it time and again as it grows costs a
// tenth of a round over thousands of sources that bring nothing.
const opening = 400

// hasten has the collector work later than Go would until done is called, unless
// who starts the program has said when (GOGC).
func hasten() (done func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(opening)
	return func() { debug.SetGCPercent(before) }
}

// thrift sets after each collection how much garbage the next waits for.
type thrift struct {
	sample  []figures.Sample // live, goal, stacks, globals
	mu      sync.Mutex
	stopped bool
}

// afterNext calls adjust once after the next collection, which frees what nobody
// holds.
func (t *thrift) afterNext() {
	runtime.AddCleanup(new([4]uint64), (*thrift).adjust, t)
}

func (t *thrift) adjust() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stopped {
		return
	}
	figures.Read(t.sample)
	live, goal := t.sample[0].Value.Uint64(), t.sample[1].Value.Uint64()
	roots := t.sample[2].Value.Uint64() + t.sample[3].Value.Uint64()
	percent := affordable(live, roots)
	// The world stops for a new figure: only where it makes a difference.
	if wanted := live + (live+roots)*uint64(percent)/100; max(wanted, goal)-min(wanted, goal) > wanted/16 {
		debug.SetGCPercent(percent)
	}
	t.afterNext()
}

// affordable is how much garbage, in per cent, a heap of live bytes may hold
// beside them, with the stacks and globals that Go counts with it.
func affordable(live, roots uint64) int {
	if live >= room {
		return garbage
	}
	return int(min(max((room-live)*100/max(live+roots, 1), garbage), mostGarbage))
}
