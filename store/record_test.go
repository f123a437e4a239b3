package store

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protowire"

	"koreadesk/news"
)

// fill sets every field below v to something that is not zero, so that a field
// nobody writes to the file is noticed the day it is added.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Unix(1790000000+int64(*n), 123456789).UTC()))
		return
	case *regexp.Regexp:
		v.Set(reflect.ValueOf(regexp.MustCompile(fmt.Sprintf(`/%d/(\w+)`, *n))))
		return
	case news.Kind:
		v.SetString(string(news.XHTML))
		return
	case news.Access, *news.Page: // secrets, and how a source is asked, are never written
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("text-%d", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8, reflect.Uint32, reflect.Uint64:
		v.SetUint(uint64(*n))
	case reflect.Float64:
		v.SetFloat(float64(*n%1000) / 1000)
	case reflect.Array:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 3, 3))
		for i := range 2 { // and one that is zero
			fill(v.Index(i), n)
		}
		if v.Type().Elem() == reflect.TypeFor[time.Time]() {
			fill(v.Index(2), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	default:
		panic("no filling for " + v.Type().String())
	}
}

func filled[T any]() (x T) {
	n := 0
	fill(reflect.ValueOf(&x).Elem(), &n)
	return x
}

func whole[T any](t *testing.T, name string, want T, decode func() (T, error)) {
	t.Helper()
	got, err := decode()
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	same := cmp.Comparer(func(a, b *regexp.Regexp) bool {
		return a == b || a != nil && b != nil && a.String() == b.String()
	})
	if diff := cmp.Diff(want, got, same); diff != "" {
		t.Errorf("%s: -written +read\n%s", name, diff)
	}
}

func TestRecordsKeepEveryField(t *testing.T) {
	state := filled[news.State]()
	for n, t := range state.History {
		state.History[n] = t.Truncate(time.Second)
	}
	state.Choice.Page.Auto, state.Choice.Page.Layout = false, "" // what was chosen is never: choose
	whole(t, "state", state, func() (news.State, error) {
		st, err := decodeState(encodeState(&state))
		st.Source = state.Source // it is the roster's
		return *st, err
	})
	source := filled[news.Source]()
	source.Proxy, source.Robots, source.Article, source.Meta = "", "", false, news.Meta{} // how it is asked matters only while it is
	whole(t, "source", source, func() (news.Source, error) {
		r, err := decodeRoll(encodeRoll(roll{number: 7, root: "first", source: &source}))
		if r.number != 7 || r.root != "first" {
			t.Errorf("roll: %d %q", r.number, r.root)
		}
		return *r.source, err
	})
	raw := filled[news.Raw]()
	whole(t, "raw", raw, func() (news.Raw, error) { return decodeRaw(encodeRaw(raw)) })
	raw.Kind = "text/other"
	whole(t, "raw of another kind", raw, func() (news.Raw, error) { return decodeRaw(encodeRaw(raw)) })
	version := filled[news.Version]()
	whole(t, "version", version, func() (news.Version, error) { return decodeVersion(version.N, encodeVersion(version)) })
	edit := filled[news.Edit]()
	whole(t, "edit", edit, func() (news.Edit, error) { return decodeEdit(edit.N, encodeEdit(edit)) })
	mark := filled[news.Mark]()
	whole(t, "mark", mark, func() (news.Mark, error) { return decodeMark(encodeMark(mark)) })
	place := filled[news.Place]()
	whole(t, "place", place, func() (news.Place, error) { return decodePlace(place.N, encodePlace(place)) })
	if place.Left = place.Entered; !saysLeft(encodePlace(place)) || !saysLeft([]byte{0xff}) {
		t.Error("a line that says when its item left, or is malformed, is taken for one that does not")
	}
	if place.Left = (time.Time{}); saysLeft(encodePlace(place)) {
		t.Error("a line whose item stays is taken for another")
	}
	verdict := filled[news.Verdict]()
	for n := range verdict.Tags {
		verdict.Tags[n].Because = nil // found again when asked for
	}
	whole(t, "verdict", verdict, func() (news.Verdict, error) { return decodeVerdict(verdict.Item, encodeVerdict(verdict)) })
}

