package desk

import (
	"context"
	"fmt"

	"koreadesk/desk/control"
	"koreadesk/store"
)

// Queue is what waits for an editor: pairs of items that may be one story, and
// items that were held back with their source's first fetch.
func (d *Desk) Queue(ctx context.Context) ([]control.Waiting, error) {
	waiting := []control.Waiting{}
	proposals, err := d.store.Queue()
	if err != nil {
		return nil, fmt.Errorf("queue: %w", err)
	}
	for _, p := range proposals {
		one, other := p.Items[0].Item, p.Items[1].Item
		waiting = append(waiting, control.Waiting{
			Kind: "one story?", Item: one.ID, Title: one.Title, Other: other.ID, OtherTitle: other.Title, Why: p.Why, Since: p.Since,
		})
	}
	for record, err := range d.store.Items(store.Query{}) {
		if err != nil {
			return waiting, err
		}
		if err := ctx.Err(); err != nil {
			return waiting, err
		}
		if i := record.Item; i.Held {
			waiting = append(waiting, control.Waiting{
				Kind: "held", Item: i.ID, Title: i.Title, Why: "came with the first fetch of " + i.Source + ", beyond first_fetch", Since: i.FirstSeen,
			})
		}
	}
	return waiting, nil
}
