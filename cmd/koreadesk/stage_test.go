package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

type stageKeyType struct{}

var stageKey = stageKeyType{}

// stage is what a script has running besides the commands it waits for.
type stage struct {
	daemons map[string]*exec.Cmd
}

func newStage(env *testscript.Env) *stage {
	s := &stage{daemons: make(map[string]*exec.Cmd)}
	env.Defer(func() {
		for _, daemon := range s.daemons {
			daemon.Process.Kill()
			daemon.Wait()
		}
	})
	return s
}

func stageOf(ts *testscript.TestScript) *stage { return ts.Value(stageKey).(*stage) }

// patience is how long a script waits for what must happen soon.
const patience = 60 * time.Second

// until polls a condition; it fails the script when patience ends.
func until(ts *testscript.TestScript, what string, holds func() bool) {
	for deadline := time.Now().Add(patience); !holds(); {
		if time.Now().After(deadline) {
			ts.Fatalf("waited %s for %s", patience, what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func cmdOrigin(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: origin DIR")
	}
	server := httptest.NewServer(origin{dir: ts.MkAbs(args[0])})
	ts.Defer(server.Close)
	ts.Setenv("ORIGIN", server.URL)
}

// origin serves the files of a folder: with an ETag of their bytes, with the
// status a file NAME.status beside them asks for, only to whom the file
// NAME.guard says (HEADER: VALUE), and over and over for a gibibyte where there
// is a file NAME.endless. It notes each request in the file requests.log.
type origin struct{ dir string }

func (o origin) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := filepath.Join(o.dir, filepath.FromSlash(strings.TrimPrefix(r.URL.Path, "/")))
	status := http.StatusOK
	if text, err := os.ReadFile(name + ".status"); err == nil {
		status, _ = strconv.Atoi(strings.TrimSpace(string(text)))
	}
	if text, err := os.ReadFile(name + ".header"); err == nil {
		for line := range strings.Lines(string(text)) {
			field, value, _ := strings.Cut(line, ":")
			w.Header().Set(field, strings.TrimSpace(value))
		}
	}
	body, err := os.ReadFile(name)
	if err != nil {
		status = http.StatusNotFound
	}
	if text, err := os.ReadFile(name + ".guard"); err == nil {
		header, value, _ := strings.Cut(strings.TrimSpace(string(text)), ": ")
		if r.Header.Get(header) != value {
			status, body = http.StatusUnauthorized, nil
		}
	}
	sum := sha256.Sum256(body)
	etag := `"` + hex.EncodeToString(sum[:8]) + `"`
	if status == http.StatusOK {
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			status, body = http.StatusNotModified, nil
		}
	}
	if log, err := os.OpenFile(filepath.Join(o.dir, "requests.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644); err == nil {
		fmt.Fprintf(log, "%s %s %d\n", r.Method, r.URL.Path, status)
		log.Close()
	}
	w.WriteHeader(status)
	w.Write(body)
	if _, err := os.Stat(name + ".endless"); err == nil && len(body) > 0 {
		for sent := 0; sent < 1<<30; sent += len(body) {
			if _, err := w.Write(body); err != nil {
				return
			}
		}
	}
}

func cmdExpand(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		path := ts.MkAbs(name)
		text, err := os.ReadFile(path)
		ts.Check(err)
		ts.Check(os.WriteFile(path, []byte(os.Expand(string(text), ts.Getenv)), 0o644))
	}
}

func cmdServe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: serve NAME [ARG...]")
	}
	log := ts.MkAbs(args[0] + ".log")
	file, err := os.Create(log)
	ts.Check(err)
	defer file.Close()
	daemon := command(ts, append([]string{"serve", "--log=text"}, args[1:]...)...)
	daemon.Stderr = file
	ts.Check(daemon.Start())
	s := stageOf(ts)
	s.daemons[args[0]] = daemon
	until(ts, args[0]+" to serve", func() bool {
		text, _ := os.ReadFile(log)
		if found := serving.FindSubmatch(text); found != nil {
			ts.Setenv("DESK", string(found[1]))
			return true
		}
		return false
	})
}

var serving = regexp.MustCompile(`msg=serving address=(http://[^ /]+)/`)

