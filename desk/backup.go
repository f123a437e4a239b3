package desk

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"koreadesk/desk/control"
	"koreadesk/store"
)

// Backup copies the data file while the desk works on. Into a folder it goes
// under a name with the hour in it; when it is there, and sound, the oldest go.
func (d *Desk) Backup(ctx context.Context, ask control.BackupAsk, each func(control.Copying) error) (control.Saved, error) {
	path := ask.Path
	if ask.Dir != "" {
		if err := os.MkdirAll(ask.Dir, 0o750); err != nil {
			return control.Saved{}, fmt.Errorf("backup: %w (the daemon writes it, with its own rights)", err)
		}
		path = filepath.Join(ask.Dir, backupName(time.Now()))
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	saved, err := d.store.Backup(ctx, path, paced(each, stop))
	if err != nil {
		if errors.Is(err, syscall.EROFS) || errors.Is(err, os.ErrPermission) {
			err = fmt.Errorf("%w: the daemon writes it, with its own rights; beside the data file it may", err)
		}
		return control.Saved{}, err
	}
	if ask.Dir != "" && ask.Keep > 0 {
		err = thin(ask.Dir, ask.Keep)
	}
	d.log.Info("backup made", "path", saved.Path, "bytes", saved.Bytes, "items", saved.Items)
	return control.Saved(saved), err
}

// backupLayout is the name of a backup in a folder; names sort by age.
const backupLayout = "koreadesk-20060102T150405Z.db"

func backupName(now time.Time) string { return now.UTC().Format(backupLayout) }

// thin removes all but the newest backups of a folder. What has another name is
// not looked at.
func thin(dir string, keep int) error {
	files, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		return err
	}
	var backups []string
	for _, f := range files {
		if _, err := time.Parse(backupLayout, f.Name()); err == nil && f.Type().IsRegular() {
			backups = append(backups, f.Name())
		}
	}
	for _, name := range backups[:max(0, len(backups)-keep)] {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("an old backup stays: %w", err)
		}
	}
	return nil
}

// Restore puts a backup in the place of a configuration's data file, which no
// process may be using.
func Restore(ctx context.Context, o Options, from string, each func(control.Copying) error) (control.Restored, error) {
	e, err := newEdition(o.Config, o.Version)
	if err != nil {
		return control.Restored{}, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	now := time.Now()
	done, err := store.Restore(ctx, from, e.config.DataPath(), store.Options{Authority: e.desk.Authority}, now, paced(each, stop))
	restored := control.Restored{Saved: control.Saved(done.Saved), Aside: done.Aside}
	for _, u := range done.Undone {
		restored.Undone = append(restored.Undone, control.Undone{Item: u.Item, When: u.When, Who: u.Who, Why: u.Why, Back: u.Back})
	}
	if done.Unread != nil {
		restored.Unread = done.Unread.Error()
	}
	return restored, err
}

// Compact writes a configuration's data file anew without what is unused in it.
// No process may be using it.
func Compact(ctx context.Context, o Options) (saved control.Saved, was int64, err error) {
	e, err := newEdition(o.Config, o.Version)
	if err != nil {
		return saved, 0, err
	}
	done, err := store.Compact(ctx, e.config.DataPath(), store.Options{Authority: e.desk.Authority})
	return control.Saved(done.Saved), done.Was, err
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
