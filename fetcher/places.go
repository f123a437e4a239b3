package fetcher

import (
	"container/list"
	"context"
	"sync"
)

// places bound how many requests are at work. Who has a connection open goes
// before those who must make one: were they served in the order in which they
// came, a round over more hosts than connections are kept would find each one
// closed. But no more than mostPassed go before the one who has waited longest.
//
// An answer that brings nothing new is over at once, and slow hosts are best waited
// for all together; documents take memory, and more of them are of no use than are
// read. So there are more places while there is room.
type places struct {
	mu     sync.Mutex
	count  int         // of places that there always are
	spare  int         // more, while
	roomy  func() bool // says so
	taken  int
	open   list.List // of chan struct{}: they wait, their connections kept
	others list.List
	passed int // how many with a connection were let in since one of the others was
}

const mostPassed = 64

const (
	otherFiles = 128 // that a desk has open besides: the data file, readers, its socket
	fewOpen    = 64  // connections where it cannot be known
)

// shareOf is how many connections may be at work, and as many be kept open, where
// so many files may be open. While one is made it takes two: both families of a
// name's addresses are asked for at once, and are tried beside each other (RFC 8305).
func shareOf(files uint64) int {
	files = min(files, 1<<20)
	files -= min(otherFiles, files/2)
	return max(int(files)/3, 1)
}

func newPlaces(count int) *places { return &places{count: count} }

// most is how many may be taken now.
func (p *places) most() int {
	if p.spare > 0 && p.roomy() {
		return p.count + p.spare
	}
	return p.count
}

// take waits for a place, or for the end of ctx. It must be given back.
func (p *places) take(ctx context.Context, open bool) error {
	p.mu.Lock()
	if p.taken < p.most() && ctx.Err() == nil {
		p.taken++
		p.mu.Unlock()
		return nil
	}
	line := &p.others
	if open {
		line = &p.open
	}
	ready := make(chan struct{})
	at := line.PushBack(ready)
	p.mu.Unlock()
	select {
	case <-ready:
		return nil
	case <-ctx.Done():
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-ready: // meanwhile
		p.pass()
	default:
		line.Remove(at)
	}
	return context.Cause(ctx)
}

func (p *places) give() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.pass()
}

// pass hands a place on to who is next, and whatever others there are by now.
func (p *places) pass() {
	p.taken--
	for most := p.most(); p.taken < most && p.open.Len()+p.others.Len() > 0; {
		p.admit()
	}
}

func (p *places) admit() {
	line := &p.open
	if line.Len() == 0 || p.passed >= mostPassed && p.others.Len() > 0 {
		line = &p.others
	}
	p.taken++
	p.passed++
	if line == &p.others {
		p.passed = 0
	}
	close(line.Remove(line.Front()).(chan struct{}))
}
