package desk

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

// openDesk opens a new desk with this feeds.yaml, in a folder of its own. Who
// asks for it closes it.
func openDesk(t testing.TB, feeds string) *Desk {
	t.Helper()
	path := filepath.Join(t.TempDir(), "feeds.yaml")
	if err := os.WriteFile(path, []byte(feeds), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := Open(t.Context(), Options{Config: path, Create: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// testDesk is openDesk whose desk is closed when the test ends.
func testDesk(t testing.TB, feeds string) *Desk {
	t.Helper()
	d := openDesk(t, feeds)
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return d
}
