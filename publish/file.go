package publish

import (
	"sync"
	"sync/atomic"
	"time"

	"koreadesk/news"
)

// file is one address of the site at one state of its page. What it holds is
// written when somebody first asks for it and never changes after that: who
// polls the Atom feed does not make the desk write the page for people.
type file struct {
	path  string
	write func() (*sheet, error)

	mark  news.Mark // what is remembered of the path
	since time.Time // when the page last changed as far as is known; zero: not to be said
	built time.Time // when this state of it came to be

	mu   sync.Mutex
	done bool
	last *sheet // the last good form before this state; nil is none
	made atomic.Pointer[sheet]
}

// sheet is what the file holds: as written, or, where that is not valid, as it
// last was. nil is neither. The site notes what was written anew.
func (f *file) sheet(s *Site) *sheet {
	if sh := f.made.Load(); sh != nil {
		return sh
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done {
		return f.made.Load()
	}
	f.done = true
	sh, err := f.write()
	f.write = nil // it holds a page, which may be a former one by now
	switch {
	case err == nil:
		sh.changed = f.changed(sh.tag)
		sh.seal()
	case f.last != nil:
		sh = f.last
	}
	f.last = nil
	if sh != nil {
		f.made.Store(sh)
	}
	s.note(f, err)
	return sh
}

// latest is the newest form there is without writing one.
func (f *file) latest() *sheet {
	if f == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.done {
		return f.made.Load()
	}
	return f.last
}

// changed is since when the path has had the bytes that a tag names: since
// they were written before, since what is remembered of them, else since the
// page changed. Where other bytes are known to have stood there in between,
// that was when this state came to be.
func (f *file) changed(tag string) time.Time {
	switch own := tag[1 : len(tag)-1]; {
	case f.last != nil && f.last.tag == tag && !f.last.changed.IsZero():
		return f.last.changed
	case f.mark.Hash == own && !f.mark.Changed.IsZero():
		return whole(f.mark.Changed)
	case f.last != nil || f.mark.Hash != "":
		return f.built
	default:
		return f.since
	}
}

// follow gives a file the form that another had to fall back on.
func (f *file) follow(before *file) {
	last := before.latest()
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.done {
		f.last = last
	}
}
