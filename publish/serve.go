package publish

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// ServeHTTP answers from memory, as RFC 9110 and 9111 have it.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Access-Control-Allow-Origin", "*")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		preflight(w)
		return
	default:
		h.Set("Allow", allowed)
		say(w, http.StatusMethodNotAllowed, "This address can only be read: "+allowed+".")
		return
	}
	if base := s.basePath; base != "" && r.URL.Path == base && s.shelf.Load().sheets[base] == nil {
		http.Redirect(w, r, strings.TrimSuffix(s.setup.Desk.BaseURL, "/")+"/", http.StatusMovedPermanently)
		return
	}
	sh, path := s.find(r.URL.Path)
	if sh == nil {
		s.absent(w, r, path)
		return
	}
	if sh.page != nil && r.URL.RawQuery != "" {
		k, sentence := sh.page.asked(r.URL.RawQuery, time.Now())
		if sentence != "" {
			say(w, http.StatusBadRequest, sentence)
			return
		}
		cut, err := s.cuts.get(sh, k)
		if err != nil {
			say(w, http.StatusInternalServerError, "This page cannot be shortened; without limit and since it is as it was.")
			return
		}
		sh = cut
	}
	sh.serve(w, r)
}

const allowed = "GET, HEAD, OPTIONS"

// preflight answers a browser that asks whether a script of another site may
// read the feeds: it may.
func preflight(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Allow", allowed)
	h.Set("Access-Control-Allow-Methods", allowed)
	h.Set("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, Cache-Control")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

// find is the sheet of a request's path, with or without the path of the base
// URL before it: a proxy may or may not take that away.
func (s *Site) find(path string) (*sheet, string) {
	sheets := s.shelf.Load().sheets
	if sh := sheets[path]; sh != nil {
		return sh, path
	}
	if base := s.basePath; base != "" {
		if below, ok := strings.CutPrefix(path, base+"/"); ok {
			path = "/" + below
		}
	}
	return sheets[path], path
}

// absent answers where there is no page: moved, gone, not built yet, or not
// found.
func (s *Site) absent(w http.ResponseWriter, r *http.Request, path string) {
	name := strings.TrimPrefix(path, "/")
	id, suffix := name, ""
	if n := strings.IndexAny(name, "./"); n >= 0 {
		id, suffix = name[:n], name[n:]
	}
	base := strings.TrimSuffix(s.setup.Desk.BaseURL, "/")
	_, known := s.themes[id]
	switch {
	case known && suffix == "/":
		http.Redirect(w, r, base+"/"+id, http.StatusMovedPermanently)
	case s.moved[id] != "" && !known:
		http.Redirect(w, r, base+"/"+s.moved[id]+strings.TrimSuffix(suffix, "/"), http.StatusMovedPermanently)
	case s.gone[id] && !known:
		say(w, http.StatusGone, "This theme is no longer published.")
	case known && (suffix == "" || suffix == ".atom" || suffix == ".rss" || suffix == ".json"):
		w.Header().Set("Retry-After", "30")
		say(w, http.StatusServiceUnavailable, "This page has not been built yet.")
	default:
		say(w, http.StatusNotFound, "There is nothing at this address.")
	}
}

// say answers with a sentence.
func say(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(sentence)+1))
	w.WriteHeader(status)
	w.Write([]byte(sentence + "\n"))
}

// serve sends the sheet, or that the reader has it already.
func (sh *sheet) serve(w http.ResponseWriter, r *http.Request) {
	if sh.shown(r) {
		sh = sh.asXML()
	}
	coding, tag := 0, sh.tag
	have := r.Header["If-None-Match"]
	packed, plain := accepts(r.Header["Accept-Encoding"])
	// A reader that has the plain form and would now be given the packed one
	// has the page nonetheless; the tag says which of the two is meant.
	if packed && !(plain && !matches(have, sh.packedTag) && matches(have, sh.tag)) {
		coding, tag = 1, sh.packedTag
	}
	h := w.Header()
	h["Etag"] = []string{tag}
	maps.Copy(h, sh.common)
	if unchanged(r, have, tag, sh.changed) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	maps.Copy(h, sh.coded[coding])
	switch {
	case r.Method == http.MethodHead:
	case coding == 1:
		w.Write(sh.packed)
	default:
		w.Write(sh.body)
	}
}

// shown reports whether a feed is asked for by a browser that wants to show it:
// it takes HTML and knows of no feeds.
func (sh *sheet) shown(r *http.Request) bool {
	if sh.kind != typeAtom && sh.kind != typeRSS {
		return false
	}
	accept := strings.Join(r.Header["Accept"], ",")
	return strings.Contains(accept, typeHTML) && !strings.Contains(accept, "atom+xml") && !strings.Contains(accept, "rss+xml")
}

// asXML is a feed as browsers show it: they print application/atom+xml as it
// stands and never look at its style. The answer is private, so that no shared
// cache hands it to a feed reader; a reader's own answer may well reach a
// browser, which then shows the feed as text.
func (sh *sheet) asXML() *sheet {
	x := *sh
	x.kind = typeXML
	x.tag = strings.TrimSuffix(sh.tag, `"`) + `-xml"`
	x.packedTag = strings.TrimSuffix(sh.packedTag, `"`) + `-xml"`
	x.seal()
	return &x
}

// policy is what a page shown in a browser may load: the desk's style, nothing
// else.
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
