package store

import (
	"time"

	"koreadesk/news"
	"koreadesk/store/story"
)

// head is an item's record without its body, as it stands in the file: sources
// and origins are numbers there, and what repeats the shown text is not
// written again.
type head struct {
	item    news.Item // ID without its prefix; Body, Entered and Origin are filled elsewhere
	lead    uint32    // source number of the lead
	origin  uint32    // of the shown version; 0 is none
	feed    time.Time // Origin.Updated of the shown version
	told    uint64    // digest of title and summary as last told; 0 is that of the shown ones
	text    uint64    // digest of the body's text; 0 is no body
	body    bool      // a body is kept
	brief   news.Raw  // the body, where it stands here: its markup is the summary
	seers   []uint32  // source numbers of item.Sightings, in step with them
	aside   []bool    // in step as well: stands beside another entry of the same source
	aliases []string  // ids of items that were merged into this one
	of      string    // id of the item it was split from
	linked  bool      // the link of its first sighting leads to it in links
	bare    bool      // made by a split: its source has not told its text yet
}

// The bits of a head's and a sighting's flags.
const (
	headBackfill = 1 << iota
	headHeld
	headBody
	headGUIDIsLink
	headBare
	headErased
	headLinked
)

const (
	seenGUIDIsLink   = 1 << iota // GUID is the sighting's own link
	seenGUIDIsShown              // the item's GUID
	seenLinkIsShown              // the item's Link
	seenTitleIsShown             // the item's Title
	seenLabelsAsShown
	seenAtFirst // when the item was first seen
	seenAside   // beside another entry of the same source, whose text counts
)

// digest is the one of title and summary as the lead last told them.
func (h *head) digest() uint64 {
	if h.told != 0 {
		return h.told
	}
	return story.Text{Title: h.item.Title, Summary: h.item.Summary}.Told()
}

func (h *head) encode() []byte {
	i := &h.item
	w := make(wire, 0, 256+len(i.Title)+len(i.Link)+len(i.Summary))
	if id, ok := packID(i.ID); ok {
		w.bytes(25, id)
	} else {
		w.str(1, i.ID)
	}
	w.num(2, uint64(h.lead))
	if i.GUID != i.Link {
		w.str(3, i.GUID)
	}
	w.str(4, i.Title)
	w.str(5, i.Link)
	w.str(6, i.Summary)
	w.str(7, i.Language)
	appendCategories(&w, 8, i.Categories)
	for n, s := range i.Sightings {
		w.message(9, h.encodeSighting(n, s))
	}
	w.time(10, i.Published)
	if !i.Updated.Equal(i.Date()) {
		w.time(11, i.Updated)
	}
	w.time(12, i.FirstSeen)
	w.num(13, uint64(h.origin))
	w.time(14, h.feed)
	w.num(15, h.told)
	w.num(16, h.text)
	w.num(17, h.flags())
	w.num(18, uint64(i.Version))
	for _, p := range i.Authors {
		w.message(19, encodePerson(p))
	}
	for _, e := range i.Enclosures {
		w.message(20, encodeEnclosure(e))
	}
	w.str(21, i.Image)
	w.time(22, i.Withdrawn)
	for _, id := range h.aliases {
		w.element(23, id)
	}
	w.str(24, h.of)
	if !h.brief.IsZero() {
		w.message(26, h.encodeBrief())
	}
	return w
}

func (h *head) flags() (bits uint64) {
	set := func(bit uint64, on bool) {
		if on {
			bits |= bit
		}
	}
	set(headBackfill, h.item.Backfill)
	set(headHeld, h.item.Held)
	set(headBody, h.body)
	set(headBare, h.bare)
	set(headLinked, h.linked)
	set(headErased, h.item.Erased)
	set(headGUIDIsLink, h.item.GUID != "" && h.item.GUID == h.item.Link)
	return bits
}

// setFlags needs the item's link.
func (h *head) setFlags(bits uint64) {
	i := &h.item
	i.Backfill, i.Held, i.Erased = bits&headBackfill != 0, bits&headHeld != 0, bits&headErased != 0
	h.body, h.bare, h.linked = bits&headBody != 0, bits&headBare != 0, bits&headLinked != 0
	if bits&headGUIDIsLink != 0 {
		i.GUID = i.Link
	}
}

func decodeHead(num uint64, b []byte) (*head, error) {
	h := &head{item: news.Item{Num: num}}
	var flags uint64
	var sightings []field
	var brief field // n is 0 without one; by address it would have each field made on the heap
	err := fields(b, func(f field) error {
		switch f.n {
		case 2:
			h.lead = uint32(f.num)
		case 9:
			sightings = append(sightings, f)
		case 13:
			h.origin = uint32(f.num)
		case 14:
			return f.into(&h.feed)
		case 15:
			h.told = f.num
		case 16:
			h.text = f.num
		case 17:
			flags = f.num
		case 23:
			h.aliases = append(h.aliases, f.s)
		case 24:
			h.of = f.s
		case 26:
			brief = f
		default:
			return itemField(f, &h.item)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	i := &h.item
	h.setFlags(flags)
	if i.Updated.IsZero() {
		i.Updated = i.Date()
	}
	for _, f := range sightings {
		if err := h.decodeSighting(f); err != nil {
			return nil, err
		}
	}
	if brief.n != 0 {
		return h, h.decodeBrief(brief)
	}
	return h, nil
}

func itemField(f field, i *news.Item) error {
	switch f.n {
	case 1:
		i.ID = f.s
	case 25:
		i.ID = unpackID(f.b)
	case 3:
		i.GUID = f.s
	case 4:
		i.Title = f.s
	case 5:
		i.Link = f.s
	case 6:
		i.Summary = f.s
	case 7:
		i.Language = f.s
	case 8:
		return decodeCategory(f, &i.Categories)
	case 10:
		return f.into(&i.Published)
	case 11:
		return f.into(&i.Updated)
	case 12:
		return f.into(&i.FirstSeen)
	case 18:
		i.Version = int(f.num)
	case 19:
		return decodePerson(f, &i.Authors)
	case 20:
		return decodeEnclosure(f, &i.Enclosures)
	case 21:
		i.Image = f.s
	case 22:
		return f.into(&i.Withdrawn)
	}
	return nil
}
