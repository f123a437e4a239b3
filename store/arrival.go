package store

import (
	"crypto/sha256"
	"strings"
	"time"

	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store/story"
)

// print tells whether an entry is exactly what its source sent before.
type print [8]byte

// arrival is an entry on its way in, with all that can be worked out before a
// transaction: hashes, keys, the compressed body.
type arrival struct {
	entry     news.Entry
	canonical string // of the link; "" is none
	address   string // what the link is recognised by: canonical, or what Source.Key finds
	print     print
	told      uint64 // digest of title and summary; 0 until it is asked for

	sent, link, dated, text *key // nil where the entry has none to go by
	guid                    *key // sent, as long as it holds
	doubtful                bool // its GUID names another entry of this document as well
	same                    bool // unchanged since the source's last document
	shared                  bool // its link leads to other entries of this document as well
	aside                   bool // joins an item that another entry of this document is
	twin                    bool // says what an entry before it in this document says
	listed                  listing

	telling story.Prepared
	sign    story.Sign
	search  search
	weighed map[uint64]weighed // by item

	body  packed   // compressed; neither this nor brief is none
	brief news.Raw // whose markup is the summary
	seen  comparison
}

// comparison is what was found out about an entry's body and the stored one
// before the transaction. It holds while the item is what it was.
type comparison struct {
	num     uint64
	version int
	old     uint64 // digest of the stored body's text, 0 is no body
	new     uint64 // digest of this entry's
}

// scratch is what the entries of a document are encoded in, one after another.
type scratch struct {
	body wire // of the last entry
	all  wire
}

// sign is the print of all an entry says.
func (s *scratch) sign(e news.Entry) (p print) {
	s.body = s.body[:0]
	s.body.raw(e.Content)
	w := s.all[:0]
	w.str(1, e.GUID)
	w.str(2, e.Link)
	w.str(3, e.Title)
	w.str(4, e.Summary)
	w.bytes(5, s.body)
	w.str(6, e.Language)
	for _, a := range e.Authors {
		w.message(7, encodePerson(a))
	}
	appendCategories(&w, 8, e.Categories)
	for _, c := range e.Enclosures {
		w.message(9, encodeEnclosure(c))
	}
	w.str(10, e.Image)
	w.time(11, e.Published)
	w.time(12, e.Updated)
	w.bytes(13, encodeOrigin(e.Via))
	sum := sha256.Sum256(w)
	copy(p[:], sum[:])
	s.all = w
	return p
}

// newArrival looks whether an entry is known word for word. If not, its keys
// are worked out as far as it alone tells them; what depends on its neighbours
// is settled by compareNeighbours.
func newArrival(k *known, e news.Entry, last map[print]listing, s *scratch) *arrival {
	a := &arrival{entry: e, print: s.sign(e)}
	if e.GUID != "" {
		a.sent = makeKey(k.number, kindGUID, e.GUID)
		a.guid = a.sent
	}
	if a.listed, a.same = last[a.print]; a.same {
		return a
	}
	a.canonical = text.Canonical(e.Link)
	a.address = a.canonical
	if k.source.Key != nil {
		if found := k.source.Key.FindStringSubmatch(e.Link); found != nil {
			a.address = found[len(found)-1]
			if len(found) > 1 {
				a.address = found[1]
			}
		}
	}
	if a.address != "" && (a.address != a.canonical || !text.Bare(a.canonical)) {
		a.link = makeKey(k.number, kindLink, a.address)
	}
	if title := story.Line(e.Title); title != "" {
		a.dated = makeKey(k.number, kindDated, datedText(title, e.Published))
	}
	a.listed.link = linkTag(a.link)
	return a
}

// pack makes the entry's body, as it was encoded, ready to be kept. Many a feed says
// as its text what it says as its summary: that is kept once.
func (a *arrival) pack(p *press, encoded []byte) {
	switch c := a.entry.Content; {
	case c.IsZero():
	case c.Markup == a.entry.Summary:
		a.brief = c
	default:
		a.body = p.pack(encoded).own()
	}
}

func (a *arrival) hasBody() bool { return a.body.payload != nil || !a.brief.IsZero() }

// digest is the one of title and summary.
func (a *arrival) digest() uint64 {
	if a.told == 0 {
		a.told = story.Text{Title: a.entry.Title, Summary: a.entry.Summary}.Told()
	}
	return a.told
}

// datedText is what a migration recognises an entry by: the day, and the words
// of its title.
func datedText(title string, published time.Time) string {
	day := ""
	if !published.IsZero() {
		day = published.UTC().Format(time.DateOnly)
	}
	return day + "\n" + title
}

// derivedText is what an entry without GUID and link is recognised by.
func derivedText(e news.Entry) string {
	return text.Fold(e.Title) + "\n" + text.Fold(e.Summary)
}

// said is the digest of the text of a body.
func said(r news.Raw) uint64 {
	if r.IsZero() {
		return 0
	}
	return story.Text{Body: text.Plain(r)}.Said()
}

// compareNeighbours settles which keys hold within one document: a GUID or a
// link that several entries carry is none, unless they say the same. A title
// and day that several carry tell nothing either.
func compareNeighbours(as []*arrival) {
	guids, links, dated := make(map[key][]*arrival), make(map[tag][]*arrival), make(map[key]int)
	for _, a := range as {
		if a.guid != nil {
			guids[*a.guid] = append(guids[*a.guid], a)
		}
		if a.listed.link != (tag{}) {
			links[a.listed.link] = append(links[a.listed.link], a)
		}
		if a.dated != nil {
			dated[*a.dated]++
		}
	}
	for _, same := range guids {
		first := same[0]
		for _, a := range same[1:] {
			a.twin = a.listed.link == first.listed.link && a.says(first)
			if !a.twin {
				markDoubtful(same)
				break
			}
		}
	}
	for _, same := range links {
		if !allSay(same) {
			for _, a := range same {
				a.link, a.shared = nil, true
			}
		}
	}
	for _, a := range as {
		if a.dated != nil && dated[*a.dated] > 1 && !a.twin {
			a.dated = nil
		}
	}
}

func markDoubtful(as []*arrival) {
	for _, a := range as {
		a.doubtful, a.twin = true, false
	}
}

// says reports whether two entries say the same.
func (a *arrival) says(b *arrival) bool {
	return a.entry.Title == b.entry.Title && a.entry.Summary == b.entry.Summary &&
		(a.entry.Content == b.entry.Content || said(a.entry.Content) == said(b.entry.Content))
}

func allSay(as []*arrival) bool {
	for _, a := range as[1:] {
		if !a.says(as[0]) {
			return false
		}
	}
	return true
}

// clean makes an entry fit to be stored: instants in UTC and whole seconds, as
// feeds print them, and no octet that is no text.
func clean(e news.Entry) news.Entry {
	e.Published, e.Updated = second(e.Published), second(e.Updated)
	e.Title, e.Summary = strings.ToValidUTF8(e.Title, "\uFFFD"), strings.ToValidUTF8(e.Summary, "\uFFFD")
	return e
}

func second(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Second)
}
