package publish

import (
	"sync"

	"koreadesk/news"
)

// unsaved is what is to be remembered of files that were written since it was
// last asked for: a request writes pages, but never the store.
type unsaved struct {
	mu    sync.Mutex
	marks map[string]news.Mark
}

func (u *unsaved) add(path string, m news.Mark) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.marks == nil {
		u.marks = make(map[string]news.Mark)
	}
	u.marks[path] = m
}

func (u *unsaved) take() map[string]news.Mark {
	u.mu.Lock()
	defer u.mu.Unlock()
	marks := u.marks
	u.marks = nil
	if marks == nil {
		marks = make(map[string]news.Mark)
	}
	return marks
}

// Marks is what is to be remembered of files that were written since the last
// Build, because somebody asked for them.
func (s *Site) Marks() map[string]news.Mark { return s.unsaved.take() }

// note takes what a file was written as, or why it was not.
func (s *Site) note(f *file, err error) {
	if err != nil {
		if s.setup.Trouble != nil {
			s.setup.Trouble(err)
		}
		return
	}
	if m := f.made.Load().mark(); m != f.mark && !m.Changed.IsZero() {
		s.unsaved.add(f.path, m)
	}
}
