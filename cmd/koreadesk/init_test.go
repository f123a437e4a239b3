package main

import (
	"bytes"
	"strings"
	"testing"

	"koreadesk/desk/config"
)

// A person answers what flags left open; an empty line takes the proposal.
func TestInterview(t *testing.T) {
	cmd := newInit()
	var asked bytes.Buffer
	cmd.SetErr(&asked)
	cmd.SetIn(strings.NewReader("  Korea-Büro \n\n"))
	if err := cmd.ParseFlags([]string{"--language", "ko"}); err != nil {
		t.Fatal(err)
	}
	first := config.First{Title: "A", BaseURL: "http://b.example", Language: "ko"}
	newInterview(cmd).conduct(&first)
	if first.Title != "Korea-Büro" || first.BaseURL != "http://b.example" || first.Language != "ko" {
		t.Errorf("answered %+v", first)
	}
	if s := asked.String(); strings.Count(s, "?") != 2 || !strings.Contains(s, "[http://b.example]") || strings.Contains(s, "language") {
		t.Errorf("asked %q", s)
	}
}
