package news

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
)

// However a secret is printed, by itself or deep inside of something, its text
// does not come out.
func TestSecretIsNotShown(t *testing.T) {
	const text = "drei-Fische-im-Topf"
	src := Source{ID: "a", Access: Access{Basic: NewSecret(text), Cookie: NewSecret(text), Headers: map[string]Secret{"X-Api-Key": NewSecret(text)}}}
	hidden := struct {
		s  Secret
		in map[string]Source
	}{NewSecret(text), map[string]Source{"a": src}}
	var shown bytes.Buffer
	for _, v := range []any{src.Access.Basic, &src.Access.Basic, src, &src, hidden, []Secret{src.Access.Cookie}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			fmt.Fprintf(&shown, verb+"\n", v)
		}
		if err := json.NewEncoder(&shown).Encode(v); err != nil {
			t.Fatal(err)
		}
		slog.New(slog.NewTextHandler(&shown, nil)).Info("m", "v", v)
		slog.New(slog.NewJSONHandler(&shown, nil)).Info("m", "v", v)
	}
	for _, form := range []string{text, fmt.Sprintf("%x", text), "ZHJlaS1GaXNjaGU"} {
		if strings.Contains(shown.String(), form) {
			t.Errorf("%s is in:\n%s", form, shown.String())
		}
	}
	if got := src.Access.Basic.Reveal(); got != text {
		t.Errorf("revealed %q", got)
	}
}

func TestSecretsAreCompared(t *testing.T) {
	if a := NewSecret("a"); !a.Equal(NewSecret("a")) || a.Equal(NewSecret("b")) || a.Equal(Secret{}) || !(Secret{}).Equal(NewSecret("")) {
		t.Error("equal ones are not told from others")
	}
	if !reflect.DeepEqual(NewSecret("a"), NewSecret("a")) || reflect.DeepEqual(NewSecret("a"), NewSecret("b")) {
		t.Error("a changed secret is not told from an unchanged one")
	}
	if !NewSecret("").IsZero() || NewSecret("").String() != "" || NewSecret("a").IsZero() {
		t.Error("an empty secret is not none")
	}
	if (Access{}).IsZero() != true || (Access{Cookie: NewSecret("a")}).IsZero() || (Access{Headers: map[string]Secret{"A": NewSecret("a")}}).IsZero() {
		t.Error("access")
	}
}

func TestRobotsCountFor(t *testing.T) {
	for r, want := range map[Robots][2]bool{RobotsUsual: {false, true}, RobotsObey: {true, true}, RobotsIgnore: {false, false}} {
		if got := [2]bool{r.Feeds(), r.Pages()}; got != want {
			t.Errorf("%q: feeds, pages %v, want %v", r, got, want)
		}
	}
}
