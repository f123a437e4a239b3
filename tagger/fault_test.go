package tagger

import (
	"strings"
	"testing"
)

// An item that the rules fail on ends no evaluation: it counts as without tags.
func TestEvaluateGoesOnAfterAFault(t *testing.T) {
	tagger, err := New(Builtin(), nil)
	if err != nil {
		t.Fatal(err)
	}
	tagger.finder = nil // fails on everything
	r, err := Evaluate(strings.NewReader(`{"id":"1","title":"Nordkorea testet Rakete","korea":true}
{"id":"2","title":"Regen","korea":false}
`), tagger)
	if err != nil || r.Items != 2 || len(r.Faults) != 2 || r.Faults[0].ID != "1" {
		t.Fatalf("%+v, %v", r, err)
	}
	if k := r.Tags[0]; k.Tag != "korea" || k.Missed != 1 || k.None != 1 {
		t.Errorf("counted as %+v", k)
	}
	if !strings.Contains(r.String(), "the rules failed on 2 items") {
		t.Errorf("the table does not tell:\n%s", r)
	}
}
