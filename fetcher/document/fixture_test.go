package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wanted is a .want.json file beside a document: where it came from, and the
// facts its machine form, or what the desk keeps of it, must hold. Members that
// are not named may be anything; lists must have the length given.
type wanted struct {
	Given struct {
		URL             string `json:"url"`
		ContentType     string `json:"content_type"`
		ContentLocation string `json:"content_location"`
		Language        string `json:"language"`
	} `json:"given"`
	Parse any `json:"parse"`
	Desk  any `json:"desk"`
	Error string
}

func TestFixtures(t *testing.T) {
	files, err := filepath.Glob("testdata/*.want.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".want.json")
		t.Run(name, func(t *testing.T) { checkFixture(t, name, file) })
	}
}

func checkFixture(t *testing.T, name, file string) {
	want := readWanted(t, file)
	docs, err := filepath.Glob("testdata/" + name + ".*")
	if err != nil || len(docs) != 2 {
		t.Fatalf("%s: want one document beside it, have %v", file, docs)
	}
	doc := docs[0]
	if doc == file {
		doc = docs[1]
	}
	body, err := os.ReadFile(doc)
	if err != nil {
		t.Fatal(err)
	}
	g := want.Given
	d, err := Parse(body, Options{URL: g.URL, ContentType: g.ContentType, ContentLocation: g.ContentLocation, Language: g.Language})
	if want.Error != "" {
		if err == nil || !strings.Contains(err.Error(), want.Error) {
			t.Fatalf("error %v, want %q", err, want.Error)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	checkFacts(t, "parse", generic(t, d), want.Parse)
	checkFacts(t, "desk", generic(t, d.Entries()), want.Desk)
}

func readWanted(t *testing.T, file string) wanted {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	var want wanted
	if err := dec.Decode(&want); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if want.Parse == nil && want.Desk == nil && want.Error == "" {
		t.Fatalf("%s wants nothing", file)
	}
	return want
}

// generic is a value as JSON readers see it.
func generic(t *testing.T, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// checkFacts fails where got does not hold what want says.
func checkFacts(t *testing.T, path string, got, want any) {
	t.Helper()
	switch want := want.(type) {
	case nil:
		if got != nil && strings.Contains(path, ".") {
			t.Errorf("%s = %v, want null", path, got)
		}
	case map[string]any:
		have, ok := got.(map[string]any)
		if !ok {
			t.Errorf("%s = %v, want an object", path, got)
			return
		}
		for key, w := range want {
			v, ok := have[key]
			if !ok {
				t.Errorf("%s has no %q", path, key)
				continue
			}
			checkFacts(t, path+"."+key, v, w)
		}
	case []any:
		have, ok := got.([]any)
		if !ok || len(have) != len(want) {
			t.Errorf("%s = %v, want %d of them", path, got, len(want))
			return
		}
		for i, w := range want {
			checkFacts(t, fmt.Sprintf("%s[%d]", path, i), have[i], w)
		}
	default:
		if got != want {
			t.Errorf("%s = %#v, want %#v", path, got, want)
		}
	}
}
