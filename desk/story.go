package desk

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// Story makes two items one, or a sighting an item of its own, or keeps two items
// apart, or takes such a decision back; the pages show it when it returns.
func (d *Desk) Story(ctx context.Context, ask control.StoryAsk) (control.StoryDone, error) {
	var done control.StoryDone
	if d.ending.Load() {
		return done, errEnding
	}
	e := news.Edit{Who: who(ctx, ask.Who), Why: ask.Why, When: time.Now().UTC().Truncate(time.Second)}
	var err error
	switch ask.Act {
	case news.ActMerge:
		e, err = d.store.Merge(ask.Item, ask.Other, e)
	case news.ActSplit:
		e, err = d.store.Split(ask.Item, ask.Other, e)
	case news.ActApart:
		e, err = d.store.Apart(ask.Item, ask.Other, e)
	case news.ActUndo:
		var n uint64
		if n, err = strconv.ParseUint(ask.Item, 10, 64); err != nil {
			return done, fmt.Errorf("story undo: %q is not the number of an edit, such as merge, split and apart print it", ask.Item)
		}
		e, err = d.store.UndoStory(n, e)
	default:
		err = fmt.Errorf("story: there is no act %q", ask.Act)
	}
	if err != nil {
		return done, err
	}
	d.curation.forget()
	done = control.StoryDone{Edit: e.N, Act: e.Act, Item: e.Item, Other: e.Value, Who: e.Who, When: e.When, Why: e.Why}
	d.log.Info("story", "act", e.Act, "edit", e.N, "item", e.Item, "value", e.Value, "who", e.Who)
	d.restate()
	if done.Pages, err = d.Settle(ctx); err != nil {
		return done, err
	}
	d.publishEdit(ctx)
	d.rush() // what was parted is read anew
	record, err := d.store.Find(e.Item)
	done.Title = record.Item.Title
	return done, err
}
