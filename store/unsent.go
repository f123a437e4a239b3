package store

import (
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// Unsent are the lines of a theme's ledger that entered after one instant and
// not after the other, were there at that one, and stand in no issue: each
// item's last, in the order of the ledger.
func (s *Store) Unsent(theme string, after, upTo time.Time) (places []news.Place, err error) {
	all, err := s.Places(theme, 0, 0)
	if unlessDamaged(err) != nil {
		return nil, err
	}
	last := make(map[uint64]int)
	for _, p := range all {
		if p.Entered.After(after) && !p.Entered.After(upTo) && (p.Left.IsZero() || p.Left.After(upTo)) {
			places = append(places, p)
			last[p.Item] = len(places)
		}
	}
	at := 0
	places = slices.DeleteFunc(places, func(p news.Place) bool { at++; return last[p.Item] != at })
	err = s.view(func(tx *bbolt.Tx) error {
		i, err := s.readIssues(tx, theme)
		if i == nil || err != nil {
			return err
		}
		var fault error
		places = slices.DeleteFunc(places, func(p news.Place) bool {
			was, err := i.has(tx, p.Item)
			if unlessDamaged(err) != nil {
				fault = err
			}
			return was || err != nil
		})
		return fault
	})
	return places, err
}

// has reports whether an item was sent, under any of its names, or was part of
// another when that was sent.
func (i *issues) has(tx *bbolt.Tx, num uint64) (bool, error) {
	h, err := i.s.readHead(tx, num)
	if h == nil || err != nil {
		return false, err
	}
	for _, id := range append([]string{h.item.ID}, h.aliases...) {
		if i.sent.Get([]byte(id)) != nil {
			return true, nil
		}
	}
	if h.of == "" || i.sent.Get([]byte(h.of)) == nil {
		return false, nil
	}
	issue, err := i.read(i.sentIn(h.of))
	if err != nil {
		return true, err
	}
	parted, err := i.parted(tx, h)
	return parted.After(issue.Cutoff), err
}

// sentIn is the name of the issue an item was sent in.
func (i *issues) sentIn(id string) []byte {
	b, err := i.s.payload(i.sent, i.part(issuesSent), []byte(id))
	if err != nil {
		return nil
	}
	return b
}

// parted is when an editor split an item from another.
func (i *issues) parted(tx *bbolt.Tx, h *head) (at time.Time, err error) {
	num, err := i.s.numberOf(tx, h.of)
	if err != nil {
		return at, err
	}
	edits, err := i.s.readEdits(tx, num)
	for _, e := range edits {
		if e.Act == news.ActSplit && e.Value == i.s.fullID(h.item.ID) {
			at = e.When
		}
	}
	return at, err
}
