package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newCompletion() *cobra.Command {
	return &cobra.Command{
		Use:   "completion bash|zsh|fish",
		Short: "Print the completion of commands for a shell",
		Long: `completion prints what a shell needs to complete commands, flags and the ids of
sources, themes and tags. The Debian package installs it.`,
		Example: "  source <(koreadesk completion bash)\n" +
			"  koreadesk completion zsh > \"${fpath[1]}/_koreadesk\"\n" +
			"  koreadesk completion fish > ~/.config/fish/completions/koreadesk.fish",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"bash", "zsh", "fish"},
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			}
			return usageError{fmt.Errorf("there is no completion for %q", args[0])}
		},
	}
}

// sourceIDs completes the ids of sources, with their titles.
func sourceIDs(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	for _, s := range desk.Skim(configPath(cmd)).Sources {
		ids = append(ids, cobra.CompletionWithDesc(s.ID, s.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// themeIDs completes the ids of themes, with their titles.
func themeIDs(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	for _, t := range desk.Skim(configPath(cmd)).Themes {
		ids = append(ids, cobra.CompletionWithDesc(t.ID, t.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// tagIDs completes the ids of tags, with their titles.
func tagIDs(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	var ids []string
	for _, t := range desk.Skim(configPath(cmd)).Tags {
		ids = append(ids, cobra.CompletionWithDesc(t.ID, t.Title))
	}
	return ids, cobra.ShellCompDirectiveNoFileComp
}

// itemThen completes nothing for an item, whose id no shell knows, and then what
// is decided of it.
func itemThen(rest cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return rest(cmd, args, begun)
	}
}

// completing gives a flag its completion.
func completing(cmd *cobra.Command, flag string, by cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, by); err != nil {
		panic(err) // the command has no such flag
	}
}
