package publish

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strconv"
	"strings"
	"time"

	"koreadesk/news"
)

// ServeHTTP answers from memory, as RFC 9110 and 9111 have it.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	put(w.Header(), everywhere)
	switch r.Method {
	case http.MethodGet, http.MethodHead:
	case http.MethodOptions:
		preflight(w)
		return
	default:
		w.Header().Set("Allow", allowed)
		say(w, http.StatusMethodNotAllowed, "This address can only be read: "+allowed+".")
		return
	}
	if base := s.basePath; base != "" && r.URL.Path == base && s.shelf.Load().files[base] == nil {
		http.Redirect(w, r, s.base+"/", http.StatusMovedPermanently)
		return
	}
	sh, path := s.find(r.URL.Path)
	switch {
	case sh == nil:
		s.absent(w, r, path)
		return
	case sh.gone():
		say(w, http.StatusGone, "Nothing is left of what stood here: it was kept as long as the desk keeps its items.")
		return
	}
	if sh.page != nil && r.URL.RawQuery != "" {
		k, sentence := sh.page.asked(r.URL.RawQuery, time.Now())
		if sentence != "" {
			say(w, http.StatusBadRequest, sentence)
			return
		}
		cut, err := s.cuts.get(r.Context(), sh, k)
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
// URL before it: a proxy may or may not take that away. nil is none; path is
// then what is left to look at, "" where a theme's token is missing.
func (s *Site) find(asked string) (sh *sheet, path string) {
	below, has := "", false
	if s.basePath != "" {
		below, has = strings.CutPrefix(asked, s.basePath+"/")
	}
	if sh, path = s.look(asked); sh == nil && has {
		sh, path = s.look("/" + below)
	}
	return sh, path
}

// look is the sheet of a path below the base URL.
func (s *Site) look(asked string) (sh *sheet, path string) {
	path, ok := s.open(asked)
	if !ok {
		return nil, ""
	}
	if f := s.shelf.Load().files[path]; f != nil {
		return f.sheet(s), path
	}
	if sh := s.issued(path); sh != nil {
		return sh, path
	}
	sh, err := s.archived(path)
	if err != nil && s.setup.Trouble != nil {
		s.setup.Trouble(err)
	}
	return sh, path
}

// open takes the token off the path of a private theme. ok is false where the
// theme is private and its token is not in the path.
func (s *Site) open(asked string) (path string, ok bool) {
	theme, known := s.theme(themeOf(asked))
	if !s.private || known && theme.Token.IsZero() {
		return asked, true
	}
	token, below, _ := strings.Cut(strings.TrimPrefix(asked, "/"), "/")
	private, _ := s.theme(themeOf("/" + below))
	// Compared whether or not there is such a theme, and by hash, so that the
	// time it takes tells neither the token nor its length.
	given, own := sha256.Sum256([]byte(token)), sha256.Sum256([]byte(private.Token.Reveal()))
	if subtle.ConstantTimeCompare(given[:], own[:]) == 1 && !private.Token.IsZero() {
		return "/" + below, true
	}
	return asked, theme.Token.IsZero()
}

// theme is the theme of an id, its present one or a former one.
func (s *Site) theme(id string) (news.Theme, bool) {
	t, known := s.themes[id]
	if !known {
		t, known = s.themes[s.moved[id]]
	}
	return t, known
}

// absent answers where there is no page: moved, gone, not built yet, or not
// found.
func (s *Site) absent(w http.ResponseWriter, r *http.Request, path string) {
	id := themeOf(path)
	suffix := strings.TrimPrefix(strings.TrimPrefix(path, "/"), id)
	_, known := s.themes[id]
	_, isArchive := archiveNumber(path)
	_, stopped := s.shelf.Load().stopped[id]
	switch {
	case known && suffix == "/":
		s.redirect(w, r, id, "")
	case s.moved[id] != "" && !known:
		s.redirect(w, r, s.moved[id], strings.TrimSuffix(suffix, "/"))
	case s.gone[id] && !known:
		say(w, http.StatusGone, "This theme is no longer published.")
	case known && (suffix == "" || suffix == ".atom" || suffix == ".rss" || suffix == ".json"),
		stopped && (isArchive || strings.HasPrefix(suffix, "/issue")):
		w.Header().Set("Retry-After", "30")
		say(w, http.StatusServiceUnavailable, "This page has not been built yet.")
	case known && isArchive && s.has(path):
		w.Header().Set("Retry-After", "30")
		say(w, http.StatusServiceUnavailable, "This archive cannot be read at the moment.")
	default:
		say(w, http.StatusNotFound, "There is nothing at this address.")
	}
}

// redirect leads to a theme's file, with what was asked of it.
func (s *Site) redirect(w http.ResponseWriter, r *http.Request, theme, suffix string) {
	to := s.base + s.root(theme) + "/" + theme + suffix
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, to, http.StatusMovedPermanently)
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
	put(h, sh.common)
	if unchanged(r, have, tag, sh.changed) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	put(h, sh.coded[coding])
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

// inlined is the policy of a page that was written for mail programs: its styles
// stand in its elements.
const inlined = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// policy is what a page shown in a browser may load: the desk's style, nothing
// else.
const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
