package story

import (
	"slices"
	"sort"
)

// volume is signs that stay, packed: for each part the entries that have it, in
// the order of its values. An entry takes 90 octets instead of 200.
//
// A value is known by the upper 29 bits of its hash. The uppermost of these are
// the number of its bucket; the others stand above the entry's number in each
// posting. So the postings of a bucket rise, those of one value stand together,
// the newest last.
type volume struct {
	items []item
	bits  int // of an entry's number in a posting
	parts [signParts]column
}

// column is the entries that have one part.
type column struct {
	starts   []uint32 // for each bucket: its first posting; and the end of the last
	postings []uint32
}

const bucketShare = 3 // bits: a bucket has 8 postings, in the mean

// hashed is a value's hash: values themselves are small, being the least of many.
func hashed(v uint32) uint32 { return v * 0x9e3779b1 >> bucketShare }

// newVolume is an empty volume with room for so many entries.
func newVolume(count int) *volume {
	v := &volume{items: make([]item, 0, count), bits: bucketShare}
	for 1<<v.bits < count {
		v.bits++
	}
	return v
}

// old is how many entries, from the first, were first seen before then. They come
// in the order of being seen, or nearly.
func (v *volume) old(then int64) int {
	n := slices.IndexFunc(v.items, func(i item) bool { return i.seen >= then })
	if n < 0 {
		return len(v.items)
	}
	return n
}

// over reports whether the last was first seen before then.
func (v *volume) over(then int64) bool { return v.items[len(v.items)-1].seen < then }

// begin makes room for a part's postings, which follow in their order.
func (v *volume) begin(part, count int) {
	v.parts[part] = column{make([]uint32, 1, 2+1<<(v.bits-bucketShare)), make([]uint32, 0, count)}
}

// post adds an entry that has a part with this hash.
func (v *volume) post(part int, hash uint32, entry int) {
	c := &v.parts[part]
	for bucket := int(hash >> (32 - v.bits)); len(c.starts) <= bucket; {
		c.starts = append(c.starts, uint32(len(c.postings)))
	}
	c.postings = append(c.postings, hash<<v.bits|uint32(entry))
}

// end completes a part.
func (v *volume) end(part int) {
	c := &v.parts[part]
	for len(c.starts) < cap(c.starts) {
		c.starts = append(c.starts, uint32(len(c.postings)))
	}
}

// pack is loose signs as a volume.
func (l *loose) pack() *volume {
	v := newVolume(l.count)
	for n := range l.count {
		v.items = append(v.items, l.at(n).item)
	}
	room := make([]uint64, 0, l.count)
	for part := range signParts {
		all := room
		for n := range l.count {
			if value := l.at(n).parts[part].value; value != 0 {
				all = append(all, uint64(hashed(value))<<32|uint64(n))
			}
		}
		slices.Sort(all)
		v.begin(part, len(all))
		for _, one := range all {
			v.post(part, uint32(one>>32), int(uint32(one)))
		}
		v.end(part)
	}
	return v
}

// merge is two volumes as one, without the first entries of a; b is the newer one.
func merge(a, b *volume, without int) *volume {
	kept := len(a.items) - without
	v := newVolume(kept + len(b.items))
	v.items = append(append(v.items, a.items[without:]...), b.items...)
	for part := range signParts {
		x, y := a.read(part), b.read(part)
		v.begin(part, len(x.postings)+len(y.postings))
		for x.more() || y.more() {
			if y.hash < x.hash {
				v.post(part, y.hash, kept+y.entry)
				y.next()
				continue
			}
			if x.entry >= without {
				v.post(part, x.hash, x.entry-without)
			}
			x.next()
		}
		v.end(part)
	}
	return v
}

// reader goes through a part's postings.
type reader struct {
	*column
	bits, at, bucket int
	hash             uint32 // of the posting it stands at; more than any at the end
	entry            int
}

func (v *volume) read(part int) *reader {
	r := &reader{column: &v.parts[part], bits: v.bits, at: -1}
	r.next()
	return r
}

func (r *reader) more() bool { return r.at < len(r.postings) }

func (r *reader) next() {
	r.at++
	if !r.more() {
		r.hash = ^uint32(0)
		return
	}
	for r.at >= int(r.starts[r.bucket+1]) {
		r.bucket++
	}
	p := r.postings[r.at]
	r.hash = uint32(r.bucket)<<(32-r.bits) | p>>r.bits
	r.entry = int(p & (1<<r.bits - 1))
}

// walk meets the entries that have a part of s, as loose.walk does. Where each part
// stands is looked up first, so that the processor fetches them side by side.
func (v *volume) walk(s *Sign, from, base int, left *steps, m *meetings) {
	var buckets [signParts][]uint32
	for part, value := range s {
		if value != 0 && left[part] > 0 {
			buckets[part] = v.bucket(part, value)
		}
	}
	for part, bucket := range buckets {
		first := hashed(s[part]) << v.bits
		last := first | (1<<v.bits - 1)
		for n := upTo(bucket, last) - 1; n >= 0 && bucket[n] >= first+uint32(from) && left[part] > 0; n-- {
			m.add(base+int(bucket[n]-first), part)
			left[part]--
		}
	}
}

// has reports whether an entry has a part with this value.
func (v *volume) has(part int, value uint32, entry int) bool {
	bucket := v.bucket(part, value)
	_, found := slices.BinarySearch(bucket, hashed(value)<<v.bits|uint32(entry))
	return found
}

// bucket is the postings among which those of a value are.
func (v *volume) bucket(part int, value uint32) []uint32 {
	c, n := &v.parts[part], hashed(value)>>(32-v.bits)
	return c.postings[c.starts[n]:c.starts[n+1]]
}

// upTo is how many postings of a bucket come no later than last.
func upTo(bucket []uint32, last uint32) int {
	if len(bucket) > 4<<bucketShare {
		return sort.Search(len(bucket), func(n int) bool { return bucket[n] > last })
	}
	n := len(bucket)
	for n > 0 && bucket[n-1] > last {
		n--
	}
	return n
}
