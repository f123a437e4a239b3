package desk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/store"
	"koreadesk/tagger"
)

// decisions are the editors' acts in force, by item, oldest first.
func (e *edition) decisions(s *store.Store) (map[string][]news.Edit, error) {
	all, err := s.Edits("")
	if err != nil {
		return nil, fmt.Errorf("read the edits: %w", err)
	}
	return byItem(renamings(e.tags).edits(news.InForce(all))), nil
}

// decided is which tags an item has and has not by its editors' last word; nil
// when they said nothing of any.
func decided(edits []news.Edit) map[string]bool {
	var labels map[string]bool
	for _, e := range edits {
		if e.Act != news.ActTag && e.Act != news.ActUntag {
			continue
		}
		if labels == nil {
			labels = make(map[string]bool)
		}
		labels[e.Value] = e.Act == news.ActTag
	}
	return labels
}

// Labels implements control.Desk.
func (d *Desk) Labels(ctx context.Context, each func(control.Label) error) error {
	edits, err := d.edition.Load().decisions(d.store)
	if err != nil {
		return err
	}
	return labels(ctx, d.store, edits, d.edition.Load().sourceTags, each)
}

// labels gives out what editors decided on tags, in the order of item ids.
func labels(ctx context.Context, s *store.Store, edits map[string][]news.Edit, tags map[string][]string, each func(control.Label) error) error {
	var ids []string
	for id, list := range edits {
		if decided(list) != nil {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := s.Find(id)
		if err != nil || record.Item.ID != id || record.Item.Erased {
			continue // gone, damaged, merged or taken down: what was decided on its text says nothing any more
		}
		about := subject(record.Item, tags)
		if err := each(control.Label{
			ID: id, Title: about.Title, Summary: about.Summary, Content: about.Content, Language: about.Language,
			Source: about.Source, Categories: about.Categories, Labels: decided(edits[id]),
		}); err != nil {
			return err
		}
	}
	return nil
}

// measure is how the rules of e do against the editors; nil when they decided
// on no tag.
func (e *edition) measure(s *store.Store, edits map[string][]news.Edit, tags map[string][]string) (*tagger.Report, error) {
	var set bytes.Buffer
	lines := json.NewEncoder(&set)
	err := labels(context.Background(), s, edits, tags, func(l control.Label) error { return lines.Encode(l) })
	if err != nil || set.Len() == 0 {
		return nil, err
	}
	report, err := tagger.Evaluate(&set, e.tagger)
	if err != nil {
		return nil, err
	}
	return &report, nil
}
