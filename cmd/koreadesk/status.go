package main

import (
	"cmp"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

func newStatus() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Show the health of the desk and of each source",
		Example: "  koreadesk status\n  koreadesk status --json",
		Args:    cobra.NoArgs,
	}
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return withDesk(cmd, false, func(d control.Desk) error {
			status, err := d.Status(cmd.Context())
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(cmd, status)
			}
			printStatus(cmd, status)
			return nil
		})
	}
	return cmd
}

func printStatus(cmd *cobra.Command, s control.Status) {
	out := cmd.OutOrStdout()
	running := "no daemon is running"
	if s.Running {
		running = "the daemon is running"
	}
	fmt.Fprintf(out, "koreadesk %s; %s\n%s: %s, %s, rules generation %d\n", s.Version, running,
		s.Data, count(s.Items, "item"), size(s.DataBytes), s.Generation)
	if s.Trouble != "" {
		fmt.Fprintf(out, "the data file cannot be written: %s (free space, or mount it writable again; nothing is lost, sources are asked again)\n", s.Trouble)
	}
	if s.Unsettled > 0 {
		fmt.Fprintf(out, "%s to settle\n", count(s.Unsettled, "change"))
	}
	fmt.Fprintln(out)
	printHealth(out, s.Sources)
	for _, record := range s.Damaged {
		fmt.Fprintf(out, "damaged: %s (restore a backup)\n", record)
	}
	for _, r := range s.Refused {
		if r.Item == "" { // of the page itself
			fmt.Fprintf(out, "%s: %s\n", r.Theme, r.Why)
			continue
		}
		fmt.Fprintf(out, "left out of %s: %s: %s\n", r.Theme, r.Item, r.Why)
	}
}

// printHealth tells of each source how it fares, and of those that say more, what.
func printHealth(out io.Writer, sources []control.SourceHealth) {
	t := table{head: []string{"SOURCE", "STATE", "LAST OK", "LAST NEW", "NEXT POLL", "INTERVAL", "FAILURES", "REASON"}}
	for _, h := range sources {
		t.row(h.ID, h.State, momentOrUnknown(h.LastOK), momentOrUnknown(h.LastNew), momentOrUnknown(h.NextPoll),
			h.Interval, number(h.Failures), cmp.Or(h.Reason, h.Because))
	}
	t.print(out)
	for _, h := range sources {
		printVerdict(out, h)
		if h.Choice != "" {
			fmt.Fprintf(out, "%s: found on its page: %s\n", h.ID, h.Choice)
		}
		for _, drift := range h.Drift {
			fmt.Fprintf(out, "%s: drift: %s\n", h.ID, drift)
		}
		for _, repair := range h.Repairs {
			fmt.Fprintf(out, "%s: mended: %s\n", h.ID, repair)
		}
		for _, note := range h.Notes {
			fmt.Fprintf(out, "%s: %s\n", h.ID, note)
		}
	}
}

// printVerdict tells of a source that is not as it should be, and the way out.
func printVerdict(out io.Writer, h control.SourceHealth) {
	if h.Why == "" {
		return
	}
	since := ""
	if h.Since != nil && h.Verdict != "ok" {
		since = " since " + moment(*h.Since)
	}
	fmt.Fprintf(out, "%s: %s%s: %s\n", h.ID, h.Verdict, since, h.Why)
	if h.Remedy != "" {
		fmt.Fprintf(out, "  next: %s\n", h.Remedy)
	}
}
