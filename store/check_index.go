package store

import (
	"errors"
	"fmt"
	"slices"
)

// indexes checks that what an index leads to is there.
func (c *checker) indexes() error {
	known := func(bucket []byte, may0 bool) error {
		return c.eachPin(bucket, func(k []byte, num uint64) error {
			switch {
			case may0 && (len(k) != len(key{}) || c.s.name(number4(k[:4])) == ""):
				return errors.New("its source is not known")
			case num == 0 && may0:
			case !c.stands(num) && c.tx.Bucket(bucketForgotten).Get(key8(num)) == nil:
				return fmt.Errorf("item %d does not exist", num)
			}
			return nil
		})
	}
	if err := first(known(bucketKeys, true), known(bucketLinks, false), known(bucketIDs, false)); err != nil {
		return err
	}
	return c.tx.Bucket(bucketIDs).ForEach(func(k, v []byte) error {
		num, _ := unpin(k, v)
		if h := c.head(num); h != nil && h.item.ID != string(k) && !slices.Contains(h.aliases, string(k)) {
			c.report(bucketIDs, k, "item %d has id %s", num, h.item.ID)
		}
		return nil
	})
}

// names checks that an item is found by its GUIDs and its link. Those of one that
// was merged into another may have gone with what was split off that one.
func (c *checker) names(h *head) {
	merged := c.tx.Bucket(bucketMerged).Get(key8(h.item.Num)) != nil
	for n, s := range h.item.Sightings {
		guid := s.GUID
		if merged {
			guid = ""
		}
		c.sighting(h, n, guid)
	}
	link, ok := h.firstLink()
	if ok && !merged && h.item.Num <= c.named && c.tx.Bucket(bucketLinks).Get(link[:]) == nil {
		c.report(bucketItems, key8(h.item.Num), "its link %s leads nowhere", h.item.Sightings[0].Link)
	}
}

func (c *checker) sighting(h *head, n int, guid string) {
	k := key8(h.item.Num)
	if c.s.name(h.seers[n]) == "" {
		c.report(bucketItems, k, "sighting %d: source %d is not known", n, h.seers[n])
	}
	if guid == "" || len(h.item.Sightings) >= mostSightings {
		return
	}
	if _, found := c.pinned(bucketKeys, makeKey(h.seers[n], kindGUID, guid)[:]); !found {
		c.report(bucketItems, k, "sighting %d: its GUID is no key", n)
	}
}

// aliases checks that the ids an item took over are those of items that were
// merged into it.
func (c *checker) aliases(h *head) {
	for _, id := range h.aliases {
		num, found := c.pinned(bucketIDs, []byte(id))
		if !found {
			num, _ = c.s.known(c.tx).id(id)
		}
		if into, err := c.s.survivor(c.tx, num); err == nil && into != h.item.Num {
			if own, err := c.s.survivor(c.tx, h.item.Num); err == nil && own != into {
				c.report(bucketItems, key8(h.item.Num), "its alias %s leads to item %d", id, into)
			}
		}
	}
}
