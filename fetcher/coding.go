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

// zipped reports whether the content coding of an answer is gzip (RFC 9110,
// section 8.4). Only gzip was asked for, so only gzip is taken.
func zipped(h http.Header) (bool, error) {
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
		return false, nil
	case len(codings) > 1 || codings[0] != "gzip" && codings[0] != "x-gzip":
		return false, fmt.Errorf("%w: the server sent %q, though only gzip was asked for", errCoding, strings.Join(codings, ", "))
	}
	return true, nil
}

// gzips keeps readers for use again: each holds some 40 KiB.
type gzips struct{ pool sync.Pool }

// open is a reader of what r holds as gzip; done ends its use.
func (g *gzips) open(r io.Reader) *inflater {
	z, _ := g.pool.Get().(*gzip.Reader)
	if z == nil {
		z = new(gzip.Reader)
	}
	return &inflater{z: z, from: r}
}

func (g *gzips) done(i *inflater) { g.pool.Put(i.z) }

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
