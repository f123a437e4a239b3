package main

import (
	"runtime/debug"
	"testing"
)

func TestSpareMemory(t *testing.T) {
	before := debug.SetGCPercent(100)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "200")
	spareMemory()
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("GOGC was given, and the collector works at %d", got)
	}
	t.Setenv("GOGC", "")
	spareMemory()
	if got := debug.SetGCPercent(100); got != garbage {
		t.Errorf("the collector works at %d, not %d", got, garbage)
	}
}
