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

// A set names the kind of trap an item was written as: the table tells those
// that caught the rules, and no share of nothing.
func TestEvaluateTraps(t *testing.T) {
	lines := `
{"id":"1","title":"Südkorea eröffnet Labor in Jülich","lang":"de","tag":"easy","group":"positive","korea":true}
{"id":"2","title":"Regen in Bayern","lang":"de","tag":"weather","group":"negative","korea":false}
{"id":"3","title":"Südkorea baut Brücke","lang":"de","tag":"mislabelled","group":"negative","korea":false}
{"id":"4","title":"Großauftrag für Werft aus Emden","lang":"de","korea":false,"themes":["wirtschaft-maerkte","mobilitaet"]}
`
	r, err := tagger.Evaluate(strings.NewReader(lines), builtin(t))
	if err != nil {
		t.Fatal(err)
	}
	table := strings.Join(strings.Fields(r.String()), " ")
	for _, want := range []string{
		"korea, trap mislabelled 0 1 0 0.000 - 0.000",
		"korea, group positive 1 0 0 1.000 1.000 1.000",
		"all topics, language de 2 0 0 1.000 1.000 1.000",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("the table does not say %q:\n%s", want, r)
		}
	}
	if strings.Contains(table, "trap weather") {
		t.Errorf("a trap without a miss has a row:\n%s", r)
	}
	traps := 0
	for _, s := range r.Slices {
		if s.By == "trap" {
			traps++
		}
	}
	if traps != 3 {
		t.Errorf("%d kinds of trap counted, of 3", traps)
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
	korea = builtin(t).Explain(tagger.Subject{Title: "지난해보다 손님 줄어", Source: "khan"}).Tags[0]
	if n := len(korea.Evidence); n != 2 || korea.Evidence[0].Role != "prior" || korea.Evidence[0].Text != "ko" || korea.Evidence[1].Text != "khan" {
		t.Errorf("what the language and the source prove is not told: %+v", korea.Evidence)
	}
	if !masked || !listed {
		t.Errorf("masked %v, listed %v: %+v", masked, listed, korea.Evidence)
	}
}
