package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// bar is a progress bar on a terminal; elsewhere it prints nothing.
type bar struct {
	out   io.Writer
	shown bool
}

// barWidth is the length of the bar in columns.
const barWidth = 30

func newBar(cmd *cobra.Command) *bar {
	out := cmd.ErrOrStderr()
	file, ok := out.(*os.File)
	return &bar{out: out, shown: ok && term.IsTerminal(int(file.Fd()))}
}

func (b *bar) step(done, total int, what string) {
	if !b.shown || total == 0 {
		return
	}
	full := barWidth * done / total
	// \x1b[K clears what a longer line left behind.
	fmt.Fprintf(b.out, "\r[%s%s] %d/%d %s\x1b[K", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), done, total, what)
}

func (b *bar) end() {
	if b.shown {
		fmt.Fprint(b.out, "\r\x1b[K")
	}
}
