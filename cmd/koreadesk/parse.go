package main

import (
	"os"

	"github.com/spf13/cobra"

	"koreadesk/desk"
)

func newParse() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "parse [FILE]",
		Short: "Read one feed document and print what was understood of it",
		Long: `parse reads one document, from FILE or stdin, and prints one JSON object:
what was understood of it. The field "error" is empty whenever the document
is a feed, mended or not; else the exit code is 1.

The flags tell what the document's HTTP answer said; without them the
environment variables FEED_URL, FEED_CONTENT_TYPE and FEED_CONTENT_LOCATION do.`,
		Example: "  koreadesk parse saved.xml\n  curl -s https://www.example.org/feed | koreadesk parse --url https://www.example.org/feed",
		Args:    cobra.MaximumNArgs(1),
	}
	var from desk.Answer
	cmd.Flags().StringVar(&from.URL, "url", os.Getenv("FEED_URL"), "the address it came from")
	cmd.Flags().StringVar(&from.ContentType, "content-type", os.Getenv("FEED_CONTENT_TYPE"), "its Content-Type header")
	cmd.Flags().StringVar(&from.ContentLocation, "content-location", os.Getenv("FEED_CONTENT_LOCATION"), "its Content-Location header")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		in := cmd.InOrStdin()
		if len(args) == 1 {
			file, err := openInput(cmd, args[0], "a feed document that was saved, or - for standard input")
			if err != nil {
				return err
			}
			defer file.Close()
			in = file
		}
		understood, isFeed, err := desk.ParseDocument(in, from)
		if err != nil {
			return err
		}
		if _, err := cmd.OutOrStdout().Write(append(understood, '\n')); err != nil {
			return err
		}
		if !isFeed {
			return errSaid
		}
		return nil
	}
	return cmd
}
