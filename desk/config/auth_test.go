package config

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"koreadesk/news"
)

// setSecrets are what testdata names.
func setSecrets(t testing.TB) {
	t.Setenv("CREDENTIALS_DIRECTORY", "")
	for name, text := range map[string]string{
		"KOREADESK_TEST_LOGIN": "me:hunter2",
		"KOREADESK_TEST_WORD":  "hunter2",
		"KOREADESK_TEST_EMPTY": "",
		"KOREADESK_TEST_LINES": "hunter2=1\nHost: evil.example",
	} {
		t.Setenv(name, text)
	}
}

const guarded = `desk: {base_url: https://feeds.example.org}
sources:
  - id: a
    url: https://a.example.org/feed
    auth: {basic: KOREADESK_TEST_LOGIN, headers: {x-api-key: KOREADESK_TEST_WORD}, cookie: KOREADESK_TEST_COOKIE}
  - {id: b, url: https://b.example.org/feed}
themes:
  - {id: all, title: All}
`

// A secret comes from the environment or, before that, from the folder of
// credentials, without the line break at its end.
func TestSecrets(t *testing.T) {
	setSecrets(t)
	dir := t.TempDir()
	for name, text := range map[string]string{"KOREADESK_TEST_LOGIN": "you:hunter3\n", "KOREADESK_TEST_COOKIE": "a=1; b=2\r\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	c, err := Parse("feeds.yaml", []byte(guarded), known())
	if err != nil {
		t.Fatal(err)
	}
	sources := c.NewsSources()
	a := sources[0].Access
	if a.Basic.Reveal() != "you:hunter3" || a.Cookie.Reveal() != "a=1; b=2" || len(a.Headers) != 1 || a.Headers["X-Api-Key"].Reveal() != "hunter2" {
		t.Errorf("basic %q, cookie %q, headers %q", a.Basic.Reveal(), a.Cookie.Reveal(), a.Headers["X-Api-Key"].Reveal())
	}
	if !sources[1].Access.IsZero() {
		t.Errorf("b asks for %v", sources[1].Access)
	}

	b, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	shown := fmt.Sprintf("%s %v %+v %#v %+v %#v", b, c, c, c.Sources[0].Auth, *c.Sources[0].Auth, sources)
	if strings.Contains(shown, "hunter") || strings.Contains(shown, "a=1") || !strings.Contains(shown, "KOREADESK_TEST_COOKIE") {
		t.Errorf("shown: %s", shown)
	}
}

// A file that cannot be read is not taken for one that is not there.
func TestSecretUnreadable(t *testing.T) {
	setSecrets(t)
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "KOREADESK_TEST_WORD"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("CREDENTIALS_DIRECTORY", dir)
	var s Secret
	if err := s.UnmarshalText([]byte("KOREADESK_TEST_WORD")); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("got %v", err)
	}
	for _, name := range []string{"../passwd", "a/b", ".", "..", "-x", "", "mein Wort", strings.Repeat("a", 65)} {
		if err := s.UnmarshalText([]byte(name)); err == nil || !strings.Contains(err.Error(), "not the name of a secret") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// Root's commands find what the package's service is given.
func TestSecretOfThePackage(t *testing.T) {
	setSecrets(t)
	was := packaged
	packaged = t.TempDir()
	t.Cleanup(func() { packaged = was })
	for _, name := range []string{"KOREADESK_TEST_WORD", "KOREADESK_TEST_COOKIE"} {
		if err := os.WriteFile(filepath.Join(packaged, name), []byte("a=3\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{"KOREADESK_TEST_WORD": "hunter2", "KOREADESK_TEST_COOKIE": "a=3"} {
		var s Secret
		if err := s.UnmarshalText([]byte(name)); err != nil || s.value.Reveal() != want {
			t.Errorf("%s is %q, %v; want %q", name, s.value.Reveal(), err, want)
		}
	}
	var s Secret
	if err := s.UnmarshalText([]byte("KOREADESK_TEST_ABSENT")); err == nil || !strings.Contains(err.Error(), filepath.Join(packaged, "KOREADESK_TEST_ABSENT")) {
		t.Errorf("one that is nowhere: %v", err)
	}
}

// Another secret makes another source, which a reload then tells.
func TestSecretChanged(t *testing.T) {
	setSecrets(t)
	t.Setenv("KOREADESK_TEST_COOKIE", "a=1")
	read := func() news.Access {
		c, err := Parse("feeds.yaml", []byte(guarded), known())
		if err != nil {
			t.Fatal(err)
		}
		return c.NewsSources()[0].Access
	}
	before := read()
	if !before.Cookie.Equal(read().Cookie) {
		t.Error("the same secret is another one")
	}
	t.Setenv("KOREADESK_TEST_COOKIE", "a=2")
	if before.Cookie.Equal(read().Cookie) {
		t.Error("another secret is the same")
	}
}
