// Command koreadesk polls the sources a news desk cares about, says which
// stories concern Korea and why, and republishes them as curated feeds.
//
// A file here is a command: its flags, one call into package desk, and how the
// answer is printed. Results go to stdout, progress and logs to stderr. Errors
// are one sentence in lower case that names the thing, the trouble and the next
// step. The exit code is 0 when it worked, 1 when it did not, and 2 when the
// command was not understood.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// errSaid is the error of a command that has printed all there is to say.
var errSaid = errors.New("said already")

func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	if usage, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintf(errs, "koreadesk: %v\n", usage.error)
		return 2
	}
	if !errors.Is(err, errSaid) {
		fmt.Fprintf(errs, "koreadesk: %v\n", err)
	}
	return 1
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "koreadesk",
		Short: "A news desk for Korea: sources in, curated feeds out",
		Long: `koreadesk polls the sources listed in feeds.yaml, keeps each story once,
says which stories concern Korea and why, and republishes them as feeds,
one per theme.`,
		Example:       "  koreadesk demo\n  koreadesk check\n  koreadesk serve",
		SilenceUsage:  true,
		SilenceErrors: true,
		Version:       version(),
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usageError{fmt.Errorf("there is no command %q%s (koreadesk --help lists them)", args[0], near(cmd, args[0]))}
			}
			return cmd.Help()
		},
	}
	root.SetVersionTemplate("koreadesk {{.Version}}\n")
	root.PersistentFlags().StringP("config", "c", "feeds.yaml", "the configuration `FILE`")
	root.SetFlagErrorFunc(wrongFlag)
	root.AddCommand(newServe(), newPoll(), newCheck(), newTry(), newParse(), newTag(), newEval(), newLearn(),
		newItems(), newShow(), newExplain(), newPlan(), newStatus(), newQueue(), newDigest(), newEdit(), newStory(), newSource(), newStore(), newReload(), newImport(), newExport(), newInit(), newDemo(),
		newCompletion(), newVersion())
	root.AddCommand(manual()...)
	root.CompletionOptions.DisableDefaultCmd = true
	for _, cmd := range root.Commands() {
		strict(cmd)
	}
	return root
}

// configPath is the configuration file of a command.
func configPath(cmd *cobra.Command) string {
	path, _ := cmd.Flags().GetString("config")
	return path
}

// optionalConfig is the configuration file of a command that works without
// one: "" when none was named and the usual one is not there.
func optionalConfig(cmd *cobra.Command) string {
	path := configPath(cmd)
	if !cmd.Flags().Changed("config") {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return ""
		}
	}
	return path
}

// newLog writes a line an event to stderr, from the given level on.
func newLog(cmd *cobra.Command, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(cmd.ErrOrStderr(), &slog.HandlerOptions{Level: level, ReplaceAttr: redact}))
}
