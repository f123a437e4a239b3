package fetcher

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
)

// gzips keeps readers for use again: each holds some 40 KiB.
type gzips struct{ pool sync.Pool }

// decode takes off the content coding of an answer (RFC 9110, section 8.4).
// Only gzip was asked for, so only gzip is taken. The returned function ends
// the use of the reader.
func (g *gzips) decode(h http.Header, r io.Reader) (io.Reader, func(), error) {
	var codings []string
	for _, line := range h.Values("Content-Encoding") {
		for coding := range strings.SplitSeq(line, ",") {
			coding = strings.ToLower(strings.TrimSpace(coding))
			if coding != "" && coding != "identity" {
				codings = append(codings, coding)
			}
		}
	}
	switch {
	case len(codings) == 0:
		return r, func() {}, nil
	case len(codings) > 1 || codings[0] != "gzip" && codings[0] != "x-gzip":
		return nil, nil, fmt.Errorf("%w: the server sent %q, though only gzip was asked for", errCoding, strings.Join(codings, ", "))
	}
	z, _ := g.pool.Get().(*gzip.Reader)
	if z == nil {
		z = new(gzip.Reader)
	}
	return &inflater{z: z, from: r}, func() { g.pool.Put(z) }, nil
}

// inflater opens its gzip reader at the first Read: an empty body is empty
// whatever its coding.
type inflater struct {
	z    *gzip.Reader
	from io.Reader
	open bool
}

func (i *inflater) Read(p []byte) (int, error) {
	if !i.open {
		if err := i.z.Reset(i.from); err != nil {
			return 0, damage(err)
		}
		i.open = true
	}
	n, err := i.z.Read(p)
	if errors.Is(err, gzip.ErrHeader) {
		err = io.EOF // after a whole member: padding, which gzip(1) ignores as well
	}
	return n, damage(err)
}

// damage tells a broken coding from a broken connection.
func damage(err error) error {
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) {
		return fmt.Errorf("%w: said to be gzip, but it cannot be read as such: %w", errCoding, err)
	}
	return err
}
