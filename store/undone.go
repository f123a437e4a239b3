package store

import (
	"errors"
	"fmt"
	"slices"

	"koreadesk/news"
)

// Undone is a takedown that the data file knew of and its backup does not.
type Undone struct {
	news.Edit
	Back bool // the backup holds the item; else a source may bring it again
}

// undone are the takedowns of the data file that was set aside which are none
// in the one that was put back: what they erased is there again.
func undone(aside, back string, o Options) ([]Undone, error) {
	known, err := takedowns(aside, o)
	if err != nil || len(known) == 0 {
		return nil, err
	}
	s, err := Open(back, Options{Authority: o.Authority})
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var list []Undone
	for _, e := range known {
		record, err := s.Find(e.Item)
		switch {
		case errors.Is(err, ErrNoItem):
			list = append(list, Undone{Edit: e})
		case err != nil:
			return nil, err
		case !record.Item.Erased:
			list = append(list, Undone{Edit: e, Back: true})
		}
	}
	return list, nil
}

func takedowns(path string, o Options) ([]news.Edit, error) {
	s, err := Open(path, Options{Authority: o.Authority})
	if err != nil {
		return nil, fmt.Errorf("what was taken down in %s cannot be read: %w", path, err)
	}
	defer s.Close()
	all, err := s.Edits("")
	return slices.DeleteFunc(all, func(e news.Edit) bool { return e.Act != news.ActTakedown }), err
}
