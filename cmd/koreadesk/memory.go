package main

import (
	"os"
	"runtime/debug"
)

// garbage is how much memory of a daemon may be garbage, in per cent of what is in
// use. Go's own 100 saves a sixth of a first round's CPU time, and hardly any of
// a round that brings little; a daemon spends its days with little, and its
// neighbours need the memory.
const garbage = 50

// spareMemory has the collector work earlier than Go would, unless who starts
// the program has said when (GOGC).
func spareMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}
