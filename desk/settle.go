package desk

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store"
	"koreadesk/tagger"
)

// settleBatch is how many items are settled before the journal is done with them.
// The store writes them in portions, and their dates in order.
const settleBatch = 1 << 15

// Settle settles everything that waits in the journal and builds the pages it
// changed. It returns how many pages have new bytes.
func (d *Desk) Settle(ctx context.Context) (int, error) {
	d.turn.Lock()
	defer d.turn.Unlock()
	return d.settle(ctx)
}

// restate has every page built anew: a source's rights have changed, or an edit
// may have touched any of them.
func (d *Desk) restate() {
	d.stale.Store(true)
	d.wake()
}

// settle does the work of Settle; the caller has the turn. Where it breaks off,
// what is settled already is built later.
func (d *Desk) settle(ctx context.Context) (int, error) {
	defer d.metrics.settled(time.Now())
	e, changed := d.edition.Load(), d.pages.due
	if d.stale.Swap(false) {
		for _, theme := range e.themes {
			changed[theme.ID] = true
		}
	}
	d.store.Skim(!e.tagger.Reads())
	done, edited := store.Settled{More: true}, false
	var err error
	for done.More && err == nil {
		done, err = d.store.Settle(ctx, e.themes, e.judge(e.sourceTags, d.untagged), time.Now(), settleBatch)
		for _, theme := range done.Themes {
			changed[theme] = true
		}
		edited = edited || done.Edited
	}
	if edited {
		d.curation.forget() // whoever settles an edit builds with it
		d.forgetPast(e, changed)
	}
	if err != nil {
		return 0, fmt.Errorf("settle: %w", err)
	}
	return d.build(ctx, e, maps.Clone(changed))
}

// forgetPast has archives written anew after an edit: an item that has left a
// theme still stands in them. Themes that are built forget theirs by that.
func (d *Desk) forgetPast(e *edition, built map[string]bool) {
	site := d.site.Load()
	if site == nil { // the desk is being opened
		return
	}
	for _, theme := range e.themes {
		if !built[theme.ID] {
			site.Forget(theme.ID)
		}
	}
	d.replant()
}

// untagged tells of an item that the rules failed on.
func (d *Desk) untagged(item news.Item, fault string) {
	d.log.Error("the rules failed on an item: it carries none of their tags; please report it, an editor's tag counts meanwhile",
		"item", item.ID, "title", item.Title, "fault", fault)
}

// judge is the pure function from items to verdicts under this edition: the
// rules, then the editors, then the themes. An item that the rules fail on is
// given to untagged, by any goroutine.
func (e *edition) judge(sourceTags map[string][]string, untagged func(news.Item, string)) func([]news.Item, map[uint64][]news.Edit) []news.Verdict {
	renamed := renamings(e.tags)
	return func(items []news.Item, edits map[uint64][]news.Edit) []news.Verdict {
		verdicts := make([]news.Verdict, len(items))
		each(len(items), func(n int) {
			scores := e.tag(items[n], sourceTags, untagged)
			verdicts[n] = news.Judge(items[n], scores, renamed.edits(edits[items[n].Num]), e.themes)
		})
		return verdicts
	}
}

// tag is what the rules say of an item. That they fail on one must not end the
// desk: it waits in the journal, and would end it again at every start.
func (e *edition) tag(item news.Item, sourceTags map[string][]string, untagged func(news.Item, string)) (scores []news.Score) {
	fault := failing(func() {
		if !e.tagger.Reads() {
			item.Body = news.Raw{} // plain text that nobody would look at
		}
		scores = e.tagger.Tag(subject(item, sourceTags))
	})
	if fault != "" {
		untagged(item, fault)
	}
	return scores
}

// tagged is what the rules say, or what they failed with.
func tagged(t *tagger.Tagger, about tagger.Subject) (scores []news.Score, fault string) {
	fault = failing(func() { scores = t.Tag(about) })
	return scores, fault
}

// failing is what the rules failed with in do, "" when they did not: a command
// that shows what they make of many items goes on as the desk does.
func failing(do func()) (fault string) {
	defer func() {
		if r := recover(); r != nil {
			fault = fmt.Sprint(r)
		}
	}()
	do()
	return ""
}

// each calls do for 0 to n-1, on all cores.
func each(n int, do func(int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for at := int(next.Add(1)) - 1; at < n; at = int(next.Add(1)) - 1 {
				do(at)
			}
		})
	}
	workers.Wait()
}

// subject is what the tagger reads of an item: the lead's text, and the
// categories and source tags of every sighting.
func subject(item news.Item, sourceTags map[string][]string) tagger.Subject {
	s := tagger.Subject{
		Title:    item.Title,
		Summary:  item.Summary,
		Content:  text.Plain(item.Body),
		Language: item.Language,
		Source:   item.Source,
	}
	seen := make(map[string]bool)
	category := func(c news.Category) {
		if name := c.Text(); name != "" && !seen[name] {
			seen[name] = true
			s.Categories = append(s.Categories, name)
		}
	}
	for _, c := range item.Categories {
		category(c)
	}
	for _, sighting := range item.Sightings {
		for _, c := range sighting.Categories {
			category(c)
		}
	}
	for _, source := range item.Sources() {
		for _, tag := range sourceTags[source] {
			if !slices.Contains(s.SourceTags, tag) {
				s.SourceTags = append(s.SourceTags, tag)
			}
		}
	}
	return s
}

// remember takes the sources whose items the desk holds: removed ones keep
// their tags and rights.
func (e *edition) remember(removed []news.Source) {
	e.remembered = make(sources, len(e.all)+len(removed))
	e.remembered.add(removed)
	e.remembered.add(e.polled())
	tags := tagsOf(removed)
	maps.Copy(tags, tagsOf(e.polled()))
	e.sourceTags = renamings(e.tags).tags(tags)
}

// tagsOf are the tags of sources; what editors add by hand carries none.
func tagsOf(sources []news.Source) map[string][]string {
	tags := make(map[string][]string)
	for _, s := range sources {
		if s.ID != news.ByHand {
			tags[s.ID] = s.Tags
		}
	}
	return tags
}
