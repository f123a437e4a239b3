package desk

import (
	"slices"

	"koreadesk/news"
)

// renamed are the present ids of tags that had another one (was), by the
// earlier one. An id that a tag has now means that tag.
type renamed map[string]string

func renamings(tags []news.Tag) renamed {
	r := make(renamed)
	for _, t := range tags {
		for _, was := range t.Was {
			r[was] = t.ID
		}
	}
	for _, t := range tags {
		delete(r, t.ID)
	}
	return r
}

// edits are decisions on tags, under the names the tags have now.
func (r renamed) edits(edits []news.Edit) []news.Edit {
	if len(r) == 0 || len(edits) == 0 {
		return edits
	}
	edits = slices.Clone(edits)
	for n, e := range edits {
		if id, ok := r[e.Value]; ok && (e.Act == news.ActTag || e.Act == news.ActUntag) {
			edits[n].Value = id
		}
	}
	return edits
}

// tags are the tags of sources, the removed ones included, under the names they
// have now.
func (r renamed) tags(sourceTags map[string][]string) map[string][]string {
	if len(r) == 0 {
		return sourceTags
	}
	present := make(map[string][]string, len(sourceTags))
	for source, ids := range sourceTags {
		present[source] = r.ids(ids)
	}
	return present
}

func (r renamed) ids(tags []string) []string {
	tags = slices.Clone(tags)
	for n, id := range tags {
		if now, ok := r[id]; ok {
			tags[n] = now
		}
	}
	return tags
}
