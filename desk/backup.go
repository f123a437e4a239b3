package desk

import (
	"context"
	"time"

	"koreadesk/desk/control"
	"koreadesk/store"
)

// Backup copies the data file to an absolute path while the desk works on.
func (d *Desk) Backup(ctx context.Context, path string, each func(control.Copying) error) (control.Saved, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	saved, err := d.store.Backup(ctx, path, paced(each, stop))
	if err != nil {
		return control.Saved{}, err
	}
	d.log.Info("backup made", "path", saved.Path, "bytes", saved.Bytes, "items", saved.Items)
	return control.Saved(saved), nil
}

// Restore puts a backup in the place of a configuration's data file, which no
// process may be using. It returns where the file that was there before is now,
// "" when there was none.
func Restore(ctx context.Context, o Options, from string, each func(control.Copying) error) (saved control.Saved, aside string, err error) {
	e, err := newEdition(o.Config, o.Version)
	if err != nil {
		return saved, "", err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	now := time.Now()
	done, err := store.Restore(ctx, from, e.config.DataPath(), store.Options{Authority: e.desk.Authority}, now, paced(each, stop))
	return control.Saved(done.Saved), done.Aside, err
}

// pace is how often at most a copy tells how far it is.
const pace = 100 * time.Millisecond

// paced tells each from time to time, and ends the copy when nobody listens.
func paced(each func(control.Copying) error, stop context.CancelCauseFunc) func(done, total int64) {
	var told time.Time
	return func(done, total int64) {
		if done < total && time.Since(told) < pace {
			return
		}
		told = time.Now()
		if err := each(control.Copying{Done: done, Total: total}); err != nil {
			stop(err)
		}
	}
}
