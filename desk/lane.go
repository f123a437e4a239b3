package desk

import (
	"context"
	"sync"

	"koreadesk/desk/control"
)

// lanes part what is to be polled by the domain it waits for. The sources of a
// domain are asked one after another anyhow, so one goroutine asks them all: a
// stack grows to what a request takes once a domain, not once a source. The states
// stay with the store until then: there are as many as are due.
type lanes struct {
	all  [][]string
	most int            // lanes of a domain
	met  map[string]int // sources, by domain
	at   map[laneKey]int
}

type laneKey struct {
	domain string
	nth    int
}

func newLanes(perHost int) *lanes {
	return &lanes{most: max(perHost, 1), met: make(map[string]int), at: make(map[laneKey]int)}
}

// add puts a source into the next lane of a domain; "" waits for nobody.
func (l *lanes) add(source, domain string) {
	k := laneKey{domain, l.met[domain] % l.most}
	l.met[domain]++
	lane, known := l.at[k]
	if !known || domain == "" {
		lane = len(l.all)
		l.at[k], l.all = lane, append(l.all, nil)
	}
	l.all[lane] = append(l.all[lane], source)
}

// pollAll polls claimed sources, lanes side by side, in goroutines of polls.
// told is called by several of them with what became of each source that
// answered.
func (d *Desk) pollAll(ctx context.Context, e *edition, lanes [][]string, polls *sync.WaitGroup, told func(control.PollLine)) {
	for _, lane := range lanes {
		polls.Go(func() {
			for _, source := range lane {
				d.pollOne(ctx, e, source, polls, told)
			}
		})
	}
}
