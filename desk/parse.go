package desk

import (
	"encoding/json"
	"io"

	"koreadesk/fetcher/document"
)

// Answer is what the HTTP answer that brought a document said, as far as it
// matters for reading it. What is not known is "".
type Answer struct {
	URL, ContentType, ContentLocation string
}

// maxDocument bounds a document read from a file or a pipe, in bytes: what a
// poll would read as well.
const maxDocument = 24 << 20

// ParseDocument reads one document and returns what was understood of it as
// JSON, and whether it is a feed at all. The error is one of reading.
func ParseDocument(in io.Reader, from Answer) (understood []byte, isFeed bool, err error) {
	body, err := io.ReadAll(io.LimitReader(in, maxDocument))
	if err != nil {
		return nil, false, err
	}
	doc, refused := document.Parse(body, document.Options{
		URL: from.URL, ContentType: from.ContentType, ContentLocation: from.ContentLocation,
	})
	if refused != nil {
		understood, err = document.Refusal(refused)
		return understood, false, err
	}
	understood, err = json.Marshal(doc)
	return understood, true, err
}
