package fetcher

import (
	"errors"
	"net/http"
	"testing"

	"koreadesk/news"
)

func TestGet(t *testing.T) {
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/moved":
			http.Redirect(w, r, "/article", http.StatusFound)
		default:
			w.Header().Set("Content-Type", "text/html; charset=euc-kr")
			w.Header().Set("Tdm-Reservation", "1")
			w.Write([]byte("<p>Kran"))
		}
	})
	c := New(Options{})
	defer c.Close()
	src := news.Source{ID: "hafenblatt", AllowPrivate: true}

	t.Run("a page with what is needed to read it", func(t *testing.T) {
		var got Page
		err := c.Get(t.Context(), src, o.URL+"/moved", morning, func(p Page) error { got = p; return nil })
		if err != nil {
			t.Fatal(err)
		}
		if got.URL != o.URL+"/article" || got.ContentType != "text/html; charset=euc-kr" || string(got.Body) != "<p>Kran" || !got.Reserved.Reserved {
			t.Errorf("page is %+v", got)
		}
	})
	t.Run("the reader's error is returned as it is", func(t *testing.T) {
		mine := errors.New("no article here")
		if err := c.Get(t.Context(), src, o.URL, morning, func(Page) error { return mine }); err != mine {
			t.Errorf("error is %v", err)
		}
		if !c.memory.pool.TryAcquire(c.o.Memory-c.o.MaxBody) || !c.parsers.TryAcquire(1) {
			t.Error("something was not given back")
		}
		c.memory.pool.Release(c.o.Memory - c.o.MaxBody)
		c.parsers.Release(1)
	})
	t.Run("a reader that fails is trouble of this page alone", func(t *testing.T) {
		err := c.Get(t.Context(), src, o.URL+"/article", morning, func(Page) error { panic("index out of range") })
		if e, ok := errors.AsType[*Error](err); !ok || e.Kind != NotFeed || e.Source != src.ID || e.URL != o.URL+"/article" {
			t.Errorf("error is %v", err)
		}
		if !c.parsers.TryAcquire(1) {
			t.Error("the parser was not given back")
		}
		c.parsers.Release(1)
	})
	for address, want := range map[string]Kind{o.URL + "/gone": HTTP, "http://[::1": Address, "mailto:a@b.example": Address} {
		t.Run("trouble with "+want.String(), func(t *testing.T) {
			err := c.Get(t.Context(), src, address, morning, func(Page) error { t.Error("read"); return nil })
			if e, ok := errors.AsType[*Error](err); !ok || e.Kind != want || e.Source != src.ID {
				t.Errorf("error is %v", err)
			}
		})
	}
	t.Run("the guard stands here as well", func(t *testing.T) {
		err := c.Get(t.Context(), news.Source{ID: "x"}, o.URL, morning, func(Page) error { t.Error("read"); return nil })
		if e, ok := errors.AsType[*Error](err); !ok || e.Kind != Blocked {
			t.Errorf("error is %v", err)
		}
	})
}
