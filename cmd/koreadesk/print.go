package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"golang.org/x/text/width"

	"koreadesk/desk/control"
)

// table is printed in columns as wide as their widest cell; the last column
// goes on to the end of the line.
type table struct {
	head []string
	rows [][]string
}

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) print(to io.Writer) {
	out := bufio.NewWriter(to) // a call for each line of thousands adds up
	defer out.Flush()
	widths := make([]int, len(t.head))
	for _, cells := range append([][]string{t.head}, t.rows...) {
		for n, cell := range cells {
			widths[n] = max(widths[n], columns(cell))
		}
	}
	for _, cells := range append([][]string{t.head}, t.rows...) {
		var line strings.Builder
		for n, cell := range cells {
			line.WriteString(cell)
			if n < len(cells)-1 {
				line.WriteString(strings.Repeat(" ", widths[n]-columns(cell)+2))
			}
		}
		fmt.Fprintln(out, strings.TrimRight(line.String(), " "))
	}
}

// columns is how many terminal columns a text takes: Hangul and Han take two
// a character (Unicode Standard Annex 11).
func columns(s string) int {
	n := 0
	for _, r := range s {
		if r < utf8.RuneSelf {
			n++
			continue
		}
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

func printJSON(cmd *cobra.Command, value any) error {
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(value)
}

func printJSONLine(cmd *cobra.Command, value any) error {
	out := json.NewEncoder(cmd.OutOrStdout())
	out.SetEscapeHTML(false)
	return out.Encode(value)
}

func printTags(out io.Writer, tags []control.ItemTag) {
	for _, tag := range tags {
		fmt.Fprintf(out, "  %s (%.2f) because of %s\n", tag.ID, tag.Score, strings.Join(tag.Because, "; "))
	}
}

// printFault tells of an item that the rules failed on.
func printFault(out io.Writer, fault string) {
	if fault != "" {
		fmt.Fprintf(out, "  the rules failed on it (please report it): %s\n", fault)
	}
}

func number(n int) string { return strconv.Itoa(n) }

// count is a number with its noun: "1 source", "3 sources".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return number(n) + " " + noun + "s"
}

// moment is an instant as the operator's clock shows it.
func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.Local().Format("2006-01-02 15:04")
}

func momentOrUnknown(t *time.Time) string {
	if t == nil {
		return "-"
	}
	return moment(*t)
}
