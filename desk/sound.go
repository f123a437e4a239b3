package desk

import (
	"errors"
	"iter"
	"log/slog"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// sound is the store's ledgers without their damaged records: a page is built
// from what is whole. What is damaged is logged here and named in status.
type sound struct {
	store *store.Store
	log   *slog.Logger
}

// Newest implements publish.Ledger.
func (s sound) Newest(theme string) iter.Seq2[news.Member, error] {
	return s.whole(theme, s.store.Newest(theme))
}

// Touched implements publish.Ledger.
func (s sound) Touched(theme string, since time.Time) iter.Seq2[news.Member, error] {
	return s.whole(theme, s.store.Touched(theme, since))
}

// Latest implements publish.Ledger.
func (s sound) Latest(theme string, from uint64) iter.Seq2[news.Member, error] {
	return s.whole(theme, s.store.Latest(theme, from))
}

// Lines implements publish.Ledger and publish.Past.
func (s sound) Lines(theme string) (uint64, error) { return s.store.Lines(theme) }

func (s sound) whole(theme string, members iter.Seq2[news.Member, error]) iter.Seq2[news.Member, error] {
	return func(yield func(news.Member, error) bool) {
		for m, err := range members {
			if errors.Is(err, store.ErrDamaged) {
				s.log.Error("a damaged record is left out of the page", "theme", theme, "error", err)
				continue
			}
			if !yield(m, err) {
				return
			}
		}
	}
}
