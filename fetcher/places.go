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
type places struct {
	mu     sync.Mutex
	free   int
	open   list.List // of chan struct{}: they wait, their connections kept
	others list.List
	passed int // how many with a connection were let in since one of the others was
}

const mostPassed = 64

func newPlaces(count int) *places { return &places{free: count} }

// take waits for a place, or for the end of ctx. It must be given back.
func (p *places) take(ctx context.Context, open bool) error {
	p.mu.Lock()
	if p.free > 0 && ctx.Err() == nil {
		p.free--
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

// pass hands a place on to who is next.
func (p *places) pass() {
	line := &p.open
	if line.Len() == 0 || p.passed >= mostPassed && p.others.Len() > 0 {
		line = &p.others
	}
	if line.Len() == 0 {
		p.free++
		return
	}
	p.passed++
	if line == &p.others {
		p.passed = 0
	}
	close(line.Remove(line.Front()).(chan struct{}))
}
