package desk

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/tagger"
)

// Plan compares the configuration of o with what the data file holds, and
// changes neither: each is told every item that would change. The daemon does
// the work where one runs.
func Plan(ctx context.Context, o Options, each func(control.PlanLine) error) (control.PlanSum, error) {
	candidate, err := newEdition(o.Config, o.Version)
	if err != nil {
		return control.PlanSum{}, err
	}
	defer candidate.fetcher.Close()
	for deadline := time.Now().Add(patience); ; {
		s, err := openStore(candidate, Options{})
		if err == nil {
			sum, err := candidate.plan(ctx, s, each)
			return sum, errors.Join(err, s.Close())
		}
		client, nobody := daemon(ctx, o.Config)
		if nobody == nil {
			defer client.Close()
			path, err := filepath.Abs(o.Config)
			if err != nil {
				return control.PlanSum{}, err
			}
			return client.Plan(ctx, control.PlanAsk{Config: path}, each)
		}
		if !errors.Is(err, store.ErrLocked) || time.Now().After(deadline) {
			return control.PlanSum{}, err
		}
		select {
		case <-ctx.Done():
			return control.PlanSum{}, ctx.Err()
		case <-time.After(30 * time.Millisecond):
		}
	}
}

// Plan implements control.Desk.
func (d *Desk) Plan(ctx context.Context, ask control.PlanAsk, each func(control.PlanLine) error) (control.PlanSum, error) {
	candidate, err := newEdition(ask.Config, d.options.Version)
	if err != nil {
		return control.PlanSum{}, err
	}
	defer candidate.fetcher.Close()
	return candidate.plan(ctx, d.store, each)
}

// planning is one comparison under way.
type planning struct {
	edition  *edition
	tags     map[string][]string // of each source
	edits    map[string][]news.Edit
	renamed  map[string]string // a theme's earlier id -> its id
	retagged renamed           // the same of tags
	themes   counts
	marks    counts // tags
	sum      control.PlanSum

	mu     sync.Mutex // judging is done side by side
	failed []error    // of items the rules fail on
}

func (p *planning) untagged(item news.Item, fault string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failed = append(p.failed, fmt.Errorf("the rules fail on item %s (%q): %v", item.ID, item.Title, fault))
}

// planBatch is how many items are held with their bodies at a time.
const planBatch = 200

// plan compares e with the verdicts s holds.
func (e *edition) plan(ctx context.Context, s *store.Store, each func(control.PlanLine) error) (control.PlanSum, error) {
	began := time.Now()
	p, err := e.planning(s)
	if err != nil {
		return control.PlanSum{}, err
	}
	var nums []uint64
	var faults []error // of damaged records: the rest is compared all the same
	for record, err := range s.Items(store.Query{}) {
		switch {
		case errors.Is(err, store.ErrDamaged):
			faults = append(faults, err)
		case err != nil:
			return p.sum, err
		default:
			nums = append(nums, record.Item.Num)
		}
	}
	for batch := range slices.Chunk(nums, planBatch) {
		if err := ctx.Err(); err != nil {
			return p.sum, err
		}
		records, err := s.Load(batch, true)
		if err != nil && !errors.Is(err, store.ErrDamaged) {
			return p.sum, err
		}
		verdicts := p.judge(records)
		for n, record := range records {
			if line, changed := p.compare(record, verdicts[n]); changed {
				if err := each(line); err != nil {
					return p.sum, err
				}
			}
		}
	}
	p.sum.Themes, p.sum.Tags = p.themes.list(), p.marks.list()
	p.sum.Editors, err = e.measure(s, p.edits, p.tags)
	p.sum.Took = int64(time.Since(began))
	return p.sum, errors.Join(append(append(faults, p.failed...), err)...)
}

func (e *edition) planning(s *store.Store) (*planning, error) {
	p := &planning{edition: e, tags: e.plannedTags(s), renamed: make(map[string]string), retagged: renamings(e.tags)}
	_, rules := s.Generation()
	p.sum.Same = rules == e.rules(p.tags)
	for _, theme := range e.themes {
		p.themes.add(theme.ID)
		for _, was := range theme.Was {
			p.renamed[was] = theme.ID
		}
	}
	for _, tag := range e.tags {
		p.marks.add(tag.ID)
	}
	var err error
	p.edits, err = e.decisions(s)
	return p, err
}

