package desk

import (
	"context"
	"sync"

	"koreadesk/desk/control"
	"koreadesk/fetcher"
	"koreadesk/news"
)

// lanes parts what is to be polled by the domain it waits for. The sources of a
// domain are asked one after another anyhow, so one goroutine asks them all: a
// stack grows to what a request takes once a domain, not once a source. The states
// stay with the store until then: there are as many as are due.
func (e *edition) lanes(claimed []news.State) [][]string {
	type key struct {
		domain string
		nth    int
	}
	var lanes [][]string
	met, at := make(map[string]int), make(map[key]int)
	for n := range claimed {
		state := &claimed[n]
		domain := fetcher.Line(e.sources.of(state.Source), *state)
		k := key{domain, met[domain] % max(e.config.Poll.PerHost, 1)}
		met[domain]++
		lane, known := at[k]
		if !known || domain == "" { // waits for nobody
			lane = len(lanes)
			at[k], lanes = lane, append(lanes, nil)
		}
		lanes[lane] = append(lanes[lane], state.Source)
	}
	return lanes
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
