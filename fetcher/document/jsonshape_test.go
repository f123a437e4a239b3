package document

import (
	"encoding/json"
	"strings"
	"testing"
)

// Members of a JSON Feed are taken for what is meant, whatever the case of their
// names and the type of their values.
func TestJSONShape(t *testing.T) {
	d, err := Parse([]byte(`{"version":"https://jsonfeed.org/version/1.1","Title":"Hafenblatt","expired":"true","Authors":["Mia Moor"],
		"items":[{"ID":7,"URL":"https://hafenblatt.example/7","title":["no title"],"Content_Text":"Der Kran steht.","tags":"hafen",
		"attachments":[{"url":"https://hafenblatt.example/7.mp3","mime_type":"audio/mpeg","size_in_bytes":"1.2e3"},4]},
		{"id":"a","Id":"b","title":"Zwei","author":"Jo"}, null, "no item"]}`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Feed.Title.Markup != "Hafenblatt" || d.Feed.Extra["expired"] != true || len(d.Feed.Authors) != 1 || d.Feed.Authors[0].Name != "Mia Moor" {
		t.Errorf("feed is %+v", d.Feed)
	}
	if len(d.List) != 2 {
		t.Fatalf("%d entries", len(d.List))
	}
	one, two := d.List[0], d.List[1]
	if one.ID != "7" || !one.Title.IsZero() || len(one.Content) != 1 || len(one.Tags) != 1 || len(one.Enclosures) != 1 || one.Enclosures[0].Length != "1200" {
		t.Errorf("first entry is %+v", one)
	}
	if two.ID != "a" || len(two.Authors) != 1 || two.Authors[0].Name != "Jo" {
		t.Errorf("second entry is %+v", two)
	}
}

// A document that names a member twice, both times in other case, is read the
// same way each time: else its entries would change at every fetch.
func TestJSONShapeIsSteady(t *testing.T) {
	for range 50 {
		d, err := Parse([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","TITLE":"Kran","Title":"Watt","tItle":"Deich"}]}`), Options{})
		if err != nil || len(d.List) != 1 {
			t.Fatal(err)
		}
		if got := d.List[0].Title.Markup; got != "Kran" {
			t.Fatalf("the title is %q", got)
		}
	}
}

func TestOctets(t *testing.T) {
	for text, want := range map[string]int64{
		`1200`: 1200, `"1200"`: 1200, `1.5e3`: 1500, `" 7 "`: 7, `-3`: -3, `1e30`: 0, `"NaN"`: 0, `true`: 0, `null`: 0, `"viel"`: 0, `{}`: 0,
	} {
		var v any
		dec := json.NewDecoder(strings.NewReader(text))
		dec.UseNumber()
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		if got := octets(v); got != want {
			t.Errorf("%s is %d, want %d", text, got, want)
		}
	}
}
