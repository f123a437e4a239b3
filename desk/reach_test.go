package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"koreadesk/store"
)

// Who may neither ask the desk nor open its file is told whose it is.
func TestDenied(t *testing.T) {
	err := denied(fmt.Errorf("open data file: %w", &fs.PathError{Op: "open", Path: "/var/lib/koreadesk/koreadesk.db", Err: fs.ErrPermission}))
	if !errors.Is(err, fs.ErrPermission) || !strings.Contains(err.Error(), "run the command as that user") {
		t.Errorf("got %v", err)
	}
	if err := denied(store.ErrMissing); err != store.ErrMissing {
		t.Errorf("another error became %v", err)
	}
}