func TestHeadKeepsEveryField(t *testing.T) {
	item := filled[news.Item]()
	item.Body, item.Entered, item.Origin, item.Source = news.Raw{}, false, news.Origin{}, "" // kept elsewhere
	item.Into, item.Aliases, item.Of = "", nil, ""                                           // likewise
	h := &head{item: item, lead: 3, origin: 4, feed: time.Unix(99, 0).UTC(), told: 5, text: 6, body: true, aliases: []string{"a", "b"}, of: "c", bare: true}
	for n := range item.Sightings {
		item.Sightings[n].Source = "" // a number in the file
		h.seers, h.aside = append(h.seers, uint32(10+n)), append(h.aside, n%2 == 1)
	}
	for name, change := range map[string]func(s *news.Sighting, i *news.Item){
		"as filled": func(*news.Sighting, *news.Item) {},
		"sighting says the same": func(s *news.Sighting, i *news.Item) {
			s.GUID, s.Link, s.Title, s.Seen = i.GUID, i.Link, i.Title, i.FirstSeen
		},
		"same categories":  func(s *news.Sighting, i *news.Item) { s.Categories = i.Categories },
		"GUID is the link": func(s *news.Sighting, i *news.Item) { s.Link, s.GUID, i.GUID = i.Link, i.Link, i.Link },
		"Updated is Date":  func(s *news.Sighting, i *news.Item) { i.Updated = i.Date() },
		"nothing":          func(s *news.Sighting, i *news.Item) { i.GUID, i.Link, i.Title, i.Categories = "", "", "", nil },
	} {
		change(&h.item.Sightings[0], &h.item)
		got, err := decodeHead(h.item.Num, h.encode())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(h, got, cmp.AllowUnexported(head{})); diff != "" {
			t.Errorf("%s: -written +read\n%s", name, diff)
		}
	}
}

