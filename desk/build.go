package desk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/publish"
)

// pages is what is known of the themes' pages.
type pages struct {
	until   map[string]time.Time // when each changes by itself: an entry leaves a window because time has passed
	unbuilt map[string]bool      // nobody has needed it since the desk was opened
	due     map[string]bool      // what it shows has changed, and it is not built yet
}

func (e *edition) unbuilt() pages {
	p := pages{until: make(map[string]time.Time), unbuilt: make(map[string]bool), due: make(map[string]bool)}
	for _, theme := range e.themes {
		p.unbuilt[theme.ID] = true
	}
	return p
}

// complete builds the pages that are not built yet. A command that shows none,
// and a round of polls that brings nothing, do without.
func (d *Desk) complete(ctx context.Context) error {
	d.turn.Lock()
	defer d.turn.Unlock()
	_, err := d.build(ctx, d.edition.Load(), maps.Clone(d.pages.unbuilt))
	return err
}

// refusals is what the gate left out of each theme's page at its last build.
type refusals struct {
	mu     sync.Mutex
	themes map[string][]held
}

// held is a refusal and when it was first met since the desk was opened.
type held struct {
	publish.Refusal
	since time.Time
}

// build renders the pages of the changed themes into the site that is served,
// and returns how many have a new feed. The caller has the turn.
func (d *Desk) build(ctx context.Context, e *edition, changed map[string]bool) (int, error) {
	if !slices.Contains(slices.Collect(maps.Values(changed)), true) {
		return 0, nil
	}
	defer d.metrics.built(time.Now())
	return d.buildInto(ctx, e, d.site.Load(), changed)
}

func (d *Desk) buildInto(ctx context.Context, e *edition, site *publish.Site, changed map[string]bool) (int, error) {
	known, err := d.store.Marks()
	if err != nil {
		return 0, fmt.Errorf("build: %w", err)
	}
	now, built := time.Now(), 0
	fresh := site.Marks()
	for _, theme := range e.themes {
		if !changed[theme.ID] {
			continue
		}
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		marks, refused, until, err := d.buildTheme(e, site, theme, known, now)
		if errors.Is(err, errStories) {
			return 0, err
		}
		if err != nil {
			// The last good files stay; the others are as good as without it.
			d.log.Error("page kept as it was", "theme", theme.ID, "error", err)
			refused = append(refused, publish.Refusal{Theme: theme.ID, Why: "its page stays as it was: " + err.Error()})
		}
		d.refuse(theme.ID, refused, now)
		d.pages.until[theme.ID] = until
		delete(d.pages.unbuilt, theme.ID)
		delete(d.pages.due, theme.ID)
		maps.Copy(fresh, marks)
		if topics := site.Topics(theme.ID, marks); len(topics) > 0 {
			built++
			d.hubs.Tell(site.Hubs(theme.ID), topics)
		}
	}
	d.replant()
	if err := d.store.SaveMarks(fresh); err != nil {
		return 0, fmt.Errorf("build: %w", err)
	}
	return built, nil
}

// saveMarks remembers the files that were written because somebody asked.
func (d *Desk) saveMarks() {
	if marks := d.site.Load().Marks(); len(marks) > 0 {
		if err := d.store.SaveMarks(marks); err != nil {
			d.log.Error("when pages changed is not remembered", "error", err)
		}
	}
}

// errStories is the error of a store that does not give a theme's items.
var errStories = errors.New("items cannot be read")

// mostRefills is how often a window is widened because entries were refused.
const mostRefills = 3

