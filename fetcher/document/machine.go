package document

import (
	"encoding/json"
	"time"

	"koreadesk/news"
	"koreadesk/news/text"
)

// list is a slice whose JSON is never null.
type list[T any] []T

// MarshalJSON writes an empty list as [].
func (l list[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]T(l))
}

// machine is the machine form of a document. Its names are a contract.
type machine struct {
	Error    string       `json:"error"`
	Repairs  list[string] `json:"repairs"`
	Encoding string       `json:"encoding"`
	Version  string       `json:"version"`
	Feed     Source       `json:"feed"`
	Entries  list[Entry]  `json:"entries"`
}

// MarshalJSON writes the machine form: every key is there, what is unknown is
// empty or null.
func (d *Document) MarshalJSON() ([]byte, error) {
	return json.Marshal(machine{Repairs: d.Repairs, Encoding: d.Encoding, Version: d.Version, Feed: d.Feed, Entries: d.List})
}

// Refusal is the machine form of a document that was refused.
func Refusal(err error) ([]byte, error) {
	return json.Marshal(machine{Error: err.Error()})
}

// MarshalJSON writes a text as programs may have it: HTML that cannot run, its links
// absolute.
func (t Text) MarshalJSON() ([]byte, error) {
	form := struct {
		Value string    `json:"value"`
		Type  news.Kind `json:"type"`
		Lang  string    `json:"lang"`
		Base  string    `json:"base"`
	}{Type: t.Kind, Lang: t.Lang, Base: t.Base}
	switch {
	case t.IsZero():
		form.Type, form.Lang, form.Base = "", "", ""
	default:
		form.Value = t.shown()
	}
	return json.Marshal(form)
}

// shown is the text as its reader may see it.
func (t Text) shown() string {
	if t.Kind == news.PlainText {
		return text.Visible(t.Markup)
	}
	return text.Safe(t.Raw)
}

// MarshalJSON writes a date as given, and the instant or null.
func (d Date) MarshalJSON() ([]byte, error) {
	form := struct {
		Text string  `json:"text"`
		At   *string `json:"at"`
	}{Text: d.Text}
	if !d.At.IsZero() {
		at := d.At.UTC().Format(time.RFC3339Nano)
		form.At = &at
	}
	return json.Marshal(form)
}
