package publish

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"time"

	"koreadesk/news"
)

// The content types of what the desk publishes, without their charset.
const (
	typeAtom = "application/atom+xml"
	typeRSS  = "application/rss+xml"
	typeJSON = "application/feed+json"
	typeXML  = "application/xml" // a feed shown in a browser
	typeHTML = "text/html"
	typeCSS  = "text/css"
	typeOPML = "text/x-opml"
	typeText = "text/plain"
)

// sheet is one file of the site, ready to be sent. It never changes: body,
// tags and dates always belong together.
type sheet struct {
	path      string // below the base URL, beginning with a slash
	kind      string // content type without charset
	body      []byte
	packed    []byte // the body in gzip
	tag       string // entity tag of body, with its quotes
	packedTag string
	changed   time.Time     // when the bytes last changed; zero is not known yet
	good      time.Duration // how long a copy may be used unasked
	links     string        // Link header (RFC 8288)
	private   bool          // for those who know its token
	inline    bool          // its styles stand in its elements

	page   *page  // what the body was written from, if a theme's
	format format // and how

	common []field    // the headers of every answer, a 304 too
	coded  [2][]field // those of an answer with a body besides, by coding: plain, gzip
}

// newSheet compresses a body and names it by its content.
func (p *press) newSheet(path, kind string, body []byte) *sheet {
	packed := p.pack(path, body)
	return &sheet{path: path, kind: kind, body: body, packed: packed, tag: tag(body), packedTag: tag(packed), good: time.Hour}
}

// tag is a strong entity tag of some bytes (RFC 9110, section 8.8.3).
func tag(body []byte) string { return `"` + hash(body) + `"` }

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

// gone reports that nothing is left of what stood here.
func (s *sheet) gone() bool { return s.kind == "" }

// field is a header as answers share it: a list costs less to hand out than a
// map, and a 304 is little more than its headers.
type field struct {
	name  string // canonical
	value []string
}

// put adds fields to the headers of an answer.
func put(h http.Header, fields []field) {
	for _, f := range fields {
		h[f.name] = f.value
	}
}

// everywhere are the headers of every answer of the site: that types are not to
// be guessed, and that scripts of other sites may read it.
var everywhere = []field{
	{"X-Content-Type-Options", []string{"nosniff"}},
	{"Access-Control-Allow-Origin", []string{"*"}},
}

// seal writes the headers down once the sheet is complete: they are part of
// what never changes, and shared by all answers.
func (s *sheet) seal() {
	vary, cache := "Accept-Encoding", "public"
	if s.kind == typeXML {
		vary, cache = "Accept-Encoding, Accept", "private"
	}
	if s.private {
		cache = "private"
	}
	s.common = []field{
		{"Vary", []string{vary}},
		{"Cache-Control", []string{cache + ", max-age=" + seconds(s.good)}},
		{"Access-Control-Expose-Headers", []string{"ETag, Link, Date, Vary, Content-Encoding"}},
	}
	if s.private {
		s.common = append(s.common, field{"X-Robots-Tag", []string{"noindex"}})
	}
	if !s.changed.IsZero() {
		s.common = append(s.common, field{"Last-Modified", []string{s.changed.Format(http.TimeFormat)}})
	}
	for n, body := range [2][]byte{s.body, s.packed} {
		h := []field{
			{"Content-Type", []string{s.kind + "; charset=utf-8"}},
			{"Content-Length", []string{strconv.Itoa(len(body))}},
		}
		if n == 1 {
			h = append(h, field{"Content-Encoding", []string{"gzip"}})
		}
		if s.links != "" {
			h = append(h, field{"Link", []string{s.links}})
		}
		if s.kind == typeHTML || s.kind == typeXML {
			allowed := policy
			if s.inline {
				allowed = inlined
			}
			h = append(h, field{"Content-Security-Policy", []string{allowed}}, field{"Referrer-Policy", []string{"no-referrer"}})
		}
		s.coded[n] = h
	}
}

// mark is what is to be remembered of a sheet.
func (s *sheet) mark() news.Mark { return news.Mark{Hash: s.tag[1 : len(s.tag)-1], Changed: s.changed} }
