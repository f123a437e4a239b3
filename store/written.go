package store

import "sync"

// mostWritten bounds the items of which it is known that they were written.
const mostWritten = 1 << 13

// written is which items the last transactions wrote: what was read of any other
// before them holds.
type written struct {
	mu    sync.Mutex
	since int            // transaction: which items it and those before it wrote is not known any more
	last  map[uint64]int // transaction that wrote the item last
}

// note adds the items that a transaction has written.
func (r *written) note(tx int, nums map[uint64]bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.last == nil || len(r.last)+len(nums) > mostWritten {
		r.since, r.last = tx-1, make(map[uint64]int, len(nums))
	}
	for num := range nums {
		r.last[num] = tx
	}
}

// not reports whether no transaction has written an item since the one that was
// seen.
func (r *written) not(num uint64, seen int) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return seen >= r.since && r.last[num] <= seen
}
