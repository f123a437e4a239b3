package tagger

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// labelled is one line of a labelled set: an item and what its tags should be.
//
// Two forms of labels are read. The short one has korea, north_korea_only and
// themes (a list of topics, null when nobody labelled them). The general one
// is labels: {"TAG": true or false, "NAME": [tags]}, where a list says which
// of all topics apply, so that every topic not in it is a no.
type labelled struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Summary    string   `json:"summary"`
	Content    string   `json:"content"`
	Language   string   `json:"language"`
	Lang       string   `json:"lang"`
	Source     string   `json:"source"`
	Categories []string `json:"categories"`
	Origin     string   `json:"origin"`
	Group      string   `json:"group"`
	Trap       string   `json:"tag"` // the kind of trap it was written as

	Korea          *bool                      `json:"korea"`
	NorthKoreaOnly *bool                      `json:"north_korea_only"`
	Themes         []string                   `json:"themes"`
	Labels         map[string]json.RawMessage `json:"labels"`
}

func (l *labelled) subject() Subject {
	if l.Language == "" {
		l.Language = l.Lang
	}
	return Subject{
		Title: l.Title, Summary: l.Summary, Content: l.Content,
		Categories: l.Categories, Language: l.Language, Source: l.Source,
	}
}

const (
	koreaTag = "korea"
	northTag = "north-korea"
)

// want is the label of every tag that has one; topics is those of the tags
// that are neither korea nor north-korea.
//
// north_korea_only says yes to north-korea and no to korea. Its absence says
// no to north-korea only for an item that is not about Korea either: what is
// about South Korea may well be about both, and nobody labelled that.
func (l *labelled) want(topics []string) (map[string]bool, error) {
	want := make(map[string]bool)
	all := func(list []string) {
		for _, t := range topics {
			want[t] = slices.Contains(list, t)
		}
	}
	if l.Korea != nil {
		want[koreaTag] = *l.Korea
	}
	if l.NorthKoreaOnly != nil {
		switch {
		case *l.NorthKoreaOnly:
			want[northTag] = true
			want[koreaTag] = false
		case l.Korea != nil && !*l.Korea:
			want[northTag] = false
		}
	}
	if l.Themes != nil {
		all(l.Themes)
	}
	for name, raw := range l.Labels {
		var yes bool
		if err := json.Unmarshal(raw, &yes); err == nil && !bytes.Equal(raw, []byte("null")) {
			want[name] = yes
			continue
		}
		var list []string
		if err := json.Unmarshal(raw, &list); err != nil {
			return nil, fmt.Errorf("item %s: label %q is neither true, false nor a list of tags", l.ID, name)
		}
		if list != nil {
			all(list)
		}
	}
	return want, nil
}

// lineMost is the longest line a labelled set may have, in bytes.
const lineMost = 16 << 20

// readSet calls found for every item of a labelled set in JSON Lines; blank
// lines are skipped. An error names the line, found's among them.
func readSet(set io.Reader, found func(*labelled) error) error {
	scan := bufio.NewScanner(set)
	scan.Buffer(make([]byte, 64<<10), lineMost)
	n := 0
	for scan.Scan() {
		n++
		line := bytes.TrimSpace(scan.Bytes())
		if len(line) == 0 {
			continue
		}
		l := &labelled{}
		if err := json.Unmarshal(line, l); err != nil {
			return fmt.Errorf("line %d: not a JSON object of the expected form: %w", n, err)
		}
		if err := found(l); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	err := scan.Err()
	if errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("line %d is longer than %d MB; every item needs a line of its own", n+1, lineMost>>20)
	}
	return err
}
