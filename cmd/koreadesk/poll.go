package main

import (
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"koreadesk/desk/control"
)

func newPoll() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "poll [SOURCE...]",
		Short: "Poll every source that is due, once",
		Long: `poll runs one round of every source that is due, settles what came and
rebuilds the pages. A running daemon does it; without one this command does.
It fails when no source succeeded.`,
		Example: "  koreadesk poll\n  koreadesk poll vdi-nachrichten --all\n  koreadesk poll --out /srv/www/feeds",
	}
	cmd.ValidArgsFunction = sourceIDs
	var ask control.PollAsk
	cmd.Flags().BoolVar(&ask.All, "all", false, "whatever our own interval says; the server's word still holds")
	cmd.Flags().BoolVar(&ask.Force, "force", false, "whatever anyone says but Retry-After")
	cmd.Flags().StringVar(&ask.Out, "out", "", "write the feeds and pages into `DIR` as well")
	asJSON := cmd.Flags().Bool("json", false, "print one JSON object a poll")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		ask.Sources = args
		if ask.Out != "" {
			out, err := filepath.Abs(ask.Out)
			if err != nil {
				return err
			}
			ask.Out = out
		}
		return withDesk(cmd, true, func(d control.Desk) error { return poll(cmd, d, ask, *asJSON) })
	}
	return cmd
}

func poll(cmd *cobra.Command, d control.Desk, ask control.PollAsk, asJSON bool) error {
	var lines []control.PollLine
	bar, log := newBar(cmd), newLog(cmd, slog.LevelInfo)
	sum, err := d.Poll(cmd.Context(), ask, func(line control.PollLine) error {
		lines = append(lines, line)
		bar.step(line.Done, line.Total, line.Source)
		if asJSON {
			return printJSONLine(cmd, line)
		}
		if !bar.shown {
			logPoll(log, line)
		}
		return nil
	})
	bar.end()
	if cmd.Context().Err() != nil {
		fmt.Fprintf(cmd.ErrOrStderr(), "interrupted after %d polls; what they brought is kept\n", len(lines))
		return errSaid
	}
	if err != nil {
		return err
	}
	if !asJSON {
		printPolls(cmd, lines, sum)
	}
	if sum.Polled > 0 && sum.Failed == sum.Polled {
		return fmt.Errorf("no source succeeded: %d of %d failed (koreadesk status tells why)", sum.Failed, sum.Polled)
	}
	return nil
}

func logPoll(log *slog.Logger, line control.PollLine) {
	attrs := []any{"source", line.Source, "status", line.Status, "new", line.New, "updated", line.Updated,
		"took", line.Took.Round(time.Millisecond)}
	if line.Failed {
		log.Warn("poll", append(attrs, "reason", line.Reason)...)
		return
	}
	log.Info("poll", attrs...)
}

func printPolls(cmd *cobra.Command, lines []control.PollLine, sum control.PollSum) {
	slices.SortFunc(lines, func(a, b control.PollLine) int { return strings.Compare(a.Source, b.Source) })
	t := table{head: []string{"SOURCE", "STATUS", "NEW", "UPDATED", "JOINED", "KNOWN", "TOOK", "NEXT", "REASON"}}
	for _, l := range lines {
		t.row(l.Source, l.Status, number(l.New), number(l.Updated), number(l.Joined), number(l.Known),
			l.Took.Round(time.Millisecond).String(), moment(l.Next), l.Reason)
	}
	out := cmd.OutOrStdout()
	if len(lines) > 0 {
		t.print(out)
	}
	fmt.Fprintf(out, "polled %d, failed %d, not due %d; %d new, %d updated, %d joined; %s rebuilt; took %s\n",
		sum.Polled, sum.Failed, sum.NotDue, sum.New, sum.Updated, sum.Joined, count(sum.Pages, "page"),
		sum.Took.Round(time.Millisecond))
	if sum.Written > 0 {
		fmt.Fprintf(out, "%s written\n", count(sum.Written, "file"))
	}
}
