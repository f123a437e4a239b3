package store

import (
	"context"
	"iter"
	"time"

	"koreadesk/news"
)

type Store struct{ authority string }

func Open(path string, o Options) (*Store, error)                     { return nil, ErrMissing }
func (s *Store) Close() error                                         { return nil }
func (s *Store) Authority() string                                    { return s.authority }
func (s *Store) Configure(sources []news.Source, now time.Time) error { return nil }
func (s *Store) Sources() (configured, removed []news.Source)         { return nil, nil }
func (s *Store) Claim(now time.Time, a Ask) []news.State              { return nil }
func (s *Store) Due() (next time.Time, ok bool)                       { return time.Time{}, false }
func (s *Store) Release(source string)                                {}
func (s *Store) Put(ctx context.Context, d news.Delivery) (news.Receipt, error) {
	return news.Receipt{}, ErrClosed
}
func (s *Store) States() []news.State               { return nil }
func (s *Store) State(id string) (news.State, bool) { return news.State{}, false }
func (s *Store) Flush() error                       { return nil }
func (s *Store) Settle(ctx context.Context, themes []news.Theme, judge Judge, now time.Time, most int) (Settled, error) {
	return Settled{}, ErrClosed
}
func (s *Store) Generation() (n uint64, rules string) { return 0, "" }
func (s *Store) Regenerate(ctx context.Context, rules string, themes []news.Theme, judge Judge, now time.Time, progress func(done, total int)) (changed []string, err error) {
	return nil, ErrClosed
}
func (s *Store) Find(ref string) (Record, error)                   { return Record{}, ErrNoItem }
func (s *Store) Items(q Query) iter.Seq2[Record, error]            { return func(func(Record, error) bool) {} }
func (s *Store) Load(nums []uint64, bodies bool) ([]Record, error) { return nil, nil }
func (s *Store) Newest(theme string) iter.Seq2[news.Member, error] {
	return func(func(news.Member, error) bool) {}
}
func (s *Store) Touched(theme string, since time.Time) iter.Seq2[news.Member, error] {
	return func(func(news.Member, error) bool) {}
}
func (s *Store) Places(theme string, from uint64, most int) ([]news.Place, error) { return nil, nil }
func (s *Store) Versions(num uint64) ([]news.Version, error)                      { return nil, nil }
func (s *Store) AddEdit(e news.Edit) (news.Edit, error)                           { return e, ErrClosed }
func (s *Store) Edits(itemID string) ([]news.Edit, error)                         { return nil, nil }
func (s *Store) Marks() (map[string]news.Mark, error)                             { return nil, nil }
func (s *Store) SaveMarks(marks map[string]news.Mark) error                       { return nil }
func (s *Store) Check(ctx context.Context) ([]Problem, error)                     { return nil, nil }
func (s *Store) Stats() Stats                                                     { return Stats{} }
func (s *Store) Ping() error                                                      { return ErrClosed }
