package fetcher

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/http/httpguts"

	"koreadesk/fetcher/document"
	"koreadesk/news"
)

// adoption is how long a permanent move must have stood before it is believed.
const adoption = 7 * 24 * time.Hour

// succeeded is the state after an answer was read and understood, or was not
// needed. Only here do validators change.
func succeeded(src news.Source, st news.State, a *answer, o Outcome) news.State {
	st.Asked, st.URL, st.Reader = src.URL, shown(a.url), readerOf(src)
	if etag := a.header.Get("Etag"); keepable(etag) {
		st.ETag = etag
	}
	if modified := a.header.Get("Last-Modified"); keepable(modified) {
		st.LastModified = modified
	}
	if a.status != http.StatusNotModified || a.header.Get("Tdm-Reservation") != "" {
		st.Reserved = reservation(a.header, a.url)
	}
	st.Moved, st.Moving = move(src, st, a)
	st.Polled, st.OK = a.at, a.at
	st.Failures, st.Trouble, st.Stopped = 0, news.Trouble{}, false
	st.NotUntil, st.Held, st.HeldHost = freshUntil(a.header, a.at), time.Time{}, ""
	o.Status = a.status
	st.Next, st.Interval, st.Because = Next(src, st, o, a.at)
	return st
}

// failed is the state after trouble. Nothing the source said before is
// forgotten. A poll the desk gave up, or never made, is no failure.
func failed(src news.Source, st news.State, e *Error, at time.Time) news.State {
	if e.Kind == Cancelled {
		return st
	}
	o := Outcome{Kind: e.Kind, Status: e.Status, RetryAfter: e.RetryAfter}
	st.Asked, st.NotUntil = src.URL, later(st.NotUntil, e.RetryAfter)
	if e.Kind != Waiting {
		st.Polled = at
		st.Held, st.HeldHost = e.RetryAfter, closes(e)
		st.Failures++
		st.Trouble = again(st.Trouble, e, at)
		if st.Moved != "" && lost(e) {
			st.Moved, st.Moving = "", news.Move{} // the configured address may still know
		} else {
			st.Stopped = e.Status == http.StatusGone
		}
	}
	st.Next, st.Interval, st.Because = Next(src, st, o, at)
	return st
}

// again is the trouble of now after that of the poll before.
func again(before news.Trouble, e *Error, at time.Time) news.Trouble {
	t := news.Trouble{Kind: e.Kind.String(), Status: e.Status, Reason: e.Reason(), Since: at, Times: 1}
	if kind, ok := errors.AsType[*document.Error](e.Err); ok && (kind.Kind == document.HTML || kind.Kind == document.Empty) {
		t.Found = string(kind.Kind)
	}
	if !before.IsZero() {
		t.Since = before.Since
	}
	if before.Kind == t.Kind && before.Status == t.Status {
		t.Times = before.Times + 1
	}
	return t
}

// lost reports trouble that says: nobody lives here.
func lost(e *Error) bool {
	return e.Kind == DNS || e.Status == http.StatusNotFound || e.Status == http.StatusGone
}

// move says where the source lives, as far as is believed, and where it seems
// to be moving: permanent redirects that led to a feed, the same for a week. A
// source with credentials never moves by itself.
func move(src news.Source, st news.State, a *answer) (moved string, moving news.Move) {
	if !a.permanent || closed(src) {
		return st.Moved, news.Move{}
	}
	to := shown(a.url)
	if st.Moving.To != to {
		return st.Moved, news.Move{To: to, Since: a.at}
	}
	if a.at.Sub(st.Moving.Since) < adoption {
		return st.Moved, st.Moving
	}
	return to, news.Move{}
}

func hasUser(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.User != nil
}

// keepable reports whether a validator can be sent back as it came.
func keepable(value string) bool {
	return value != "" && len(value) <= 4<<10 && httpguts.ValidHeaderFieldValue(value)
}
