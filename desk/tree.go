package desk

import (
	"context"
	"time"
)

// plantTree writes the pages into the folder that publish.dir names, if one is
// named. It returns how many files changed.
func (d *Desk) plantTree() (int, error) {
	dir := d.edition.Load().config.PublishDir()
	if dir == "" {
		return 0, nil
	}
	return d.site.Load().Tree(dir)
}

// replant tells the tree loop that pages have changed.
func (d *Desk) replant() {
	select {
	case d.plant <- struct{}{}:
	default: // it knows already
	}
}

// treeRetry is when a tree that could not be written is tried again.
const treeRetry = time.Minute

// treeLoop keeps the static tree as the pages are, until ctx ends. It writes
// beside the settling, so that a slow disk delays no page.
func (d *Desk) treeLoop(ctx context.Context) error {
	var again <-chan time.Time
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-again:
		case <-d.plant:
		}
		again = nil
		changed, err := d.plantTree()
		if err != nil {
			d.log.Error("the static tree is not up to date; it is tried again in a minute", "error", err)
			again = time.After(treeRetry)
		} else if changed > 0 {
			d.log.Debug("static tree written", "files", changed)
		}
	}
}
