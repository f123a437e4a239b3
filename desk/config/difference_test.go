package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A reload tells what stands otherwise: each key, with the value where it is
// short, and nothing that might be a secret.
func TestDifferences(t *testing.T) {
	const before = `
desk: {title: Desk, base_url: http://desk.example}
sources:
  - {id: same, url: "http://a.example/1", key: '/info/([^/?]+)'}
  - {id: other, title: VDI, url: "http://a.example/2?key=abc", tags: [vdi, bauen]}
  - {id: old, url: "http://a.example/3"}
  - {id: gone, url: "http://a.example/4"}
tags:
  - {id: korea, terms: [Korea]}
themes:
  - {id: all, title: All, token: aaaaaaaaaaaaaaaa, limit: 50}
  - {id: korea, title: Korea, all: [korea]}
`
	const after = `
desk: {title: Desk NRW, base_url: http://desk.example}
poll: {every: 2h}
sources:
  - {id: same, url: "http://a.example/1", key: '/info/([^/?]+)'}
  - {id: other, title: VDI nachrichten, url: "http://a.example/2?key=def", tags: [vdi, energie]}
  - {id: renamed, was: [old], url: "http://a.example/3"}
  - {id: fresh, url: "http://a.example/5", auth: {basic: FRESH_SECRET}}
tags:
  - {id: korea, terms: [Korea, Seoul]}
themes:
  - {id: all, title: All, token: bbbbbbbbbbbbbbbb, limit: 20}
  - {id: seoul, was: [korea], title: Korea, all: [korea], approval: true}
`
	want := []string{
		`desk: title from Desk to "Desk NRW"; author.name from Desk to "Desk NRW"`,
		"poll: every from 1h to 2h",
		`source other: title from VDI to "VDI nachrichten"; url; tags +energie -bauen`,
		"source old is now renamed: title from old to renamed",
		"source gone removed",
		"source fresh added",
		"tag korea: terms +Seoul",
		"theme all: limit from 50 to 20; token",
		"theme korea is now seoul: approval from false to true",
	}
	got := Differences(written(t, before), written(t, after))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if again := Differences(written(t, after), written(t, after)); len(again) > 0 {
		t.Errorf("of itself a file differs in %q", again)
	}
}

func written(t *testing.T, text string) *Config {
	t.Helper()
	t.Setenv("FRESH_SECRET", "user:word")
	path := filepath.Join(t.TempDir(), "feeds.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path, Known{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}
