package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// floors is what each room may import of the house: itself excepted, a name
// stands for the package, a name with /... for the package and all below it.
var floors = map[string][]string{
	"news":                {},
	"news/text":           {"news"},
	"fetcher":             {"news", "news/text", "fetcher/..."},
	"fetcher/document":    {"news", "news/text"},
	"fetcher/page":        {"news", "news/text"},
	"store":               {"news", "news/text", "store/story"},
	"store/story":         {"news", "news/text"},
	"store/storetest":     {"news", "news/text", "store"},
	"tagger":              {"news", "news/text"},
	"publish":             {"news", "news/text", "publish/..."},
	"publish/letter":      {"news", "news/text"},
	"publish/publishtest": {},
	"desk":                {"news/...", "fetcher/...", "store/...", "tagger", "publish/...", "desk/..."},
	"desk/config":         {"news", "news/text"},
	"desk/control":        {"news", "tagger"},
	"cmd/koreadesk":       {"desk/...", "news", "tagger"},
}

// doors is where each outside library may come in; a library not named here
// may come in anywhere above package news.
var doors = map[string][]string{
	"github.com/mmcdole/gofeed":           {"fetcher/document"},
	"go.etcd.io/bbolt":                    {"store"},
	"github.com/gorilla/feeds":            {"publish"},
	"go.yaml.in/yaml/v4":                  {"desk/config", "tagger"},
	"github.com/spf13/cobra":              {"cmd/koreadesk"},
	"github.com/microcosm-cc/bluemonday":  {"news/text"},
	"codeberg.org/readeck/go-readability": {"fetcher/page"},
	"code.dny.dev/ssrf":                   {"fetcher"},
	"google.golang.org/protobuf":          {"store"},
	"github.com/coreos/go-systemd":        {"desk"},
	"github.com/prometheus":               {"desk"},
	"github.com/gogs/chardet":             {"fetcher/document"},
	"github.com/rogpeppe/go-internal":     {},
	"github.com/google/go-cmp":            {},
}

const module = "koreadesk"

type room struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

func TestHouse(t *testing.T) {
	for _, r := range rooms(t) {
		name := strings.TrimPrefix(r.ImportPath, module+"/")
		allowed, known := floors[name]
		if !known {
			t.Errorf("package %s has no floor: put it into the picture, or do without it", name)
		}
		for _, in := range r.Imports {
			switch {
			case strings.HasPrefix(in, module+"/"):
				if below := strings.TrimPrefix(in, module+"/"); !allows(allowed, below) {
					t.Errorf("%s imports %s, which is not on a floor below it", name, below)
				}
			case !strings.Contains(strings.Split(in, "/")[0], "."): // the standard library
			case name == "news":
				t.Errorf("news imports %s: it stands on the standard library alone", in)
			default:
				for library, at := range doors {
					if (in == library || strings.HasPrefix(in, library+"/")) && !slices.Contains(at, name) {
						t.Errorf("%s imports %s, whose door is %v", name, in, at)
					}
				}
			}
		}
		for _, word := range []string{"internal", "pkg", "util", "utils", "common", "helpers", "models", "base", "manager", "data", "info"} {
			if path.Base(name) == word {
				t.Errorf("package %s: %q says nothing about what is in it", name, word)
			}
		}
	}
}

func allows(allowed []string, name string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		below, tree := strings.CutSuffix(a, "/...")
		return name == below || tree && strings.HasPrefix(name, below+"/")
	})
}

// rooms are the packages of this module with what their program code imports.
func rooms(t *testing.T) []room {
	list := exec.Command("go", "list", "-json=ImportPath,Standard,Imports", module+"/...")
	out, err := list.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := list.Start(); err != nil {
		t.Fatal(err)
	}
	var all []room
	for in := json.NewDecoder(out); ; {
		var r room
		err := in.Decode(&r)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
	if err := list.Wait(); err != nil {
		t.Fatal(err)
	}
	if len(all) < 8 {
		t.Fatalf("only %d packages found", len(all))
	}
	return all
}
