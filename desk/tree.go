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

// publishAlone brings what lies outside this process up to date, for a command
// that no daemon does it for: the static tree and the hubs.
func (d *Desk) publishAlone(ctx context.Context) error {
	c := d.edition.Load().config
	if d.running.Load() || c.PublishDir() == "" && len(c.Publish.Hubs) == 0 {
		return nil
	}
	if err := d.complete(ctx); err != nil {
		return err
	}
	_, err := d.plantTree()
	d.hubs.Once(ctx)
	return err
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
	troubled := false // and said so
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-again:
		case <-d.plant:
		}
		again = nil
		changed, err := d.plantTree()
		switch {
		case err != nil && troubled:
			again = time.After(treeRetry)
		case err != nil:
			d.log.Error("the static tree is not up to date; it is tried again every minute", "error", err)
			again, troubled = time.After(treeRetry), true
		case troubled:
			d.log.Info("the static tree is up to date again", "files", changed)
			troubled = false
		case changed > 0:
			d.log.Debug("static tree written", "files", changed)
		}
	}
}
