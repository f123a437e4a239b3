package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"regexp"
	"strings"
	"syscall"

	"golang.org/x/term"
)

// newLogger writes an event a line, in a form: text; json; journal, text with
// the priority systemd reads at the beginning of a line (sd-daemon(3)); auto is
// text on a terminal, journal where the output is the journal, else json.
func newLogger(out io.Writer, form string, level slog.Level) (*slog.Logger, error) {
	o := &slog.HandlerOptions{Level: level, ReplaceAttr: redact}
	if form == "auto" {
		form = logForm(out)
	}
	switch form {
	case "text":
		return slog.New(slog.NewTextHandler(out, o)), nil
	case "json":
		o.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr { return inSeconds(redact(groups, a)) }
		return slog.New(slog.NewJSONHandler(out, o)), nil
	case "journal":
		return slog.New(newJournal(out, o)), nil
	}
	return nil, usageError{fmt.Errorf("there is no log form %q: write auto, text, json or journal", form)}
}

// logForm is the form that suits an output.
func logForm(out io.Writer) string {
	file, ok := out.(*os.File)
	switch {
	case ok && term.IsTerminal(int(file.Fd())):
		return "text"
	case ok && isJournal(file):
		return "journal"
	}
	return "json"
}

// isJournal reports whether a file is what systemd connected to the journal:
// JOURNAL_STREAM is its device and inode (systemd.exec(5)).
func isJournal(file *os.File) bool {
	at, err := file.Stat()
	if err != nil {
		return false
	}
	stat, ok := at.Sys().(*syscall.Stat_t)
	return ok && os.Getenv("JOURNAL_STREAM") == fmt.Sprintf("%d:%d", stat.Dev, stat.Ino)
}

var userinfo = regexp.MustCompile(`://[^/?#@\s"]*@`)

// redact takes user names and passwords out of addresses, wherever they come
// from.
func redact(_ []string, a slog.Attr) slog.Attr {
	var text string
	switch a.Value.Kind() {
	case slog.KindString:
		if text = a.Value.String(); !strings.Contains(text, "://") {
			return a
		}
	case slog.KindAny:
		err, ok := a.Value.Any().(error)
		if !ok {
			return a
		}
		text = err.Error()
	default:
		return a
	}
	return slog.String(a.Key, userinfo.ReplaceAllString(text, "://…@"))
}

// inSeconds gives a time taken its unit: JSON has no durations, and slog writes
// bare nanoseconds.
func inSeconds(a slog.Attr) slog.Attr {
	if a.Value.Kind() != slog.KindDuration {
		return a
	}
	return slog.Float64(a.Key+"_seconds", a.Value.Duration().Seconds())
}

// journal is a text handler for each priority of syslog(3) that is used. The
// journal has the time itself.
type journal map[slog.Level]slog.Handler

func newJournal(out io.Writer, o *slog.HandlerOptions) journal {
	bare := *o
	bare.ReplaceAttr = func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && (a.Key == slog.TimeKey || a.Key == slog.LevelKey) {
			return slog.Attr{}
		}
		return redact(groups, a)
	}
	j := make(journal)
	for level, priority := range map[slog.Level]string{slog.LevelDebug: "<7>", slog.LevelInfo: "<6>", slog.LevelWarn: "<4>", slog.LevelError: "<3>"} {
		j[level] = slog.NewTextHandler(prefixed{out, priority}, &bare)
	}
	return j
}

func (j journal) of(level slog.Level) slog.Handler {
	switch {
	case level >= slog.LevelError:
		return j[slog.LevelError]
	case level >= slog.LevelWarn:
		return j[slog.LevelWarn]
	case level >= slog.LevelInfo:
		return j[slog.LevelInfo]
	}
	return j[slog.LevelDebug]
}

func (j journal) Enabled(ctx context.Context, level slog.Level) bool {
	return j.of(level).Enabled(ctx, level)
}

func (j journal) Handle(ctx context.Context, r slog.Record) error {
	return j.of(r.Level).Handle(ctx, r)
}

func (j journal) WithAttrs(attrs []slog.Attr) slog.Handler {
	return j.each(func(h slog.Handler) slog.Handler { return h.WithAttrs(attrs) })
}

func (j journal) WithGroup(name string) slog.Handler {
	return j.each(func(h slog.Handler) slog.Handler { return h.WithGroup(name) })
}

func (j journal) each(do func(slog.Handler) slog.Handler) journal {
	all := make(journal)
	for level, h := range j {
		all[level] = do(h)
	}
	return all
}

// prefixed writes a text before each line, in one piece with it.
type prefixed struct {
	out    io.Writer
	prefix string
}

func (p prefixed) Write(line []byte) (int, error) {
	if _, err := p.out.Write(append([]byte(p.prefix), line...)); err != nil {
		return 0, err
	}
	return len(line), nil
}
