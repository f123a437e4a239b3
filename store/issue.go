package store

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"koreadesk/news"
)

// issues is what was sent of a theme's newsletter, in the file.
type issues struct {
	s    *Store
	id   string
	at   *bbolt.Bucket // closed: the last cut-off that was looked at
	sent *bbolt.Bucket // id -> name
	all  *bbolt.Bucket // name -> issue
}

var (
	issuesClosed = []byte("closed")
	issuesSent   = []byte("sent")
	issuesAll    = []byte("all")
)

// readIssues opens what was sent of a theme; nil is nothing.
func (s *Store) readIssues(tx *bbolt.Tx, theme string) (*issues, error) {
	about, known, err := s.readTheme(tx, theme)
	top := tx.Bucket(bucketIssues)
	if top == nil || !known || err != nil {
		return nil, err
	}
	b := top.Bucket(key4(about.number))
	if b == nil {
		return nil, nil
	}
	return &issues{s: s, id: theme, at: b, sent: b.Bucket(issuesSent), all: b.Bucket(issuesAll)}, nil
}

// issues opens what was sent of a theme, or begins it.
func (w *work) issues(theme string) (*issues, error) {
	about, known, err := w.s.readTheme(w.tx, theme)
	if err != nil {
		return nil, err
	}
	if !known {
		return nil, fmt.Errorf("theme %s: %w: nothing has been settled for it", theme, ErrNoItem)
	}
	top, err := w.tx.CreateBucketIfNotExists(bucketIssues)
	if err != nil {
		return nil, err
	}
	b, err := top.CreateBucketIfNotExists(key4(about.number))
	if err != nil {
		return nil, err
	}
	i := &issues{s: w.s, id: theme, at: b}
	if i.sent, err = b.CreateBucketIfNotExists(issuesSent); err != nil {
		return nil, err
	}
	i.all, err = b.CreateBucketIfNotExists(issuesAll)
	return i, err
}

// part names a bucket of a theme's issues in a problem.
func (i *issues) part(b []byte) []byte { return fmt.Appendf(nil, "issues/%s/%s", i.id, b) }

func (i *issues) read(name []byte) (news.Issue, error) {
	b, err := i.s.payload(i.all, i.part(issuesAll), name)
	if err != nil {
		return news.Issue{}, err
	}
	if b == nil {
		return news.Issue{}, tell(ErrNoItem, nil, "no issue %s of theme %s", name, i.id)
	}
	issue, err := decodeIssue(b)
	if err != nil {
		return issue, i.s.damaged(i.part(issuesAll), name, err)
	}
	issue.Theme, issue.Name = i.id, string(name)
	for n, id := range issue.Items {
		issue.Items[n] = i.s.fullID(id)
	}
	for _, f := range issue.Files {
		for n, p := range f.Pieces {
			if p.Item != "" {
				f.Pieces[n].Item = i.s.fullID(p.Item)
			}
		}
	}
	return issue, nil
}

func (i *issues) put(issue news.Issue) error {
	k := []byte(issue.Name)
	return i.all.Put(k, i.s.press.pack(encodeIssue(issue, i.s.endOf)).frame(k))
}

// endOf is the end of an item's id, as the file knows it.
func (s *Store) endOf(id string) string { return strings.TrimPrefix(id, s.fullID("")) }

// Closed is the last cut-off of a theme's newsletter that Send was told of;
// zero is none.
func (s *Store) Closed(theme string) (at time.Time, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		i, err := s.readIssues(tx, theme)
		if i == nil || err != nil {
			return err
		}
		b, err := s.payload(i.at, i.part(issuesClosed), issuesClosed)
		if b == nil || err != nil {
			return err
		}
		return fields(b, func(f field) error {
			if f.n == 1 {
				return f.into(&at)
			}
			return nil
		})
	})
	return at, err
}

// Send keeps an issue as it was sent, and that its items were: none of them, nor
// what is merged with or split from them later, is given by Unsent again. An
// issue without items says only that its cut-off has passed. One that was sent
// already stays as it is.
func (s *Store) Send(issue news.Issue) error {
	err := s.write(func(w *work) error {
		i, err := w.issues(issue.Theme)
		if err != nil {
			return err
		}
		var closed wire
		closed.time(1, issue.Cutoff)
		if err := i.at.Put(issuesClosed, frame(issuesClosed, closed)); err != nil {
			return err
		}
		if len(issue.Items) == 0 || i.all.Get([]byte(issue.Name)) != nil {
			return nil
		}
		for _, id := range issue.Items {
			k := []byte(s.endOf(id))
			if err := i.sent.Put(k, frame(k, []byte(issue.Name))); err != nil {
				return err
			}
		}
		return i.put(issue)
	})
	if err != nil {
		return fmt.Errorf("issue %s of %s: %w", issue.Name, issue.Theme, err)
	}
	return nil
}

// Issue is an issue as it was sent; ErrNoItem where there is none.
func (s *Store) Issue(theme, name string) (issue news.Issue, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		i, err := s.readIssues(tx, theme)
		if err == nil && i == nil {
			err = tell(ErrNoItem, nil, "no issue of theme %s", theme)
		}
		if err == nil {
			issue, err = i.read([]byte(name))
		}
		return err
	})
	return issue, err
}

// Issues are the names of a theme's issues, in order.
func (s *Store) Issues(theme string) (names []string, err error) {
	err = s.view(func(tx *bbolt.Tx) error {
		i, err := s.readIssues(tx, theme)
		if i == nil || err != nil {
			return err
		}
		return i.all.ForEach(func(k, _ []byte) error {
			names = append(names, string(k))
			return nil
		})
	})
	return names, err
}

// unsend takes an item's words out of every issue it was sent in.
func (w *work) unsend(id string, now time.Time) error {
	if w.tx.Bucket(bucketIssues) == nil {
		return nil
	}
	var themes []string
	err := w.tx.Bucket(bucketThemes).ForEach(func(k, _ []byte) error {
		themes = append(themes, string(k))
		return nil
	})
	for _, theme := range themes {
		i, fault := w.s.readIssues(w.tx, theme)
		if fault == nil && i != nil && i.sent.Get([]byte(id)) != nil {
			fault = i.without(id, now)
		}
		err = errors.Join(err, unlessDamaged(fault)) // of a damaged issue nothing can be shown
	}
	return err
}

func (i *issues) without(id string, now time.Time) error {
	issue, err := i.read(i.sentIn(id))
	if err != nil {
		return err
	}
	if !issue.Without(i.s.fullID(id), now) {
		return nil
	}
	return i.put(issue)
}