// A body that stands in the head is what it was, whatever became of the summary
// it was left out for.
func TestBriefBody(t *testing.T) {
	h := func(r news.Raw) *head {
		return &head{body: true, brief: r, item: news.Item{ID: "x", Summary: "The ferry sails.", Language: "en", Link: "https://a.example/1"}}
	}
	for name, r := range map[string]news.Raw{
		"as the item says": {Markup: "The ferry sails.", Kind: news.PlainText, Base: "https://a.example/feed", Lang: "en"},
		"another kind":     {Markup: "The ferry sails.", Kind: "text/other", Base: "http://b.example/", Lang: "en", Cut: true},
		"nothing besides":  {Markup: "The ferry sails.", Kind: news.HTML},
		"another text":     {Markup: "The ferry sailed.", Kind: news.HTML, Base: "https://a.example/1", Lang: "de"},
	} {
		got, err := decodeHead(0, h(r).encode())
		if err != nil || got.brief != r || !got.body {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	if more := len(h(news.Raw{Markup: "The ferry sails.", Kind: news.PlainText, Base: "https://a.example/feed", Lang: "en"}).encode()) -
		len(h(news.Raw{}).encode()); more > 16 {
		t.Errorf("it takes %d octets", more)
	}
	w := wire(h(news.Raw{}).encode())
	w.message(26, protowire.AppendVarint(protowire.AppendTag(nil, 7, protowire.VarintType), 99))
	if _, err := decodeHead(0, w); !errors.Is(err, errMalformed) {
		t.Errorf("a base longer than the link: %v", err)
	}
}

func TestUnknownFieldsAreSkipped(t *testing.T) {
	w := wire(encodeMark(news.Mark{Hash: "x"}))
	w.each(99, 7)
	w.str(100, "of a later koreadesk")
	w = append(w, 0xa1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8) // field 100, 64 bits
	w = append(w, 0xad, 0x06, 1, 2, 3, 4)             // field 101, 32 bits
	if m, err := decodeMark(w); err != nil || m.Hash != "x" {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestFrames(t *testing.T) {
	p, err := newPress()
	if err != nil {
		t.Fatal(err)
	}
	key, long := []byte("key"), make([]byte, 5000)
	for _, payload := range [][]byte{nil, []byte("short"), long} {
		v := p.pack(payload).frame(key)
		got, err := p.unframe(key, v)
		if err != nil || string(got) != string(payload) {
			t.Errorf("%d octets come back as %d, %v", len(payload), len(got), err)
		}
		for n := range v {
			for bit := range 8 {
				v[n] ^= 1 << bit
				if got, err := p.unframe(key, v); err == nil {
					t.Errorf("octet %d bit %d flipped: read as %q", n, bit, got)
				}
				v[n] ^= 1 << bit
			}
		}
		if _, err := p.unframe([]byte("kez"), v); err == nil {
			t.Error("a record under another key is believed")
		}
	}
	v := pin(key, 123456)
	if n, err := unpin(key, v); n != 123456 || err != nil {
		t.Errorf("pin: %d, %v", n, err)
	}
	for n := range v {
		v[n] ^= 4
		if got, err := unpin(key, v); err == nil {
			t.Errorf("pin with octet %d flipped: read as %d", n, got)
		}
		v[n] ^= 4
	}
	if n := len(p.pack(long).payload); n > 100 {
		t.Errorf("5000 zeros take %d octets", n)
	}
}

func TestNewestFirst(t *testing.T) {
	var last []byte
	for _, at := range []int64{1 << 40, 1790000000, 1, 0, -1, -62135596800} {
		k := byDate(time.Unix(at, 0), 7)
		if last != nil && string(k) <= string(last) {
			t.Errorf("%d does not come after what is newer", at)
		}
		last = k
	}
}

func FuzzRecords(f *testing.F) {
	item := filled[news.Item]()
	h := &head{item: item, lead: 3, seers: []uint32{1, 2, 3}, aside: make([]bool, 3)}
	for _, seed := range [][]byte{h.encode(), encodeState(new(filled[news.State]())), encodeRoll(roll{source: new(filled[news.Source]())}),
		encodeVersion(filled[news.Version]()), encodeVerdict(filled[news.Verdict]()), encodeLine(line{5, changed}), {0x0a, 0xff}} {
		f.Add(seed)
	}
	p, err := newPress()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := decodeHead(1, b); err == nil && len(h.seers) != len(h.item.Sightings) {
			t.Error("a sighting without a source")
		}
		_, _ = decodeState(b)
		_, _ = decodeRoll(b)
		_, _ = decodeRaw(b)
		_, _ = decodeVersion(1, b)
		_, _ = decodeEdit(1, b)
		_, _ = decodeMark(b)
		_, _ = decodePlace(1, b)
		_, _ = decodeStay(b)
		_, _ = decodeThemeLine(b)
		_, _ = decodeVerdict(1, b)
		_, _ = decodeLine(b)
		_ = decodeDocument(1, b)
		_, _ = p.unframe(nil, b)
		_, _ = unpin(nil, b)
	})
}

// An id comes back as it was, letter for letter, whatever its last two are.
func TestPackedIDs(t *testing.T) {
	for n := range 100 {
		id := makeID("source", kindGUID, fmt.Sprint("entry ", n), 0)
		b, ok := packID(id)
		if got := unpackID(b); !ok || got != id || len(b) != 17 {
			t.Errorf("%s came back as %s from %d octets", id, got, len(b))
		}
	}
	for _, id := range []string{"", "short", strings.Repeat("1", idLength)} {
		if _, ok := packID(id); ok {
			t.Errorf("%q was packed", id)
		}
	}
}

// What a record leaves out is what it was.
func TestStaysAndReasons(t *testing.T) {
	at := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	for _, st := range []stay{{n: 3, source: 2, at: at, touched: at}, {n: 3, at: at, touched: at.Add(time.Second)}} {
		if got, err := decodeStay(encodeStay(st)); err != nil || got != st {
			t.Errorf("%+v came back as %+v, %v", st, got, err)
		}
	}
	for _, why := range []string{"", news.WhyArrived, news.WhyChanged, news.WhyBackfill, news.WhyRules, news.WhyEdit, "else"} {
		p := news.Place{N: 7, Item: 9, Entered: at, Why: why}
		if got, err := decodePlace(7, encodePlace(p)); err != nil || got != p {
			t.Errorf("%+v came back as %+v, %v", p, got, err)
		}
	}
}

// A state that is read where another was has nothing of that.
func TestStateReadAgain(t *testing.T) {
	full := filled[news.State]()
	var room news.State
	if err := readState(encodeState(&full), &room); err != nil {
		t.Fatal(err)
	}
	spare := news.State{Next: noon, Days: []int{7}}
	if err := readState(encodeState(&spare), again(&room)); err != nil {
		t.Fatal(err)
	}
	want, err := decodeState(encodeState(&spare))
	if err != nil {
		t.Fatal(err)
	}
	if room.History = slices.Clip(room.History); len(room.History) == 0 {
		room.History = nil
	}
	if !reflect.DeepEqual(&room, want) {
		t.Errorf("read: %+v\nwant: %+v", room, *want)
	}
}
