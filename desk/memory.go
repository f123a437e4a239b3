package desk

import (
	"os"
	"runtime"
	"runtime/debug"
	figures "runtime/metrics"
	"sync"
)

// thrift is how much memory may be garbage, beside what is in use.
type thrift struct {
	// room is the heap, in bytes, up to which nothing is collected: to collect a
	// small one many times a second would spare a few MB, and what a start reads
	// mostly stays.
	room uint64
	// percent of what is in use may be garbage above it,
	percent int
	// but no more bytes than this where that is more than half; 0 is no bound.
	most uint64
}

// ofDaemon is a daemon's: it spends its days with little, and its neighbours need
// the memory. Go's own 100 per cent saves a sixth of a first round's CPU time, and
// hardly any of a round that brings little.
func ofDaemon() thrift { return thrift{room: 48 << 20, percent: 50} }

// ofOpening is that of a command while it opens the desk: what it reads then mostly
// stays, and collecting it time and again as it grows costs a tenth of a round over
// thousands of sources that bring nothing.
func ofOpening() thrift { return thrift{room: 40 << 20, percent: 400, most: 96 << 20} }

// ofCommand is that of a command from then on; it is soon over.
func ofCommand() thrift { return thrift{room: 40 << 20, percent: 100, most: 96 << 20} }

const (
	leastHeap = 4 << 20 // bytes at 100 per cent: Go collects no smaller one
	fewest    = 50      // per cent that the most bytes may not press it below
)

// spare has the collector work so, unless who starts the program has said when
// (GOGC). It lasts until stop is called; turn goes over to another thrift.
func (t thrift) spare() (turn func(thrift), stop func()) {
	if os.Getenv("GOGC") != "" {
		return func(thrift) {}, func() {}
	}
	s := &sparing{sample: []figures.Sample{
		{Name: "/gc/heap/live:bytes"}, {Name: "/gc/heap/goal:bytes"}, {Name: "/gc/scan/stack:bytes"}, {Name: "/gc/scan/globals:bytes"},
	}}
	before := s.turn(t)
	s.afterNext()
	return func(next thrift) { s.turn(next) }, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if !s.stopped {
			s.stopped = true
			debug.SetGCPercent(before)
		}
	}
}

// sparing sets after each collection how much garbage the next waits for.
type sparing struct {
	thrift
	sample  []figures.Sample // live, goal, stacks, globals
	mu      sync.Mutex
	stopped bool
}

// turn goes by a thrift from now on, and returns at how many per cent the collector
// worked before.
func (s *sparing) turn(t thrift) (before int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.thrift = t
	figures.Read(s.sample)
	return debug.SetGCPercent(t.affordable(s.used()))
}

// used are what is live, and the stacks and globals that Go counts with it.
func (s *sparing) used() (live, roots uint64) {
	return s.sample[0].Value.Uint64(), s.sample[2].Value.Uint64() + s.sample[3].Value.Uint64()
}

// afterNext calls adjust once after the next collection, which frees what nobody
// holds.
func (s *sparing) afterNext() {
	runtime.AddCleanup(new([4]uint64), (*sparing).adjust, s)
}

func (s *sparing) adjust() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return
	}
	figures.Read(s.sample)
	live, roots := s.used()
	percent, goal := s.affordable(live, roots), s.sample[1].Value.Uint64()
	// The world stops for a new figure: only where it makes a difference.
	if wanted := live + (live+roots)*uint64(percent)/100; max(wanted, goal)-min(wanted, goal) > wanted/16 {
		debug.SetGCPercent(percent)
	}
	s.afterNext()
}

// affordable is how much garbage, in per cent of live bytes and roots, a heap may
// hold beside them.
func (t thrift) affordable(live, roots uint64) int {
	used, percent := max(live+roots, 1), uint64(t.percent)
	if t.most > 0 {
		percent = min(percent, max(t.most*100/used, fewest))
	}
	if live < t.room {
		percent = max(percent, (t.room-live)*100/used)
	}
	return int(min(percent, t.room/leastHeap*100))
}
