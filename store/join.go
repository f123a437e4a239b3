package store

import (
	"cmp"
	"slices"

	"koreadesk/news/text"
	"koreadesk/store/story"
)

// mostNear is how many items an entry is compared with word by word.
const mostNear = 8

// kindred is an item an entry may be another telling of.
type kindred struct {
	h     *head
	match story.Match
	num   uint64 // of the item that was compared: h, or one that was merged into it
	same  bool   // that one is the same story, whatever match says of h
}

// kin compares an entry with the leads of the items that are likely to be the
// same story, and returns those that are or may be, the best first.
func (p *parcel) kin(w *work, a *arrival) ([]kindred, error) {
	w.loadStories()
	nums, err := p.likely(w, a)
	if err != nil {
		return nil, err
	}
	if len(nums) == 0 {
		return nil, nil
	}
	var out []kindred
	for _, num := range nums {
		if w.stillDifferent(a, num) {
			continue
		}
		h, err := w.head(num)
		if unlessDamaged(err) != nil {
			return nil, err
		}
		if h == nil || h.item.Erased {
			continue
		}
		into, err := w.s.survivor(w.tx, num)
		if err != nil {
			continue
		}
		m, err := w.judge(a, h)
		if unlessDamaged(err) != nil {
			return nil, err
		}
		if err == nil && m.Decision != story.Different {
			is := m.Decision == story.Same
			if into != num { // it must match the lead, which this one is no more
				m.Decision, m.Why = story.Unsure, "it is like "+text.Cut(h.item.Title, 80)+", which was merged into this item"
				if h, err = w.head(into); h == nil || err != nil {
					continue
				}
			}
			out = append(out, kindred{h, m, num, is})
		}
	}
	slices.SortStableFunc(out, func(x, y kindred) int {
		return cmp.Or(cmp.Compare(y.match.Decision, x.match.Decision), cmp.Compare(y.match.Share, x.match.Share),
			cmp.Compare(x.h.item.Num, y.h.item.Num))
	})
	return out, nil
}

// likely is the items an entry is to be compared with: the one that has its
// link, and those whose signatures are near.
func (p *parcel) likely(w *work, a *arrival) (nums []uint64, err error) {
	if a.link != nil && a.canonical != "" {
		num, _, err := w.byLink(hashLink(a.canonical))
		if unlessDamaged(err) != nil {
			return nil, err
		}
		if num != 0 {
			nums = append(nums, num)
		}
	}
	since := second(p.delivery.At).Add(-window).Unix()
	for _, near := range w.s.stories.find(a, since) {
		if !slices.Contains(nums, near.Num) {
			nums = append(nums, near.Num)
		}
	}
	return nums, nil
}

// weighed is what a comparison with an item's lead gave. It holds as long as
// the lead tells the same.
type weighed struct {
	of    teller
	match story.Match
	seen  int // the transaction that saw the lead
}

// stillDifferent reports whether an entry was found to be another story before the
// transaction than an item that nobody has written since: it need not be read again.
func (w *work) stillDifferent(a *arrival, num uint64) bool {
	known, ok := a.weighed[num]
	return ok && known.match.Decision == story.Different && !w.dirty[num] && w.s.written.not(num, known.seen)
}

// weigh compares an entry with an item's lead, if that was not done before the
// transaction.
func (w *work) weigh(a *arrival, h *head) (story.Match, error) {
	of := w.s.tellerOf(h)
	if known, ok := a.weighed[h.item.Num]; ok && known.of == of {
		return known.match, nil
	}
	lead, err := w.tale(h, of)
	return a.telling.Compare(lead), err
}

// foresee compares a new entry with the items it is likely to be compared with
// in the transaction: dear work, which is done here by all cores.
func (p *parcel) foresee(w *work, a *arrival) {
	nums, err := p.likely(w, a)
	if err != nil {
		return // the transaction will say what is wrong
	}
	a.weighed = make(map[uint64]weighed, len(nums))
	for _, num := range nums {
		h, err := w.head(num)
		if err != nil || h == nil || h.item.Erased || h.item.Summary == "" { // see tale
			continue
		}
		if m, err := w.weigh(a, h); err == nil {
			a.weighed[num] = weighed{w.s.tellerOf(h), m, w.number}
		}
	}
}

// judge compares an entry with an item: with its lead, which it must match, and
// with the titles of the others, which it must not contradict.
func (w *work) judge(a *arrival, h *head) (story.Match, error) {
	m, err := w.weigh(a, h)
	if err != nil || m.Decision != story.Same {
		return m, err
	}
	other, err := w.contradicted(a, h)
	if other != "" {
		m.Decision, m.Why = story.Unsure, "it contradicts "+text.Cut(other, 80)+", which is the same story"
	}
	return m, err
}

// contradicted is the title of a sighting of an item that an entry is not the
// same as, whatever the lead leaves open: what is told of two companies under
// one title that names neither is two stories. What the lead has changed since
// it was first told, a sighting may still have in its title.
func (w *work) contradicted(a *arrival, h *head) (title string, err error) {
	if len(h.item.Sightings) < 2 || h.item.Version > 0 || a.telling.Called(h.item.Title) {
		return "", nil
	}
	lead, err := w.tale(h, w.s.tellerOf(h))
	if err != nil {
		return "", err
	}
	tried := []string{text.Fold(h.item.Title)}
	for n, one := range h.item.Sightings {
		title := text.Fold(one.Title)
		if title == "" || slices.Contains(tried, title) {
			continue
		}
		tried = append(tried, title)
		if a.telling.Contradicts(lead.Under(one.Title, w.s.name(h.seers[n]))) != "" {
			return one.Title, nil
		}
	}
	return "", nil
}

// telling is an item as its lead tells it, as the transaction has it.
func (w *work) telling(h *head) (t story.Telling, err error) {
	if body, staged := w.bodies[h.item.Num]; staged && h.item.Summary == "" && body.payload != nil {
		return w.stagedTelling(h)
	}
	return w.s.telling(w.tx, h)
}

func (w *work) stagedTelling(h *head) (story.Telling, error) {
	without := *h
	without.body = false
	t, _ := w.s.telling(w.tx, &without)
	body, err := w.body(h)
	t.Text = plainBody(body)
	return t, err
}

// relate proposes what an item may be the same story as, once its text has
// changed: two items that both exist are never made one by rule.
func (p *parcel) relate(w *work, h *head, a *arrival) error {
	near, err := p.kin(w, a)
	if err != nil {
		return err
	}
	for _, k := range near {
		if k.h.item.Num != h.item.Num {
			return w.propose(h.item.Num, k.h.item.Num, k.match.Why, p.delivery.At)
		}
	}
	return nil
}

// stillListed reports whether another entry of this document is the item: then
// an entry with the same text stands beside it and does not follow it.
func (p *parcel) stillListed(w *work, num uint64, but *arrival) (bool, error) {
	for _, a := range p.arrivals {
		if a == but || a.listed.known == (key{}) {
			continue
		}
		n, _, err := w.byKey(&a.listed.known)
		if unlessDamaged(err) != nil {
			return false, err
		}
		if n == num {
			return true, nil
		}
	}
	return false, nil
}
