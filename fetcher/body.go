package fetcher

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"sync"
)

// What is sent as gzip waits for its parser as it was sent: a quarter of the
// memory, and many wait. A longer one is inflated as it comes, so that one that
// grows beyond all measure is not read to its end first.
const mostSealed = 1 << 20

// body reads the document of an answer within the limits of size, rate and
// memory. What it holds of the memory is a.share; it stays with the caller.
func (c *Client) body(ctx context.Context, cancel context.CancelCauseFunc, resp *http.Response, a *answer) error {
	if resp.ContentLength > c.o.MaxBody {
		return c.large()
	}
	m := &meter{r: resp.Body}
	defer m.watch(ctx, c.o.MinRate, cancel)()
	zipped, err := zipped(resp.Header)
	if err != nil {
		return err
	}
	size := int64(32 << 10)
	if resp.ContentLength > 0 {
		size = min(resp.ContentLength+1, 256<<10) // no more on a mere promise
	}
	t := tub{grow: func(n int64) error { return m.rest(func() error { return a.share.grow(ctx, n) }) }}
	whole := false
	if !zipped {
		whole, err = t.fill(m, size, c.o.MaxBody)
	} else if whole, err = t.fill(m, size, mostSealed); err == nil && !whole {
		z := c.gzips.open(io.MultiReader(bytes.NewReader(t.b), m))
		defer c.gzips.done(z)
		t.b, zipped = nil, false
		whole, err = t.fill(z, 4*mostSealed, c.o.MaxBody)
	}
	if err == nil && !whole {
		err = c.large()
	}
	a.body, a.sealed = t.b, zipped
	return err
}

// tub is octets being gathered; grow is asked before it takes more memory.
type tub struct {
	b    []byte
	grow func(n int64) error
}

// fill reads r into room for size octets at least, until it ends or brings more
// than most; whole says which.
func (t *tub) fill(r io.Reader, size, most int64) (whole bool, err error) {
	for {
		if held := int64(cap(t.b)); int64(len(t.b)) == held {
			size = min(max(size, 2*held), most+1)
			if err := t.grow(size - held); err != nil {
				return false, err
			}
			t.b = append(make([]byte, 0, size), t.b...)
		}
		n, err := r.Read(t.b[len(t.b):cap(t.b)])
		t.b = t.b[:len(t.b)+n]
		switch {
		case int64(len(t.b)) > most:
			return false, nil
		case err == io.EOF:
			return true, nil
		case err != nil:
			return false, err
		}
	}
}

// tubs keeps what documents were inflated into for use again.
type tubs struct{ pool sync.Pool }

// mostReused is the longest of them, in octets.
const mostReused = 512 << 10

// unseal inflates the body of an answer that came as gzip. Who does so holds a
// parser and waits for nothing else; the returned function ends the use of the
// body.
func (c *Client) unseal(ctx context.Context, a *answer) (done func(), err error) {
	if !a.sealed {
		return func() {}, nil
	}
	s := &share{m: c.opened}
	t := tub{grow: func(n int64) error { return s.grow(ctx, n) }}
	kept, _ := c.tubs.pool.Get().(*[]byte)
	if kept != nil {
		t.b = (*kept)[:0]
	}
	z := c.gzips.open(bytes.NewReader(a.body))
	whole, err := t.fill(z, inflated(a.body), c.o.MaxBody)
	c.gzips.done(z)
	if err == nil && !whole {
		err = c.large()
	}
	a.body, a.sealed = t.b, false
	return func() {
		s.free()
		if a.body = nil; cap(t.b) <= mostReused {
			c.tubs.pool.Put(&t.b)
		}
	}, err
}

// inflated is the room that is made for what a gzip member will become: what its
// end says (RFC 1952, section 2.3.1), as far as that is likely.
func inflated(member []byte) int64 {
	n := int64(len(member))
	if n < 4 {
		return 1
	}
	said := int64(binary.LittleEndian.Uint32(member[n-4:]))
	return min(max(said, n), 16*n) + 1
}

func (c *Client) large() error {
	return fmt.Errorf("%w: more than %s, decoded", errLarge, bytesOf(c.o.MaxBody))
}

// bytesOf is a number of bytes as a person reads it.
func bytesOf(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
