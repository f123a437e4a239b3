package desk

import (
	"fmt"
	"io"

	"koreadesk/desk/config"
)

// Init writes a first configuration at path, where none may be. With a
// subscription list (OPML) its feeds are the sources; list may be nil. It
// returns how many sources it has, and what was passed over, a line each.
func Init(path string, first config.First, list io.Reader) (sources int, notes []string, err error) {
	if list != nil {
		subscriptions, err := config.ReadOPML(list)
		if err != nil {
			return 0, nil, fmt.Errorf("the subscription list: %w", err)
		}
		first.Sources, notes = new(config.Config).Enlist(subscriptions, known())
		if len(first.Sources) == 0 {
			return 0, notes, fmt.Errorf("the subscription list: it names no feed: export it anew, or leave it out")
		}
	}
	text, err := first.Text(path, known())
	if err != nil {
		return 0, notes, err
	}
	c, err := config.Parse(path, text, known())
	if err != nil {
		return 0, notes, err
	}
	return len(c.Sources), notes, config.Create(path, text)
}
