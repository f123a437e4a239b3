package desk

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// leaving is the context of somebody who has gone as soon as something is so. Its
// Done never tells: who asks only while waiting does not learn of it.
type leaving struct {
	context.Context
	is func() bool
}

func (g leaving) Err() error {
	if g.is() {
		return context.Canceled
	}
	return nil
}

// What was settled is shown, though whoever settled it had gone before it was
// built.
func TestWhatWasSettledIsBuiltAfterAll(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	var id string
	for record, err := range d.store.Items(store.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		id = record.Item.ID
	}
	if _, err := d.store.AddEdit(news.Edit{Act: news.ActRetitle, Item: id, Value: "Eine andere Brücke", When: time.Now()}); err != nil {
		t.Fatal(err)
	}
	d.curation.forget()
	if _, err := d.Settle(leaving{t.Context(), func() bool { return true }}); err == nil {
		t.Fatal("the page was built for somebody who had gone")
	}
	if err := d.rebuildDue(t.Context(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if body, _, _ := d.site.Load().Page("/all.atom"); !strings.Contains(string(body), "Eine andere Brücke") {
		t.Errorf("the page does not show it:\n%s", body)
	}
}

// New rules that are in force in the data file are in force in the desk, though
// whoever asked for them had gone by then.
func TestReloadIsWholeWhoeverHasGone(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	feeds, err := os.ReadFile(d.options.Config)
	if err != nil {
		t.Fatal(err)
	}
	more := string(feeds) + "- {id: bridges, title: Bridges}\n"
	more = strings.Replace(more, "themes: [{id: all, title: All}]\n", "themes:\n- {id: all, title: All}\n", 1)
	if err := os.WriteFile(d.options.Config, []byte(more), 0o600); err != nil {
		t.Fatal(err)
	}
	_, before := d.store.Generation()
	leaves := leaving{t.Context(), func() bool { _, now := d.store.Generation(); return now != before }}
	_, err = d.Reload(leaves, nil)
	e := d.edition.Load()
	if _, now := d.store.Generation(); now == before || now != e.rules(e.sourceTags) {
		t.Errorf("the data file goes by rules %s, the desk by %s (reload: %v)", now, e.rules(e.sourceTags), err)
	}
}

// A page whose time has come and that cannot be built waits for its next turn,
// and does not keep the loop going round.
func TestWhatCannotBeBuiltIsNotDueAtOnceAgain(t *testing.T) {
	d := opened(t, one)
	polled(t, d)
	now := time.Now()
	d.pages.until["all"] = now.Add(-time.Second)
	if err := d.rebuildDue(leaving{t.Context(), func() bool { return true }}, now); err == nil {
		t.Fatal("the page was built for somebody who had gone")
	}
	if next := d.nextRebuild(); !next.IsZero() && !next.After(now) || !d.pages.due["all"] {
		t.Errorf("it is due at %v, and waits: %v", next, d.pages.due)
	}
}
