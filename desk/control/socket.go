package control

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

// maxSocketPath is what fits into sockaddr_un on Linux and the BSDs, less the
// closing NUL (unix(7): 108 bytes; 104 elsewhere).
const maxSocketPath = 103

// Paths are the places where the socket of the desk that owns the data file
// may be, the preferred first: $RUNTIME_DIRECTORY, where systemd sets it;
// /run/koreadesk, where it exists; beside the data file, or in the temporary
// folder under a short name where that path is too long for a socket.
func Paths(data string) []string {
	var paths []string
	if dir := os.Getenv("RUNTIME_DIRECTORY"); dir != "" {
		paths = append(paths, filepath.Join(dir, "control.sock"))
	}
	if stat, err := os.Stat("/run/koreadesk"); err == nil && stat.IsDir() {
		paths = append(paths, "/run/koreadesk/control.sock")
	}
	beside := data + ".sock"
	if len(beside) > maxSocketPath {
		sum := sha256.Sum256([]byte(beside))
		beside = filepath.Join(os.TempDir(), "koreadesk-"+hex.EncodeToString(sum[:8])+".sock")
	}
	return append(paths, beside)
}

// Listen opens the control socket of the desk that owns the data file, with
// mode 0660. A socket that a killed daemon left behind is replaced; a place
// where the daemon of another data file answers, or that cannot be written,
// is passed over. The caller must own the data file already: that lock, not
// the socket, tells that no other daemon is there.
func Listen(ctx context.Context, data string) (net.Listener, error) {
	var failures []error
	for _, path := range Paths(data) {
		if other, err := dial(ctx, path); err == nil {
			other.Close()
			failures = append(failures, fmt.Errorf("control socket %s: another daemon answers there", path))
			continue
		}
		listener, err := listen(path)
		if err == nil {
			return listener, nil
		}
		failures = append(failures, fmt.Errorf("control socket %s: %w (is the folder writable?)", path, err))
	}
	return nil, errors.Join(failures...)
}

func listen(path string) (net.Listener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	// The mode is set by umask at bind time: between bind and chmod the socket
	// would be open to whoever the umask allows.
	old := syscall.Umask(0o117)
	defer syscall.Umask(old)
	return net.Listen("unix", path)
}
