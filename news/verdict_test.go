package news

import (
	"reflect"
	"testing"
	"time"
)

func TestThemeTakes(t *testing.T) {
	for _, c := range []struct {
		theme Theme
		tags  []string
		want  bool
	}{
		{Theme{}, nil, true},
		{Theme{All: []string{"a", "b"}}, []string{"b", "a"}, true},
		{Theme{All: []string{"a", "b"}}, []string{"a"}, false},
		{Theme{Any: []string{"a", "b"}}, []string{"b"}, true},
		{Theme{Any: []string{"a", "b"}}, []string{"c"}, false},
		{Theme{None: []string{"x"}}, []string{"a"}, true},
		{Theme{All: []string{"a"}, None: []string{"x"}}, []string{"a", "x"}, false},
	} {
		if got := c.theme.Takes(c.tags); got != c.want {
			t.Errorf("%+v takes %v: %v, want %v", c.theme, c.tags, got, c.want)
		}
	}
}

// The rules speak first, the editors stand against them, the last word of an
// editor is the one that holds.
func TestJudge(t *testing.T) {
	themes := []Theme{{ID: "all"}, {ID: "korea", All: []string{"korea"}}, {ID: "calm", None: []string{"sport"}}}
	item := Item{Num: 7}
	scores := []Score{{Tag: "korea", Score: 0.9}}
	for _, c := range []struct {
		what  string
		item  Item
		edits []Edit
		tags  []string
		in    []string
	}{
		{"rules alone", item, nil, []string{"korea"}, []string{"all", "korea", "calm"}},
		{"untag", item, []Edit{{Act: ActUntag, Value: "korea"}}, []string{}, []string{"all", "calm"}},
		{"tag", item, []Edit{{Act: ActTag, Value: "sport"}}, []string{"korea", "sport"}, []string{"all", "korea"}},
		{"tag twice", item, []Edit{{Act: ActTag, Value: "korea"}, {Act: ActTag, Value: "korea"}}, []string{"korea"}, []string{"all", "korea", "calm"}},
		{"hide", item, []Edit{{Act: ActHide}}, []string{"korea"}, nil},
		{"hide, unhide", item, []Edit{{Act: ActHide}, {Act: ActUnhide}}, []string{"korea"}, []string{"all", "korea", "calm"}},
		{"held", Item{Num: 7, Held: true}, nil, []string{"korea"}, nil},
		{"held, let in", Item{Num: 7, Held: true}, []Edit{{Act: ActAdmit}}, []string{"korea"}, []string{"all", "korea", "calm"}},
	} {
		v := Judge(c.item, scores, c.edits, themes)
		if got := v.TagIDs(); !reflect.DeepEqual(got, c.tags) {
			t.Errorf("%s: tags %v, want %v", c.what, got, c.tags)
		}
		if !reflect.DeepEqual(v.Themes, c.in) {
			t.Errorf("%s: themes %v, want %v", c.what, v.Themes, c.in)
		}
	}
	if scores[0].Tag != "korea" || len(scores) != 1 {
		t.Errorf("Judge changed its input: %v", scores)
	}
}

func TestDateIsNeverLaterThanFirstSeen(t *testing.T) {
	seen := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ said, want time.Time }{
		{time.Time{}, seen},
		{seen.Add(time.Hour), seen},
		{seen.Add(-time.Hour), seen.Add(-time.Hour)},
	} {
		if got := (Item{Published: c.said, FirstSeen: seen}).Date(); !got.Equal(c.want) {
			t.Errorf("said %s: date %s, want %s", c.said, got, c.want)
		}
	}
}

func TestThemeClocks(t *testing.T) {
	seen := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	item, entered := Item{Published: seen.Add(-time.Hour), FirstSeen: seen}, seen.Add(time.Hour)
	for clock, want := range map[Clock]time.Time{
		ClockPublished: item.Published, ClockFirstSeen: seen, ClockApproved: entered,
	} {
		if got := (Theme{Date: clock}).At(item, entered); !got.Equal(want) {
			t.Errorf("clock %s: %s, want %s", clock, got, want)
		}
	}
}

// What editors decided is what is left once undone acts are gone; an undo can
// be undone, and what readers saw change never changes back in time.
func TestDecide(t *testing.T) {
	at := func(h int) time.Time { return time.Date(2026, 11, 23, h, 0, 0, 0, time.UTC) }
	edits := []Edit{
		{N: 1, Act: ActHide, When: at(1)},
		{N: 2, Act: ActRetitle, Value: "Neu", When: at(2)},
		{N: 3, Act: ActNote, Value: "Bis Freitag", When: at(3)},
		{N: 4, Act: ActUndo, Value: "1", When: at(4)},
		{N: 5, Act: ActUndo, Value: "2", When: at(5)},
		{N: 6, Act: ActPin, Value: "2026-12-24T18:00:00Z", When: at(6)},
	}
	d := Decide(edits)
	if d.Hidden || d.Title != "" || d.Note != "Bis Freitag" || !d.Changed.Equal(at(5)) || d.Pinned.Day() != 24 {
		t.Errorf("decided %+v", d)
	}
	d = Decide(append(edits, Edit{N: 7, Act: ActUndo, Value: "4", When: at(7)}))
	if !d.Hidden || !d.Changed.Equal(at(5)) {
		t.Errorf("after an undo was undone %+v", d)
	}
	shown := Decision{Title: "Neu", Changed: at(2)}.Applied(Item{Title: "Alt", Updated: at(1)})
	if shown.Title != "Neu" || !shown.Updated.Equal(at(2)) {
		t.Errorf("shown %+v", shown)
	}
}

func TestApproval(t *testing.T) {
	themes := []Theme{{ID: "picked", Approval: true}, {ID: "all"}}
	if v := Judge(Item{Num: 7}, nil, nil, themes); !reflect.DeepEqual(v.Themes, []string{"all"}) {
		t.Errorf("unasked: %v", v.Themes)
	}
	if v := Judge(Item{Num: 7}, nil, []Edit{{N: 1, Act: ActAdmit}}, themes); !reflect.DeepEqual(v.Themes, []string{"picked", "all"}) {
		t.Errorf("approved: %v", v.Themes)
	}
}
