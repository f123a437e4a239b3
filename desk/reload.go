package desk

import (
	"context"
	"fmt"
	"maps"
	"time"

	"koreadesk/desk/config"
	"koreadesk/desk/control"
	"koreadesk/publish"
)

// Reload takes the configuration file anew. The old edition works on until the
// new one is valid, settled and built; an error means that nothing changed. Each
// is told how far settling is; it may be nil.
func (d *Desk) Reload(ctx context.Context, each func(control.Settling) error) (done control.Reloaded, err error) {
	defer func() { d.metrics.reloaded(err) }()
	if d.ending.Load() {
		return control.Reloaded{}, errEnding
	}
	e, err := newEdition(d.options.Config, d.options.Version)
	if err != nil {
		return control.Reloaded{}, err
	}
	d.turn.Lock()
	defer d.turn.Unlock()
	old := d.edition.Load()
	if err := fixed(old, e); err != nil {
		return control.Reloaded{}, err
	}
	e.follow(old, d.options.Version)
	now := time.Now()
	before := old.all
	if err := d.store.Configure(e.all, now); err != nil {
		return control.Reloaded{}, fmt.Errorf("reload: sources: %w", err)
	}
	told := func(done, total int) {
		d.retagging(done, total)
		if each != nil {
			_ = each(control.Settling{Done: done, Total: total}) // whoever asked has gone: ctx ends it
		}
	}
	if err := d.adopt(ctx, e, now, told); err != nil {
		if back := d.store.Configure(before, now); back != nil {
			d.log.Error("the old sources could not be put back", "error", back)
		}
		return control.Reloaded{}, fmt.Errorf("reload: %w", err)
	}
	pages, unsettled := d.settle(context.WithoutCancel(ctx))
	if unsettled != nil { // the new rules are in force all the same
		d.log.Error("what has come meanwhile is settled later", "error", unsettled)
	}
	old.fetcher.Close()
	d.rush()
	done = control.Reloaded{Changes: append([]string{}, changes(old, e)...), Pages: pages}
	d.log.Info("configuration reloaded", "changes", len(done.Changes), "pages", pages)
	return done, nil
}

// fixed are the settings a running desk cannot change.
func fixed(old, e *edition) error {
	switch {
	case old.config.DataPath() != e.config.DataPath():
		return fmt.Errorf("reload: data: cannot move from %s to %s while the desk runs (restart it)",
			old.config.DataPath(), e.config.DataPath())
	case old.desk.Authority != e.desk.Authority:
		return fmt.Errorf("reload: %w", otherAuthority(old.desk.Authority))
	case old.config.Listen != e.config.Listen:
		return fmt.Errorf("reload: listen: cannot move from %s to %s while the desk runs (restart it)",
			old.config.Listen, e.config.Listen)
	case old.config.Private != e.config.Private:
		return fmt.Errorf("reload: private: cannot move from %s to %s while the desk runs (restart it)",
			old.config.Private, e.config.Private)
	}
	return nil
}

// otherAuthority is the mistake of a configuration whose authority is not the
// one in the ids of its data file.
func otherAuthority(born string) error {
	return fmt.Errorf("desk.authority: %q is fixed since the data file was born (write authority: %s, or begin with a new data file)", born, born)
}

// adopt makes e the desk's edition: verdicts and ledgers under its rules, and,
// where there are pages already, every page built before anyone sees it. The
// caller has the turn, and is told how far settling is.
func (d *Desk) adopt(ctx context.Context, e *edition, now time.Time, told func(done, total int)) error {
	removed := d.store.Removed()
	e.remember(removed)
	rules := e.rules(e.sourceTags)
	if _, stored := d.store.Generation(); stored != rules {
		d.store.Skim(!e.tagger.Reads())
		if _, err := d.store.Regenerate(ctx, rules, e.themes, e.judge(e.sourceTags, d.untagged), now, told); err != nil {
			return fmt.Errorf("apply the rules: %w", err)
		}
	}
	gone, err := d.store.Retired()
	if err != nil {
		return err
	}
	site := publish.NewSite(publish.Setup{
		Desk: e.desk, Sources: e.polled(), Former: removed, Tags: e.tags, Themes: e.themes, Gone: gone,
		Hubs: e.config.Publish.Hubs, Past: past{d, e}, Sent: sent{d}, Trouble: d.pageTrouble,
	})
	d.pages = e.unbuilt()
	if old := d.site.Load(); old != nil {
		d.saveMarks()
		site.Keep(old) // a page that cannot be built stays as it was
		d.pages.due = maps.Clone(d.pages.unbuilt)
		// The data file goes by the new rules now: whoever leaves, and whatever
		// fails, the desk has to go by them too.
		if _, err := d.buildInto(context.WithoutCancel(ctx), e, site, maps.Clone(d.pages.due)); err != nil {
			d.log.Error("pages stay as they were until they can be built", "error", err)
		}
	}
	d.edition.Store(e)
	d.site.Store(site)
	d.replant()
	return nil
}

// pageTrouble takes the error of a page that was asked for.
func (d *Desk) pageTrouble(err error) { d.log.Error("page kept as it was", "error", err) }

// rules is the fingerprint of everything a verdict and a ledger depend on
// besides the items: a data file settled under another one is settled anew.
func (e *edition) rules(sourceTags map[string][]string) string {
	rules := e.tagger.Rules()
	if r := renamings(e.tags); len(r) > 0 { // what editors said of the old name counts for the new one
		rules += fmt.Sprint(r) // sorted by key
	}
	return fingerprint(rules, e.themes, sourceTags)
}

// changes tells what is different in the new edition, a line each.
func changes(old, e *edition) []string {
	lines := config.Differences(old.config, e.config)
	if old.tagger.Rules() != e.tagger.Rules() {
		lines = append(lines, "the tagging rules changed: all items were settled anew")
	}
	return lines
}