// plannedTags are the tags of every source under e, as a reload would see
// them: removed sources keep those they had.
func (e *edition) plannedTags(s *store.Store) map[string][]string {
	configured, removed := s.Sources()
	tags := tagsOf(slices.Concat(removed, configured))
	for _, source := range e.polled() {
		tags[source.ID] = source.Tags
		for _, was := range source.Was {
			tags[was] = source.Tags
		}
	}
	return renamings(e.tags).tags(tags)
}

// judge is what the candidate says of records.
func (p *planning) judge(records []store.Record) []news.Verdict {
	items := make([]news.Item, len(records))
	edits := make(map[uint64][]news.Edit)
	for n, record := range records {
		items[n] = record.Item
		if list := p.edits[record.Item.ID]; len(list) > 0 {
			edits[record.Item.Num] = list
		}
	}
	return p.edition.judge(p.tags, p.untagged)(items, edits)
}

// compare tells what would change for one item.
func (p *planning) compare(record store.Record, after news.Verdict) (control.PlanLine, bool) {
	p.sum.Items++
	item, before := record.Item, record.Verdict
	if before.Item == 0 {
		p.sum.Waiting++
		return control.PlanLine{}, false
	}
	was := slices.Clone(before.Themes)
	for n, theme := range was {
		if now, ok := p.renamed[theme]; ok {
			was[n] = now
		}
	}
	line := control.PlanLine{ID: item.ID, Title: item.Title, Source: item.Source, Published: orNil(item.Published),
		Enters: []control.PlanTheme{}, Leaves: []control.PlanTheme{}, Gains: []control.ItemTag{}, Loses: []control.PlanLoss{}}
	gained, lost := p.marks.compare(p.retagged.ids(before.TagIDs()), after.TagIDs())
	enters, leaves := p.themes.compare(was, after.Themes)
	if len(gained)+len(lost)+len(enters)+len(leaves) == 0 {
		return line, false
	}
	p.sum.Changed++
	for _, score := range after.Tags {
		if slices.Contains(gained, score.Tag) {
			line.Gains = append(line.Gains, control.ItemTag{ID: score.Tag, Because: score.Because, Score: score.Score})
		}
	}
	line.Loses = p.losses(item, lost)
	planned := store.Record{Item: item, Verdict: after}
	for _, id := range enters {
		line.Enters = append(line.Enters, control.PlanTheme{Theme: id, Why: p.why(id, planned)})
	}
	for _, id := range leaves {
		line.Leaves = append(line.Leaves, control.PlanTheme{Theme: id, Why: p.why(id, planned)})
	}
	return line, true
}

// why is what the conditions of a theme make of an item under the candidate.
func (p *planning) why(id string, record store.Record) string {
	for _, theme := range p.edition.themes {
		if theme.ID == id {
			return themeReason(theme, record)
		}
	}
	return "the theme is no longer configured"
}

// losses says of each lost tag what is found for it now.
func (p *planning) losses(item news.Item, lost []string) []control.PlanLoss {
	losses := make([]control.PlanLoss, 0, len(lost))
	if len(lost) == 0 {
		return losses
	}
	var why tagger.Explanation
	failing(func() { why = p.edition.tagger.Explain(subject(item, p.tags)) }) // judging told of it
	for _, tag := range lost {
		loss := control.PlanLoss{Tag: tag, Because: []string{}}
		for _, r := range why.Tags {
			if r.Tag == tag {
				loss.Score, loss.Threshold, loss.Because = r.Score, r.Threshold, weakened(r)
			}
		}
		losses = append(losses, loss)
	}
	return losses
}

// weakened is what was found for a tag and what took weight from it.
func weakened(r tagger.Reasoning) []string {
	because := []string{}
	if r.Behind != "" {
		because = append(because, "behind "+r.Behind)
	}
	for _, e := range r.Evidence {
		if e.Role != "evidence" || e.Counts == 0 && len(e.Rules) == 0 {
			continue
		}
		line := fmt.Sprintf("%s: %s %.2f", e.Field, e.Text, e.Counts)
		if len(e.Rules) > 0 {
			line += " (" + strings.Join(e.Rules, "; ") + ")"
		}
		if because = append(because, line); len(because) == reasonsShown {
			break
		}
	}
	return because
}

// reasonsShown bounds the reasons for one lost tag.
const reasonsShown = 4
