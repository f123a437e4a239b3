package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"
)

func TestLogForms(t *testing.T) {
	said := func(form string) string {
		var out bytes.Buffer
		log, err := newLogger(&out, form, slog.LevelInfo)
		if err != nil {
			t.Fatal(err)
		}
		log = log.With("source", "a")
		log.Debug("unheard")
		log.Info("poll", "url", "https://kim:geheim@a.example/feed")
		log.Error("poll", "error", errors.New(`Get "https://kim:geheim@a.example/": refused`))
		return out.String()
	}
	if got, want := said("journal"), "<6>msg=poll source=a url=https://…@a.example/feed\n"+
		`<3>msg=poll source=a error="Get \"https://…@a.example/\": refused"`+"\n"; got != want {
		t.Errorf("journal:\n%s\nwant\n%s", got, want)
	}
	for _, form := range []string{"text", "json", "auto"} {
		got := said(form)
		if strings.Contains(got, "geheim") || strings.Contains(got, "kim") || strings.Contains(got, "unheard") {
			t.Errorf("%s tells too much: %s", form, got)
		}
		for line := range strings.Lines(got) {
			if isJSON := json.Valid([]byte(line)); isJSON != (form != "text") {
				t.Errorf("%s: %s", form, line)
			}
		}
	}
	if _, err := newLogger(&bytes.Buffer{}, "xml", slog.LevelInfo); err == nil {
		t.Error("xml is taken")
	}
}

func TestJSONLogNamesTheUnitOfATime(t *testing.T) {
	var out bytes.Buffer
	log, err := newLogger(&out, "json", slog.LevelInfo)
	if err != nil {
		t.Fatal(err)
	}
	log.Info("poll", "took", 1500*time.Millisecond)
	var line map[string]any
	if err := json.Unmarshal(out.Bytes(), &line); err != nil {
		t.Fatal(err)
	}
	if _, bare := line["took"]; bare || line["took_seconds"] != 1.5 {
		t.Errorf("the line is %s", out.String())
	}
}

// Commands that are no daemon log as discreetly.
func TestCommandsLogNoLogin(t *testing.T) {
	var out bytes.Buffer
	cmd := newRoot()
	cmd.SetErr(&out)
	newLog(cmd, slog.LevelInfo).Warn("poll", "reason", `Get "https://kim:geheim@a.example/": refused`)
	if got := out.String(); !strings.Contains(got, "://…@a.example/") || strings.Contains(got, "geheim") {
		t.Errorf("logged: %s", got)
	}
}
