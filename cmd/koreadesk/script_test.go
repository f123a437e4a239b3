package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts in testdata/script run the real program as its users do, one
// promise a script. Beside testscript's own commands they have:
//
//	origin DIR             serve DIR on loopback with ETags; sets $ORIGIN
//	expand FILE...         replace $NAME in the files
//	serve NAME [ARG...]    start "koreadesk serve ARG..." and wait until it serves; sets $DESK
//	background FILE CMD... start a command, its output in FILE
//	address FILE           set $DESK to the first address named in FILE
//	private FILE           set $PRIVATE to the operator's address named in FILE
//	signal NAME SIG        send TERM, INT, HUP or KILL and, but for HUP, wait for the end
//	emptydir DIR           nothing is left in DIR
//	get URL [HEADER:VALUE] print status, headers and body of a GET
//	waitfile FILE REGEXP   wait until FILE matches
//	waitpage URL REGEXP    wait until the page at URL matches
//	bodyequal FILE FILE    two outputs of get have the same body
//	exit N CMD [ARG...]    CMD ends with this exit code
//	killloop N ARG...      start "koreadesk ARG..." N times and kill -9 each, a little later every time
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Values[stageKey] = newStage(env)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"address":    cmdAddress,
			"background": cmdBackground,
			"emptydir":   cmdEmptyDir,
			"origin":     cmdOrigin,
			"private":    cmdPrivate,
			"expand":     cmdExpand,
			"closed":     cmdClosed,
			"serve":      cmdServe,
			"signal":     cmdSignal,
			"get":        cmdGet,
			"waitfile":   cmdWaitFile,
			"killloop":   cmdKillLoop,
			"waitpage":   cmdWaitPage,
			"bodyequal":  cmdBodyEqual,
			"exit":       cmdExit,
		},
	})
}

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"koreadesk": func() {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}
