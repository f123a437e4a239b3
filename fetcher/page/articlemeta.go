package page

import (
	"fmt"
	"strings"
)

// spot is where one thing is told: a selector, a label, or neither.
type spot struct {
	selector *selector
	labels   []string
}

// spots are those of Meta, compiled.
type spots struct{ title, date, image, author, source, country, category spot }

// CheckMeta says what is wrong with the places of an article's meta data, nil
// when they can be used.
func CheckMeta(m Meta) error {
	_, err := m.compile()
	return err
}

func (m Meta) compile() (spots, error) {
	var s spots
	var wrong []string
	for _, one := range []struct {
		key, text string
		to        *spot
		labels    []string
	}{
		{"title", m.Title, &s.title, nil},
		{"date", m.Date, &s.date, dateLabels()},
		{"image", m.Image, &s.image, nil},
		{"author", m.Author, &s.author, authorLabels()},
		{"source", m.Source, &s.source, sourceLabels()},
		{"country", m.Country, &s.country, countryLabels()},
		{"category", m.Category, &s.category, themeLabels()},
	} {
		one.to.labels = one.labels
		if label, ok := strings.CutSuffix(strings.TrimSpace(one.text), ":"); ok {
			one.to.labels = []string{labelled(label)}
			continue
		}
		if one.text == "" {
			continue
		}
		var err error
		if one.to.selector, err = parse(one.text); err == nil && (one.to.selector.self || one.to.selector.after) {
			err = fmt.Errorf("selector %q has to select an element of the page", one.text)
		}
		if err != nil {
			wrong = append(wrong, one.key+": "+err.Error())
		}
	}
	if len(wrong) > 0 {
		return s, fmt.Errorf("meta of articles: %s", strings.Join(wrong, "; "))
	}
	return s, nil
}