// buildTheme renders one theme. An entry that the gate refuses takes nobody's
// place: the window is widened until the page holds what it should.
func (d *Desk) buildTheme(e *edition, site *publish.Site, theme news.Theme, known map[string]news.Mark, now time.Time) (
	marks map[string]news.Mark, refused []publish.Refusal, until time.Time, err error) {
	withdrawn, ends, err := d.withdrawn(e, theme, now)
	if err != nil {
		return nil, nil, until, fmt.Errorf("build theme %s: %w: %w", theme.ID, errStories, err)
	}
	wide := theme
	for refills := 0; ; refills++ {
		var stories []publish.Story
		stories, until, err = d.stories(e, wide, now)
		if err != nil {
			return nil, nil, until, fmt.Errorf("build theme %s: %w: %w", theme.ID, errStories, err)
		}
		marks, refused, err = site.Build(theme.ID, append(stories, withdrawn...), known, now)
		lost := len(refused)
		for _, s := range stories {
			if !s.Gone.IsZero() {
				lost++
			}
		}
		missing := theme.Limit - (len(stories) - lost)
		if missing <= 0 || len(stories) < wide.Limit || refills == mostRefills {
			return marks, refused, sooner(until, ends), err
		}
		wide.Limit = theme.Limit + lost
	}
}

// sooner is the earlier of two instants; zero is never.
func sooner(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// stories is the window of a theme with all that a page shows of each item.
func (d *Desk) stories(e *edition, theme news.Theme, now time.Time) ([]publish.Story, time.Time, error) {
	members, until, err := publish.Window(sound{d.store, d.log}, theme, now)
	if err != nil {
		return nil, until, err
	}
	places := make([]news.Place, len(members))
	for n, m := range members {
		places[n] = m.Place
	}
	kept, ends, err := d.pinned(theme, places, now)
	if err != nil {
		return nil, until, err
	}
	stories, err := d.told(e, append(places, kept...), now)
	return stories, sooner(until, ends), err
}

// rights are those of a source; a removed one's items keep them until they are
// pruned. Where a publisher reserves its texts against text and data mining,
// titles alone are republished until the operator says that it agreed.
func (d *Desk) rights(e *edition, source string) news.Rights {
	s := e.remembered.of(source)
	r := s.Rights
	if state, ok := d.store.Brief(source); ok && state.Reserved && !s.Agreed {
		r.Content, r.Images = news.ExtentTitle, false
	}
	return r
}

func (d *Desk) refuse(theme string, list []publish.Refusal, now time.Time) {
	d.refused.mu.Lock()
	defer d.refused.mu.Unlock()
	if d.refused.themes == nil {
		d.refused.themes = make(map[string][]held)
	}
	known := d.refused.themes[theme]
	fresh := make([]held, len(list))
	for n, r := range list {
		fresh[n] = held{r, now}
		if at := slices.IndexFunc(known, func(h held) bool { return h.Refusal == r }); at >= 0 {
			fresh[n].since = known[at].since
			continue // told already
		}
		if r.Item == "" {
			continue // an error of the build
		}
		d.log.Warn("entry left out of a page", "theme", r.Theme, "item", r.Item, "why", r.Why)
	}
	d.refused.themes[theme] = fresh
}

// heldBack are the refusals in force, in the order of the themes.
func (d *Desk) heldBack() []held {
	d.refused.mu.Lock()
	defer d.refused.mu.Unlock()
	var list []held
	for _, theme := range d.edition.Load().themes {
		list = append(list, d.refused.themes[theme.ID]...)
	}
	return list
}

func (d *Desk) refusedList() []control.Refused {
	list := []control.Refused{}
	for _, r := range d.heldBack() {
		list = append(list, control.Refused{Theme: r.Theme, Item: r.Item, Why: r.Why})
	}
	return list
}

// rebuildDue builds the pages whose windows have moved by themselves, and those
// that could not be built when they had changed.
func (d *Desk) rebuildDue(ctx context.Context, now time.Time) error {
	d.turn.Lock()
	defer d.turn.Unlock()
	for theme, until := range d.pages.until {
		if !until.IsZero() && !until.After(now) {
			d.pages.due[theme] = true
			delete(d.pages.until, theme) // one that cannot be built is not due at once again
		}
	}
	_, err := d.build(ctx, d.edition.Load(), maps.Clone(d.pages.due))
	return err
}

// nextRebuild is the first instant at which a page changes by itself; zero
// when none does.
func (d *Desk) nextRebuild() time.Time {
	d.turn.Lock()
	defer d.turn.Unlock()
	var next time.Time
	for _, until := range d.pages.until {
		if !until.IsZero() && (next.IsZero() || until.Before(next)) {
			next = until
		}
	}
	return next
}
