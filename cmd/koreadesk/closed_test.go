package main

import (
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"koreadesk/news"
)

// cmdClosed: closed
//
// sets CUTOFF to a weekly cut-off that was two hours ago, ISSUE to the name of
// its issue, and BEFORE, EARLIER and AFTER to moments around it.
func cmdClosed(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 0 {
		ts.Fatalf("usage: closed")
	}
	at := time.Now().UTC().Add(-2 * time.Hour).Truncate(time.Minute)
	cutoff := at.Format("Mon 15:04") + " UTC"
	cycle, err := news.ParseCycle(false, cutoff)
	ts.Check(err)
	ts.Setenv("CUTOFF", cutoff)
	ts.Setenv("ISSUE", cycle.Name(at))
	ts.Setenv("EARLIER", at.AddDate(0, 0, -2).Format(time.RFC3339))
	ts.Setenv("BEFORE", at.Add(-time.Hour).Format(time.RFC3339))
	ts.Setenv("AFTER", at.Add(time.Hour).Format(time.RFC3339))
}
