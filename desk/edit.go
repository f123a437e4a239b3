package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os/user"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/news/text"
)

// longestWord bounds what an editor writes, in characters.
const longestWord = 500

// Edit takes an editor's decision: it is appended to the log, the item is
// settled anew and the pages show it when Edit returns.
func (d *Desk) Edit(ctx context.Context, ask control.EditAsk) (control.Edited, error) {
	if d.ending.Load() {
		return control.Edited{}, errEnding
	}
	e := news.Edit{Act: ask.Act, Value: ask.Value, Who: who(ctx, ask.Who), Why: text.Line(ask.Why), When: time.Now().UTC().Truncate(time.Second)}
	e, err := d.take(ctx, e, ask)
	if err != nil {
		return control.Edited{}, fmt.Errorf("edit %s: %w", ask.Act, err)
	}
	d.curation.forget()
	d.log.Info("edit", "act", e.Act, "edit", e.N, "item", e.Item, "value", e.Value, "who", e.Who)
	pages, err := d.Settle(ctx)
	d.publishEdit(ctx)
	done := d.edited(e, false)
	done.Pages = pages
	return done, err
}

// publishEdit does publishAlone after a decision, which stands whatever comes of
// that.
func (d *Desk) publishEdit(ctx context.Context) {
	if err := d.publishAlone(ctx); err != nil {
		d.log.Error("the decision stands, but the static tree is not up to date", "error", err)
	}
}

// take checks a decision and writes it down.
func (d *Desk) take(ctx context.Context, e news.Edit, ask control.EditAsk) (news.Edit, error) {
	switch {
	case ask.Act == news.ActUndo:
		return d.undo(e, ask.Item)
	case ask.Act == news.ActAdd:
		return d.add(ctx, e, ask)
	}
	ask.Why = e.Why
	if err := ask.Fault(); err != nil {
		return e, err
	}
	record, err := d.store.Find(ask.Item)
	if err != nil {
		return e, err
	}
	if ask.Act == news.ActTakedown {
		defer d.restate()
		return d.store.Takedown(record.Item.ID, e)
	}
	e.Item = record.Item.ID
	if record.Item.Erased {
		return e, fmt.Errorf("item %s was taken down: nothing is left to decide on", record.Item.ID)
	}
	if err := d.mayEdit(&e); err != nil {
		return e, err
	}
	return d.store.AddEdit(e)
}

// mayEdit says what is wrong with a decision on an item, and brings its value
// into the form that is kept.
func (d *Desk) mayEdit(e *news.Edit) error {
	switch e.Act {
	case news.ActHide, news.ActUnhide, news.ActAdmit:
		e.Value = ""
	case news.ActTag, news.ActUntag:
		if err := d.edition.Load().hasTag(e.Value); err != nil {
			return err
		}
	case news.ActPin:
		until, err := time.Parse(time.RFC3339, e.Value)
		switch {
		case e.Value == "": // takes the pin away
		case err != nil:
			return fmt.Errorf("%q is no instant: write 2026-12-24T18:00:00Z", e.Value)
		case until.Before(e.When):
			return fmt.Errorf("%s is past: name a date that is to come, or none to take the pin away", e.Value)
		}
	case news.ActNote, news.ActRetitle:
		e.Value = text.Line(e.Value)
		if n := utf8.RuneCountInString(e.Value); n > longestWord {
			return fmt.Errorf("it has %d characters: at most %d are taken", n, longestWord)
		}
	default:
		return errors.New("there is no such act")
	}
	return nil
}

// who decides: as the command says, else whoever asks over the socket, else
// whose process this is.
func who(ctx context.Context, said string) string {
	if name := cmp.Or(text.Line(said), control.Peer(ctx)); name != "" {
		return name
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return "unknown"
}

// undo takes back an edit by its number, or the last one that stands.
func (d *Desk) undo(e news.Edit, number string) (news.Edit, error) {
	all, err := d.store.Edits("")
	if err != nil {
		return e, err
	}
	standing := news.InForce(all)
	if number == "" {
		if len(standing) == 0 {
			return e, errors.New("there is nothing to take back")
		}
		number = strconv.FormatUint(standing[len(standing)-1].N, 10)
	}
	n, err := strconv.ParseUint(number, 10, 64)
	at := slices.IndexFunc(all, func(old news.Edit) bool { return old.N == n })
	if err != nil || at < 0 {
		return e, fmt.Errorf("there is no edit %q (koreadesk edit log lists them)", number)
	}
	old := all[at]
	stands := slices.ContainsFunc(standing, func(s news.Edit) bool { return s.N == n })
	switch {
	case old.Act == news.ActTakedown:
		return e, fmt.Errorf("edit %d took an item down: its text is gone, and that is for good", n)
	case old.Act == news.ActUndo:
		return e, fmt.Errorf("edit %d took another back: decide that anew instead", n)
	case !stands:
		return e, fmt.Errorf("edit %d was taken back already", n)
	case old.OfStories():
		defer d.restate()
		return d.store.UndoStory(n, e)
	case old.Act == news.ActAdd && d.byHand(old.Item): // the item stays held, hidden from everyone
		e.Act = news.ActHide
	default:
		e.Value = strconv.FormatUint(n, 10)
	}
	e.Item = old.Item
	return d.store.AddEdit(e)
}

// byHand reports whether no source carries an item.
func (d *Desk) byHand(id string) bool {
	record, err := d.store.Find(id)
	return err == nil && !slices.ContainsFunc(record.Item.Sources(), func(source string) bool { return source != news.ByHand })
}

// Log is what editors decided, oldest first.
func (d *Desk) Log(_ context.Context, ref string) ([]control.Edited, error) {
	id := ""
	if ref != "" {
		record, err := d.store.Find(ref)
		if err != nil {
			return nil, err
		}
		id = record.Item.ID
	}
	edits, err := d.store.Edits(id)
	if err != nil {
		return nil, err
	}
	stands := make(map[uint64]bool)
	for _, e := range news.InForce(edits) {
		stands[e.N] = true
	}
	lines := []control.Edited{}
	for _, e := range edits {
		lines = append(lines, d.edited(e, !stands[e.N] && e.Act != news.ActUndo))
	}
	return lines, nil
}

// edited is an edit as it is told.
func (d *Desk) edited(e news.Edit, undone bool) control.Edited {
	line := control.Edited{Edit: e.N, Act: e.Act, Item: e.Item, Value: e.Value, Who: e.Who, When: e.When, Why: e.Why, Undone: undone}
	if record, err := d.store.Find(e.Item); err == nil {
		line.Title = record.Item.Title
		if c, err := d.curated(); err == nil {
			line.Title = cmp.Or(c.word[record.Item.ID].Title, line.Title)
		}
	}
	return line
}
