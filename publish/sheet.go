package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/klauspost/compress/gzip"

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

	common http.Header    // of every answer, a 304 too
	coded  [2]http.Header // of an answer with a body, by coding: plain, gzip
}

// newSheet compresses a body and names it by its content.
func (p *press) newSheet(path, kind string, body []byte) *sheet {
	packed := p.pack(body)
	return &sheet{path: path, kind: kind, body: body, packed: packed, tag: tag(body), packedTag: tag(packed), good: time.Hour}
}

// press packs bodies; its writers, a megabyte each, are used again.
type press struct{ idle sync.Pool }

// pack is a body in gzip; equal bodies give equal bytes.
func (p *press) pack(body []byte) []byte {
	var b bytes.Buffer
	w, _ := p.idle.Get().(*gzip.Writer)
	if w == nil {
		w, _ = gzip.NewWriterLevel(nil, gzip.BestCompression) // fails only for a level that does not exist
	}
	w.Reset(&b)
	w.Write(body) // a Buffer takes everything
	w.Close()
	p.idle.Put(w)
	return b.Bytes()
}

// tag is a strong entity tag of some bytes (RFC 9110, section 8.8.3).
func tag(body []byte) string { return `"` + hash(body) + `"` }

func hash(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:18])
}

// gone reports that nothing is left of what stood here.
func (s *sheet) gone() bool { return s.kind == "" }

// seal writes the headers down once the sheet is complete: they are part of
// what never changes, and shared by all answers.
func (s *sheet) seal() {
	s.common = http.Header{
		"Vary":                          {"Accept-Encoding"},
		"Cache-Control":                 {"public, max-age=" + seconds(s.good)},
		"Access-Control-Expose-Headers": {"ETag, Link, Date, Vary, Content-Encoding"},
	}
	if s.kind == typeXML {
		s.common.Set("Vary", "Accept-Encoding, Accept")
		s.common.Set("Cache-Control", "private, max-age="+seconds(s.good))
	}
	if s.private {
		s.common.Set("Cache-Control", "private, max-age="+seconds(s.good))
		s.common.Set("X-Robots-Tag", "noindex")
	}
	if !s.changed.IsZero() {
		s.common.Set("Last-Modified", s.changed.Format(http.TimeFormat))
	}
	if s.links != "" {
		s.common.Set("Link", s.links)
	}
	for n, body := range [2][]byte{s.body, s.packed} {
		h := http.Header{
			"Content-Type":   {s.kind + "; charset=utf-8"},
			"Content-Length": {strconv.Itoa(len(body))},
		}
		if n == 1 {
			h.Set("Content-Encoding", "gzip")
		}
		if s.kind == typeHTML || s.kind == typeXML {
			h.Set("Content-Security-Policy", policy)
			if s.inline {
				h.Set("Content-Security-Policy", inlined)
			}
			h.Set("Referrer-Policy", "no-referrer")
		}
		s.coded[n] = h
	}
}

// mark is what is to be remembered of a sheet.
func (s *sheet) mark() news.Mark { return news.Mark{Hash: s.tag[1 : len(s.tag)-1], Changed: s.changed} }
