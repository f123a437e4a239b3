package desk

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"time"

	"golang.org/x/sync/errgroup"

	"koreadesk/desk/control"
)

//go:embed sample
var samples embed.FS

// Demo is a desk over sample feeds: all on loopback, all in a folder that goes
// when it ends.
type Demo struct {
	Base   string   // address of the index page
	Themes []string // ids, in order
	Polled []control.PollLine
}

// RunDemo serves the project's own sample feeds on loopback, polls them into a
// temporary data file, tells ready what came of it and serves the resulting
// feeds on listen (host:port; port 0 takes a free one, "" the usual one where it
// is free) until ctx ends.
func RunDemo(ctx context.Context, listen, version string, log *slog.Logger, ready func(Demo)) error {
	dir, err := os.MkdirTemp("", "koreadesk-demo-")
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	defer os.RemoveAll(dir)
	origin, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("demo: sample feeds: %w", err)
	}
	listener, err := demoListener(listen)
	if err != nil {
		origin.Close()
		return fmt.Errorf("demo: %w (choose another address HOST:PORT with --listen)", err)
	}
	parts, ctx := errgroup.WithContext(ctx)
	parts.Go(func() error { return serveSamples(ctx, origin) })
	parts.Go(func() error {
		demo := Demo{Base: "http://" + listener.Addr().String()}
		path, err := demoConfig(dir, demo.Base, listener.Addr().String(), "http://"+origin.Addr().String())
		if err != nil {
			listener.Close()
			return err
		}
		d, err := Open(ctx, Options{Config: path, Version: version, Create: true, Log: log})
		if err != nil {
			listener.Close()
			return err
		}
		defer d.Close()
		_, err = d.Poll(ctx, control.PollAsk{}, func(line control.PollLine) error {
			demo.Polled = append(demo.Polled, line)
			return nil
		})
		if err != nil {
			listener.Close()
			return err
		}
		slices.SortFunc(demo.Polled, func(a, b control.PollLine) int { return strings.Compare(a.Source, b.Source) })
		for _, theme := range d.edition.Load().themes {
			demo.Themes = append(demo.Themes, theme.ID)
		}
		ready(demo)
		return d.Serve(ctx, listener, nil)
	})
	return parts.Wait()
}

func demoListener(at string) (net.Listener, error) {
	if at != "" {
		return net.Listen("tcp", at)
	}
	if listener, err := net.Listen("tcp", "127.0.0.1:8080"); err == nil {
		return listener, nil
	}
	return net.Listen("tcp", "127.0.0.1:0")
}

// serveSamples is the web of the demo: the sample feeds.
func serveSamples(ctx context.Context, listener net.Listener) error {
	feeds, err := fs.Sub(samples, "sample")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: http.FileServerFS(feeds), ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(listener); ctx.Err() == nil {
		return fmt.Errorf("demo: sample feeds: %w", err)
	}
	return nil
}

func demoConfig(dir, base, listen, origin string) (string, error) {
	tmpl, err := template.ParseFS(samples, "sample/feeds.yaml")
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	err = tmpl.Execute(&out, map[string]string{"Base": base, "Listen": listen, "Origin": origin})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "feeds.yaml")
	return path, os.WriteFile(path, out.Bytes(), 0o600)
}
