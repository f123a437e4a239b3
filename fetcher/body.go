package fetcher

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

// body reads the document of an answer, decoded, within the limits of size,
// rate and memory. What it holds of the memory is s; it stays with the caller.
func (c *Client) body(ctx context.Context, cancel context.CancelCauseFunc, resp *http.Response, s *share) ([]byte, error) {
	if resp.ContentLength > c.o.MaxBody {
		return nil, c.large()
	}
	m := &meter{r: resp.Body}
	defer m.watch(ctx, c.o.MinRate, cancel)()
	decoded, done, err := c.gzips.decode(resp.Header, m)
	if err != nil {
		return nil, err
	}
	defer done()

	var body []byte
	size := int64(32 << 10)
	if resp.ContentLength > 0 {
		size = min(resp.ContentLength+1, 256<<10) // no more on a mere promise
	}
	for {
		if len(body) == cap(body) {
			if err := m.rest(func() error { return s.grow(ctx, size-int64(cap(body))) }); err != nil {
				return nil, err
			}
			body = append(make([]byte, 0, size), body...)
			size = min(2*size, c.o.MaxBody+1)
		}
		n, err := decoded.Read(body[len(body):cap(body)])
		body = body[:len(body)+n]
		if int64(len(body)) > c.o.MaxBody {
			return nil, c.large()
		}
		if err == io.EOF {
			return body, nil
		}
		if err != nil {
			return nil, err
		}
	}
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
