package publish

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// archiveSize is how many lines of a theme's ledger an archive holds.
const archiveSize = 100

// Past is where archives are read from: the ledgers of all themes.
type Past interface {
	// Lines is how many lines a theme's ledger has; they never become fewer.
	Lines(theme string) (uint64, error)
	// Archived are the stories of a theme's lines from number from on, at most
	// so many, without those of which nothing is left.
	Archived(theme string, from uint64, most int) ([]Story, error)
	// Held reports whether Archived would give any.
	Held(theme string, from uint64, most int) (bool, error)
}

// full is how many of a theme's archives are full.
func (s *Site) full(theme string) (uint64, error) {
	if s.setup.Past == nil {
		return 0, nil
	}
	lines, err := s.setup.Past.Lines(theme)
	return lines / archiveSize, err
}

// toward is the number of the first archive of which something is left, from
// one number on toward another that is not looked at; ok is false where there is
// none. Of one that is gone a reader would learn only that its walk ends there.
func (s *Site) toward(theme string, from, to int) (n uint64, ok bool, err error) {
	step := cmp.Compare(to, from)
	for at := from; at != to; at += step {
		n := uint64(at)
		if s.past.lost(theme, n) {
			continue
		}
		held, err := s.setup.Past.Held(theme, n*archiveSize, archiveSize)
		if held || err != nil {
			return n, held, err
		}
		s.past.lose(theme, n)
	}
	return 0, false, nil
}

// neighbours sets which archives are before and after a page: the current one,
// which all that are full are before, or that of an archive.
func (s *Site) neighbours(p *page, full uint64) (err error) {
	if s.setup.Past == nil {
		return nil
	}
	if p.before, p.hasBefore, err = s.toward(p.Theme, int(p.Full)-1, -1); err != nil {
		return err
	}
	if next := int(p.Full) + 1; p.Archive != "" {
		p.after, p.hasAfter, err = s.toward(p.Theme, next, max(int(full), next))
	}
	return err
}

func archivePath(theme string, n uint64) string {
	return fmt.Sprintf("/%s/archive/%d.atom", theme, n)
}

// archiveNumber is the number of the archive that a path names.
func archiveNumber(path string) (n uint64, ok bool) {
	_, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	digits, isArchive := strings.CutPrefix(rest, "archive/")
	digits, isAtom := strings.CutSuffix(digits, ".atom")
	n, err := strconv.ParseUint(digits, 10, 32)
	return n, isArchive && isAtom && err == nil && digits == strconv.FormatUint(n, 10)
}

// has reports whether a path is that of a full archive.
func (s *Site) has(path string) bool {
	p := s.shelf.Load().pages[themeOf(path)]
	n, ok := archiveNumber(path)
	return ok && p != nil && n < p.Full
}

// archived is the sheet of a full archive (RFC 5005, section 4), nil where the
// path names none.
func (s *Site) archived(path string) (*sheet, error) {
	if !s.has(path) {
		return nil, nil
	}
	p := s.shelf.Load().pages[themeOf(path)]
	n, _ := archiveNumber(path)
	f := s.past.file(path, p, func() (*page, *sheet, error) { return s.archive(p, n) })
	sh := f.sheet(s)
	if sh == nil {
		s.past.drop(path) // it is tried anew with the next request
		return nil, errArchive
	}
	return sh, nil
}

var errArchive = errors.New("the archive cannot be read")

// archive writes an archive: the entries of its hundred lines as they stand
// now, newest line first whatever their dates say, and stubs of those that are
// gone, so that its set and its order never change. One of which nothing is
// left is a sheet that says so.
func (s *Site) archive(current *page, n uint64) (*page, *sheet, error) {
	stories, err := s.setup.Past.Archived(current.Theme, n*archiveSize, archiveSize)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", archivePath(current.Theme, n), err)
	}
	t := s.themes[current.Theme]
	p := s.newPage(t)
	p.Archive = "/archive/" + strconv.FormatUint(n, 10)
	p.Full, p.Hubs = n, nil
	if err := s.neighbours(p, current.Full); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", archivePath(current.Theme, n), err)
	}
	slices.SortFunc(stories, func(a, b Story) int { return cmp.Compare(b.Line, a.Line) })
	s.take(p, t, onceEach(stories), current.known)
	if len(p.Entries)+len(p.Stubs) == 0 {
		return p, &sheet{path: archivePath(p.Theme, n), tag: tag(nil), packedTag: tag(nil)}, nil
	}
	slices.SortFunc(p.Entries, func(a, b *entry) int { return cmp.Compare(b.line, a.line) })
	slices.SortFunc(p.Stubs, func(a, b stub) int { return cmp.Compare(b.line, a.line) })
	if err := s.fit(p, len(p.Entries)); err != nil {
		return nil, nil, err
	}
	sh, err := s.formats()[0].sheet(p)
	if err == nil {
		sh.good = 24 * time.Hour
		sh.page = nil // an archive is not shortened
	}
	return p, sh, err
}

// onceEach keeps the newest line of each item: one that left a theme and came
// back has several.
func onceEach(stories []Story) []Story {
	seen := make(map[uint64]bool)
	return slices.DeleteFunc(slices.Clone(stories), func(s Story) bool {
		again := seen[s.Item.Num]
		seen[s.Item.Num] = true
		return again
	})
}

// stub stands for an entry that is gone (RFC 6721).
type stub struct {
	ID   string
	When time.Time
	line uint64
}

// bury puts a stub in the place of a story that is gone.
func (p *page) bury(story Story) {
	id := legal(story.Item.ID)
	if !strings.HasPrefix(id, "tag:") || uri(id) == "" || unfit(story.Gone) {
		return
	}
	p.Stubs = append(p.Stubs, stub{ID: id, When: whole(story.Gone), line: story.Line})
}
