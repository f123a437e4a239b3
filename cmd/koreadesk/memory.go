package main

import (
	"os"
	"runtime/debug"
)

// garbage is how much memory may be garbage, in per cent of what is in use. Go's
// own 100 saves a twentieth of a first round's CPU time and nothing of a round
// that brings little; a desk spends its days with little, and its neighbours
// need the memory.
const garbage = 50

// spareMemory has the collector work earlier than Go would, unless who starts
// the program has said when (GOGC).
func spareMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
}
