package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"koreadesk/desk"
	"koreadesk/desk/config"
)

func newInit() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init [FILE.opml]",
		Short: "Write a first feeds.yaml",
		Long: `init writes a feeds.yaml with comments, ready for "koreadesk serve". On a terminal
it asks three questions; flags answer them beforehand. The feeds of a
subscription list (OPML) become its sources. A file that is there already stays
as it is.`,
		Example: "  koreadesk init\n  koreadesk init feeds.opml --title \"Korea Desk\" --base-url https://feeds.example.org --language en",
		Args:    cobra.MaximumNArgs(1),
	}
	first := config.First{}
	cmd.Flags().StringVar(&first.Title, "title", "Korea Desk", "the `NAME` of the desk")
	cmd.Flags().StringVar(&first.BaseURL, "base-url", "http://localhost:8080", "the `ADDRESS` under which readers reach it")
	cmd.Flags().StringVar(&first.Language, "language", "de", "of its pages: de, en or ko")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		path := configPath(cmd)
		if err := config.Vacant(path); err != nil {
			return err
		}
		var list io.Reader
		if len(args) == 1 {
			file, err := openInput(cmd, args[0], "a subscription list (OPML) a feed reader exported, or none")
			if err != nil {
				return err
			}
			defer file.Close()
			list = file
		}
		if in, ok := cmd.InOrStdin().(*os.File); ok && term.IsTerminal(int(in.Fd())) {
			newInterview(cmd).conduct(&first)
		}
		sources, notes, err := desk.Init(path, first, list)
		for _, note := range notes {
			fmt.Fprintln(cmd.ErrOrStderr(), note)
		}
		if _, wrong := errors.AsType[config.Mistakes](err); wrong && list == nil {
			return usageError{fmt.Errorf("init: an answer does not fit: %w", err)}
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s written, %s. Next: koreadesk check -c %s, then koreadesk serve -c %s\n", path, count(sources, "source"), path, path)
		return err
	}
	return cmd
}

// interview asks on a terminal what no flag has answered.
type interview struct {
	cmd *cobra.Command
	in  *bufio.Reader
}

func newInterview(cmd *cobra.Command) *interview {
	return &interview{cmd, bufio.NewReader(cmd.InOrStdin())}
}

func (i *interview) conduct(first *config.First) {
	i.ask("title", "What is the desk called?", &first.Title)
	i.ask("base-url", "Under which address will readers reach it? It goes into every id, for good.", &first.BaseURL)
	i.ask("language", "Which language do its pages speak: de, en or ko?", &first.Language)
}

// ask takes an empty line, or the end of the input, for what is in answer.
func (i *interview) ask(flag, question string, answer *string) {
	if i.cmd.Flags().Changed(flag) {
		return
	}
	fmt.Fprintf(i.cmd.ErrOrStderr(), "%s [%s] ", question, *answer)
	line, _ := i.in.ReadString('\n')
	if line = strings.TrimSpace(line); line != "" {
		*answer = line
	}
}
