package store

import (
	"fmt"

	"koreadesk/news"
)

// Amend changes what is remembered of a configured source without a poll, and
// returns the new state when it is durable. change must be quick: the store
// waits for it. A poll that is under way ends as it will; its outcome then
// counts.
func (s *Store) Amend(source string, change func(news.State) news.State) (news.State, error) {
	k := s.roster.Load().byID[source]
	if k == nil {
		return news.State{}, tell(ErrNoSource, nil, "source %q is not configured", source)
	}
	k.memory.putting.Lock() // a delivery being stored would not see the change
	defer k.memory.putting.Unlock()
	s.mu.Lock()
	st := change(*k.state())
	st.Source = k.source.ID
	s.alter(k, &st)
	s.mu.Unlock()
	if err := s.Flush(); err != nil {
		return st, fmt.Errorf("store the new state of %s: %w", source, err)
	}
	return st, nil
}
