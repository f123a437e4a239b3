package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

func (p Problem) order(q Problem) int {
	return cmp.Or(cmp.Compare(p.Bucket, q.Bucket), cmp.Compare(p.Key, q.Key), cmp.Compare(p.What, q.What))
}

// Check reads the whole file: bbolt's own pages, the checksum of every record,
// and every index against the items. It returns what is wrong; the error is
// only for a file that could not be read at all, or ctx.
func (s *Store) Check(ctx context.Context) ([]Problem, error) {
	c := &checker{s: s, generation: s.inForce().generation}
	err := s.view(func(tx *bbolt.Tx) error {
		c.tx = tx
		for err := range tx.Check() {
			c.report(nil, nil, "bbolt: %v", err)
		}
		if len(c.problems) > 0 {
			return nil // nothing below can be trusted
		}
		for _, step := range []func() error{
			c.facts, c.sources, c.records, c.items, c.indexes, c.journal, c.verdicts, c.ledgers, c.edits, c.stories, c.issues,
		} {
			if err := context.Cause(ctx); err != nil {
				return err
			}
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	c.problems = append(c.problems, s.halfMetas()...)
	slices.SortFunc(c.problems, Problem.order)
	return slices.Compact(c.problems), err
}

// checker is a Check under way.
type checker struct {
	s          *Store
	tx         *bbolt.Tx
	generation uint64
	named      uint64 // item: ids of later ones may not stand in the file
	problems   []Problem
}

func (c *checker) report(bucket, k []byte, format string, a ...any) {
	c.problems = append(c.problems, Problem{Bucket: string(bucket), Key: printKey(k), What: fmt.Sprintf(format, a...)})
}

// each gives out the records of a bucket whose checksum is right.
func (c *checker) each(bucket []byte, b *bbolt.Bucket, do func(k, payload []byte) error) error {
	return b.ForEach(func(k, v []byte) error {
		if v == nil {
			return nil
		}
		p, err := c.s.press.unframe(k, v)
		if err == nil {
			err = do(k, p)
		}
		if err != nil {
			c.report(bucket, k, "%v", err)
		}
		return nil
	})
}

// eachPin gives out the numbers of a bucket whose checksum is right.
func (c *checker) eachPin(bucket []byte, do func(k []byte, n uint64) error) error {
	return c.tx.Bucket(bucket).ForEach(func(k, v []byte) error {
		n, err := unpin(k, v)
		if err == nil {
			err = do(k, n)
		}
		if err != nil {
			c.report(bucket, k, "%v", err)
		}
		return nil
	})
}

// records decodes what no other step decodes.
func (c *checker) records() error {
	decoders := []struct {
		bucket []byte
		decode func(k, b []byte) error
	}{
		{bucketOrigins, func(_, b []byte) error {
			return fields(b, func(f field) error { return originField(f, new(news.Origin)) })
		}},
		{bucketBodies, c.body},
		{bucketVersions, c.version},
		{bucketPages, func(_, b []byte) error { _, err := decodeMark(b); return err }},
	}
	for _, d := range decoders {
		if err := c.each(d.bucket, c.tx.Bucket(d.bucket), d.decode); err != nil {
			return err
		}
	}
	return c.eachPin(bucketEntered, func(k []byte, _ uint64) error {
		if !c.stands(number(k)) {
			return fmt.Errorf("item %d does not exist", number(k))
		}
		return nil
	})
}

// facts checks what the file says of itself.
func (c *checker) facts() error {
	m := meta{c.tx.Bucket(bucketMeta)}
	for _, k := range [][]byte{metaSchema, metaBirth, metaConfigured, metaGeneration, metaSettled, metaPruned, metaNamed} {
		if _, err := m.get(k); err != nil {
			c.report(bucketMeta, k, "%v", err)
		}
	}
	if c.named, _ = m.get(metaNamed); c.named > c.tx.Bucket(bucketItems).Sequence() {
		c.report(bucketMeta, metaNamed, "the last item is to be %d", c.tx.Bucket(bucketItems).Sequence())
	}
	for _, k := range [][]byte{metaAuthority, metaRules} {
		if _, err := m.read(c.s, k); err != nil {
			c.report(bucketMeta, k, "%v", err)
		}
	}
	return nil
}

func (c *checker) body(k, b []byte) error {
	if h := c.head(number(k)); h == nil || !h.body || !h.brief.IsZero() {
		return fmt.Errorf("no item has this body")
	}
	_, err := decodeRaw(b)
	return err
}

func (c *checker) version(k, b []byte) error {
	n := versionOf(k)
	if h := c.head(number(k[:8])); h == nil || n >= h.item.Version || n < h.item.Version-mostVersions {
		return fmt.Errorf("no item has this version")
	}
	_, err := decodeVersion(n, b)
	return err
}

// head reads an item; nil is none, or a damaged one, which items reports.
func (c *checker) head(num uint64) *head {
	k := key8(num)
	v := c.tx.Bucket(bucketItems).Get(k)
	if v == nil {
		return nil
	}
	b, err := c.s.press.unframe(k, v)
	if err != nil {
		return nil
	}
	h, err := decodeHead(num, b)
	if err != nil {
		return nil
	}
	return h
}

// stands reports whether there is an item of this number, whole or damaged.
func (c *checker) stands(num uint64) bool { return c.tx.Bucket(bucketItems).Get(key8(num)) != nil }

// pinned reads the number an index gives for k.
func (c *checker) pinned(bucket, k []byte) (num uint64, found bool) {
	v := c.tx.Bucket(bucket).Get(k)
	if v == nil {
		return 0, false
	}
	num, err := unpin(k, v)
	return num, err == nil
}

// items checks what each item says of itself against the indexes.
func (c *checker) items() error {
	return c.each(bucketItems, c.tx.Bucket(bucketItems), func(k, b []byte) error {
		h, err := decodeHead(number(k), b)
		if err != nil {
			return err
		}
		if num, found := c.pinned(bucketIDs, []byte(h.item.ID)); num != h.item.Num && (found || h.item.Num <= c.named) {
			c.report(bucketItems, k, "its id %s leads to %d", h.item.ID, num)
		}
		if h.body && h.brief.IsZero() && c.tx.Bucket(bucketBodies).Get(k) == nil {
			c.report(bucketItems, k, "its body is missing")
		}
		if last := c.tx.Bucket(bucketItems).Sequence(); h.item.Num > last {
			c.report(bucketItems, k, "the last item is to be %d", last)
		}
		c.formerTexts(h)
		c.aliases(h)
		if h.item.FirstSeen.IsZero() || h.item.Updated.IsZero() {
			c.report(bucketItems, k, "it has no date")
		}
		if len(h.item.Sightings) == 0 {
			c.report(bucketItems, k, "it has no sighting")
		}
		c.names(h)
		if c.s.name(h.lead) == "" {
			c.report(bucketItems, k, "source %d is not known", h.lead)
		}
		if h.origin != 0 && c.tx.Bucket(bucketOrigins).Get(key4(h.origin)) == nil {
			c.report(bucketItems, k, "origin %d is missing", h.origin)
		}
		return nil
	})
}

// formerTexts checks that the versions of an item are kept.
func (c *checker) formerTexts(h *head) {
	if h.item.Erased {
		return
	}
	for n := max(0, h.item.Version-mostVersions); n < h.item.Version; n++ {
		if c.tx.Bucket(bucketVersions).Get(versionKey(h.item.Num, n)) == nil {
			c.report(bucketItems, key8(h.item.Num), "its version %d is missing", n)
		}
	}
}