// command is the program itself, run in the script's folder.
func command(ts *testscript.TestScript, args ...string) *exec.Cmd {
	path, err := exec.LookPath("koreadesk")
	if err != nil {
		path = "koreadesk"
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = append(os.Environ(), "HOME="+ts.Getenv("HOME"))
	return cmd
}

func cmdSignal(ts *testscript.TestScript, neg bool, args []string) {
	signals := map[string]syscall.Signal{"TERM": syscall.SIGTERM, "INT": syscall.SIGINT, "HUP": syscall.SIGHUP, "KILL": syscall.SIGKILL}
	if neg || len(args) != 2 || signals[args[1]] == 0 {
		ts.Fatalf("usage: signal NAME TERM|INT|HUP|KILL")
	}
	s := stageOf(ts)
	daemon := s.daemons[args[0]]
	if daemon == nil {
		ts.Fatalf("no daemon %s runs", args[0])
	}
	ts.Check(daemon.Process.Signal(signals[args[1]]))
	if args[1] == "HUP" {
		return
	}
	delete(s.daemons, args[0])
	begin := time.Now()
	err := daemon.Wait()
	if took := time.Since(begin); took > 15*time.Second {
		ts.Fatalf("%s took %s to end", args[0], took)
	}
	if args[1] != "KILL" && err != nil {
		ts.Fatalf("%s ended with %v", args[0], err)
	}
}

func cmdGet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: get URL [HEADER:VALUE...]")
	}
	req, err := http.NewRequest(http.MethodGet, args[0], nil)
	ts.Check(err)
	for _, header := range args[1:] {
		name, value, _ := strings.Cut(header, ":")
		req.Header.Set(name, value)
	}
	answer, err := http.DefaultTransport.RoundTrip(req)
	ts.Check(err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	ts.Check(err)
	out := ts.Stdout()
	fmt.Fprintln(out, answer.StatusCode)
	names := make([]string, 0, len(answer.Header))
	for name := range answer.Header {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(out, "%s: %s\n", name, strings.Join(answer.Header[name], ", "))
	}
	fmt.Fprintf(out, "\n%s", bytes.TrimSpace(body))
	if etag := answer.Header.Get("ETag"); etag != "" {
		ts.Setenv("ETAG", etag)
	}
}

func cmdWaitFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: waitfile FILE REGEXP")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	until(ts, args[0]+" to match "+args[1], func() bool {
		text, _ := os.ReadFile(ts.MkAbs(args[0]))
		return pattern.Match(text)
	})
}

func cmdKillLoop(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: killloop N ARG...")
	}
	rounds, err := strconv.Atoi(args[0])
	ts.Check(err)
	for n := range rounds {
		daemon := command(ts, args[1:]...)
		ts.Check(daemon.Start())
		// No two rounds end at the same moment of their work.
		time.Sleep(time.Duration(20+17*n) * time.Millisecond)
		daemon.Process.Kill()
		daemon.Wait()
	}
}

func cmdWaitPage(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: waitpage URL REGEXP")
	}
	pattern, err := regexp.Compile("(?m)" + args[1])
	ts.Check(err)
	until(ts, args[0]+" to match "+args[1], func() bool {
		answer, err := http.Get(args[0])
		if err != nil {
			return false
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return err == nil && pattern.Match(body)
	})
}

func cmdBodyEqual(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bodyequal FILE FILE")
	}
	_, one, _ := strings.Cut(ts.ReadFile(args[0]), "\n\n")
	_, two, _ := strings.Cut(ts.ReadFile(args[1]), "\n\n")
	if one != two || one == "" {
		ts.Fatalf("the bodies differ:\n%s\n---\n%s", one, two)
	}
}

func cmdExit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit N CMD [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ended, ok := err.(*exec.ExitError)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = ended.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

func cmdBackground(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: background FILE CMD [ARG...]")
	}
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	defer file.Close()
	cmd := command(ts, args[2:]...)
	cmd.Stdout, cmd.Stderr = file, file
	cmd.Env = append(cmd.Env, "TMPDIR="+ts.Getenv("TMPDIR"))
	ts.Check(cmd.Start())
	stageOf(ts).daemons[args[0]] = cmd
}

func cmdAddress(ts *testscript.TestScript, neg bool, args []string) {
	found := regexp.MustCompile(`http://127[.0-9]+:\d+`).FindString(ts.ReadFile(args[0]))
	if neg || found == "" {
		ts.Fatalf("%s names no address", args[0])
	}
	ts.Setenv("DESK", found)
}

func cmdPrivate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: private FILE")
	}
	pattern := regexp.MustCompile(` private=(\S+)`)
	until(ts, args[0]+" to name a private address", func() bool {
		text, _ := os.ReadFile(ts.MkAbs(args[0]))
		found := pattern.FindSubmatch(text)
		if found != nil {
			ts.Setenv("PRIVATE", "http://"+string(found[1]))
		}
		return found != nil
	})
}

func cmdEmptyDir(ts *testscript.TestScript, neg bool, args []string) {
	left, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	if neg || len(left) > 0 {
		ts.Fatalf("%s still holds %v", args[0], left)
	}
}
