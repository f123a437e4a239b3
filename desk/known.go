package desk

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"koreadesk/desk/control"
	"koreadesk/publish"
)

// Since reads how far back somebody wants to look: 7d, 12h or an instant.
func Since(value string, now time.Time) (time.Time, error) {
	since, ok := publish.Since(value, now)
	if !ok {
		return since, fmt.Errorf("--since %q is neither an RFC 3339 date nor a time like 7d or 12h", value)
	}
	return since, nil
}

// mostNamed is how many ids an error lists; with more of them it says where
// they are to be found.
const mostNamed = 40

// unknown is the error of an id that is none of those there are.
func (e *edition) unknown(noun, id string, there []string) error {
	slices.Sort(there)
	switch {
	case len(there) == 0:
		return fmt.Errorf("%s %q is not in %s, which has none", noun, id, e.path)
	case len(there) > mostNamed:
		return fmt.Errorf("%s %q is not in %s (it has %d: look there)", noun, id, e.path, len(there))
	}
	return fmt.Errorf("%s %q is not in %s: it has %s", noun, id, e.path, strings.Join(there, ", "))
}

// hasTheme refuses a theme that is not configured.
func (e *edition) hasTheme(id string) error {
	var there []string
	for _, theme := range e.themes {
		if theme.ID == id {
			return nil
		}
		there = append(there, theme.ID)
	}
	return e.unknown("theme", id, there)
}

// hasTag refuses a tag that is not configured.
func (e *edition) hasTag(id string) error {
	there := e.config.TagIDs()
	if slices.Contains(there, id) {
		return nil
	}
	return e.unknown("tag", id, there)
}

// hasSources refuses sources that are not configured.
func (e *edition) hasSources(ids []string) error {
	for _, id := range ids {
		if _, ok := e.sources[id]; !ok {
			return e.unknown("source", id, slices.Collect(maps.Keys(e.sources)))
		}
	}
	return nil
}

// mayAsk refuses a list by what the desk does not have. A source that was
// removed is still asked for by what it brought.
func (e *edition) mayAsk(ask control.ItemsAsk) error {
	if ask.Theme != "" {
		if err := e.hasTheme(ask.Theme); err != nil {
			return err
		}
	}
	if ask.Tag != "" {
		if err := e.hasTag(ask.Tag); err != nil {
			return err
		}
	}
	if _, held := e.remembered[ask.Source]; ask.Source != "" && !held {
		return e.hasSources([]string{ask.Source})
	}
	return nil
}
