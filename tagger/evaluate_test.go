package tagger_test

import (
	"encoding/json"
	"strings"
	"testing"

	"koreadesk/tagger"
)

func TestEvaluate(t *testing.T) {
	lines := `
{"id":"1","title":"Südkorea eröffnet Labor in Jülich","lang":"de","origin":"real","group":"easy","korea":true,"north_korea_only":false,"themes":null}
{"id":"2","title":"Nordkorea testet Rakete","lang":"de","origin":"real","group":"north","korea":false,"north_korea_only":true,"themes":["sicherheit"]}

{"id":"3","title":"Regen in Bayern","lang":"de","origin":"real","group":"easy","korea":true,"north_korea_only":false}
{"id":"4","title":"Großauftrag für Werft aus Emden","language":"de","labels":{"korea":false,"themes":["wirtschaft-maerkte","mobilitaet"]}}
`
	r, err := tagger.Evaluate(strings.NewReader(lines), builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	if r.Items != 4 {
		t.Errorf("%d items", r.Items)
	}
	tally := make(map[string]tagger.Tally)
	for _, x := range r.Tags {
		tally[x.Tag] = x
	}
	k := tally["korea"]
	if k.Right != 1 || k.Missed != 1 || k.Wrong != 0 || k.None != 2 || k.Precision != 1 || k.Recall != 0.5 || k.F1 != 0.667 {
		t.Errorf("korea: %+v", k)
	}
	// An item about Korea says nothing of north-korea: it may be both.
	n := tally["north-korea"]
	if n.Right != 1 || n.None != 0 || n.Missed != 0 || n.Wrong != 0 {
		t.Errorf("north-korea: %+v", n)
	}
	if r.Topics == nil || r.Topics.Right < 2 {
		t.Errorf("topics: %+v", r.Topics)
	}
	var missed []string
	for _, m := range r.Misses {
		if m.Tag == "korea" {
			missed = append(missed, m.ID)
		}
	}
	if len(missed) != 1 || missed[0] != "3" {
		t.Errorf("misses of korea: %q", missed)
	}
	for _, want := range []string{"4 items", "korea, language de", "korea, group easy", "3 korea (wanted, not given"} {
		if !strings.Contains(r.String(), want) {
			t.Errorf("the table does not say %q:\n%s", want, r)
		}
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}

func TestEvaluateRefuses(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"{\"id\":\"1\"}\nnot json\n", "line 2"},
		{`{"id":"x","labels":{"korea":"yes"}}`, `item x: label "korea" is neither true, false nor a list`},
	} {
		_, err := tagger.Evaluate(strings.NewReader(c.in), builtin(t))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.in, err, c.want)
		}
	}
}

func TestExplain(t *testing.T) {
	title := "Kanada gründet Agentur; Koreatannen gepflanzt"
	summary := "Vorbild sind Japan, China und S\u00fcd\u00adkorea."
	e := builtin(t).Explain(tagger.Subject{Title: title, Summary: summary})
	if e.Language != "de" || e.Rules == "" || len(e.Tags) != len(tagger.Builtin()) {
		t.Fatalf("%+v", e)
	}
	korea := e.Tags[0]
	if korea.Given || korea.Score >= korea.Threshold {
		t.Errorf("korea was given: %+v", korea)
	}
	var masked, listed bool
	for _, x := range korea.Evidence {
		switch {
		case x.Role == "evidence" && x.Field == tagger.FieldTitle && x.Counts == 0:
			masked = masked || strings.Contains(strings.Join(x.Rules, " "), "mask: Koreatanne*")
		case x.Role == "evidence" && x.Field == tagger.FieldSummary:
			listed = strings.Contains(strings.Join(x.Rules, " "), "one of a list")
			if x.Text != "Südkorea" || summary[x.Start:x.End] != "S\u00fcd\u00adkorea" {
				t.Errorf("found %q at %q", x.Text, summary[x.Start:x.End])
			}
		}
	}
	if !masked || !listed {
		t.Errorf("masked %v, listed %v: %+v", masked, listed, korea.Evidence)
	}
}
