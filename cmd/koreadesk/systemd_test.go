package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// activated starts the program as a socket unit does: the listener is its file
// descriptor 3, and it says READY=1 to the notify socket.
func activated(t *testing.T, config string, socket *os.File) *exec.Cmd {
	t.Helper()
	notify := filepath.Join(t.TempDir(), "notify")
	heard, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: notify, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer heard.Close()
	// LISTEN_PID is the process itself: only the shell can know it beforehand.
	cmd := exec.Command("/bin/sh", "-c", `LISTEN_PID=$$ exec koreadesk serve -c "$0"`, config)
	cmd.Env = append(os.Environ(), "LISTEN_FDS=1", "LISTEN_FDNAMES=public", "NOTIFY_SOCKET="+notify)
	cmd.ExtraFiles = []*os.File{socket}
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	heard.SetReadDeadline(time.Now().Add(patience))
	buffer := make([]byte, 4096)
	if n, err := heard.Read(buffer); err != nil || !strings.HasPrefix(string(buffer[:n]), "READY=1\n") {
		cmd.Process.Kill()
		cmd.Wait()
		t.Fatalf("the service did not become ready: %q, %v\n%s", buffer[:n], err, log.String())
	}
	return cmd
}

// While systemd holds the public address open, no reader is refused however
// often the service is restarted.
func TestNobodyIsRefusedAcrossARestart(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	socket, err := listener.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer socket.Close()
	config := filepath.Join(t.TempDir(), "feeds.yaml")
	text := `desk: {title: Desk, base_url: http://desk.example}
private: none
poll: {gap: 0s, allow_private: true}
sources: [{id: a, url: "http://127.0.0.1:9/feed"}]
themes: [{id: all, title: All}]
`
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var served atomic.Int64
	done := make(chan error, 1)
	service := activated(t, config, socket)
	go func() {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: patience}
		defer cancel()
		for ctx.Err() == nil {
			if err := ask(client, "http://"+listener.Addr().String()+"/all.atom"); err != nil {
				done <- err
				return
			}
			served.Add(1)
		}
		done <- nil
	}()
	for range 3 {
		before := served.Load()
		if err := service.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		if err := service.Wait(); err != nil {
			t.Fatalf("the service ended with %v", err)
		}
		service = activated(t, config, socket)
		for ctx.Err() == nil && served.Load() <= before {
			time.Sleep(time.Millisecond)
		}
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("after %d answers a reader was refused: %v", served.Load(), err)
	}
	service.Process.Signal(syscall.SIGTERM)
	service.Wait()
}

func ask(client *http.Client, url string) error {
	answer, err := client.Get(url)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	_, err = io.Copy(io.Discard, answer.Body)
	return err
}

// The units are what systemd understands, without a word, and closed up. Where
// systemd is not at hand nothing can be said.
func TestUnits(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	units := t.TempDir()
	names, err := filepath.Glob("../../deploy/systemd/*")
	if err != nil || len(names) < 4 {
		t.Fatalf("units: %v, %v", names, err)
	}
	program, err := exec.LookPath("koreadesk")
	if err != nil {
		t.Fatal(err)
	}
	var services []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		// verify looks whether the program is there; here it is elsewhere.
		text = []byte(strings.ReplaceAll(string(text), "/usr/bin/koreadesk", program))
		at := filepath.Join(units, filepath.Base(name))
		if err := os.WriteFile(at, text, 0o644); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, ".service") {
			services = append(services, at)
		}
	}
	all, _ := filepath.Glob(filepath.Join(units, "*"))
	out, err := exec.Command(analyze, append([]string{"verify", "--man=no"}, all...)...).CombinedOutput()
	if err != nil || len(out) > 0 {
		t.Errorf("verify: %v\n%s", err, out)
	}
	out, err = exec.Command(analyze, append([]string{"security", "--offline=true", "--no-pager", "--threshold=15"}, services...)...).CombinedOutput()
	if err != nil {
		t.Errorf("more exposed than 1.5: %v\n%s", err, out)
	}
}
