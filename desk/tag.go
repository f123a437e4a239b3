package desk

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// given is an item as a program gives it to be tagged.
type given struct {
	ID         json.RawMessage `json:"id"`
	Title      string          `json:"title"`
	Summary    string          `json:"summary"`
	Content    string          `json:"content"`
	Language   string          `json:"language"`
	Source     string          `json:"source"`
	Categories []string        `json:"categories"`
}

// result is what the rules say of it.
type result struct {
	ID    json.RawMessage   `json:"id"`
	Tags  []control.ItemTag `json:"tags"`
	Fault string            `json:"fault,omitempty"` // the rules failed on it
}

// maxLine bounds one line of JSON Lines input, in bytes.
const maxLine = 8 << 20

// TagLines is the tagger as a filter: JSON Lines of items in, their tags with
// reasons out, line by line.
func TagLines(path string, in io.Reader, out io.Writer) error {
	r, err := openRules(path, "")
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), maxLine)
	results := json.NewEncoder(out)
	results.SetEscapeHTML(false)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var g given
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			return fmt.Errorf("tag: line %d is not a JSON object: %w", n, err)
		}
		if err := results.Encode(r.result(g)); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("tag: %w", err)
	}
	return nil
}

// result tags an item that stands in no store.
func (r *rules) result(g given) result {
	if g.ID == nil {
		g.ID = json.RawMessage("null")
	}
	item := news.Item{Title: g.Title, Summary: g.Summary, Language: g.Language, Source: g.Source,
		Body: news.Raw{Markup: g.Content, Kind: news.HTML}}
	for _, c := range g.Categories {
		item.Categories = append(item.Categories, news.Category{Term: c})
	}
	scores, fault := tagged(r.tagger, subject(item, nil))
	return result{ID: g.ID, Tags: itemTags(scores), Fault: fault}
}

// itemTags are tags with their reasons, as commands print them.
func itemTags(scores []news.Score) []control.ItemTag {
	tags := make([]control.ItemTag, len(scores)) // an empty list in JSON, not null
	for n, s := range scores {
		tags[n] = control.ItemTag{ID: s.Tag, Because: s.Because, Score: s.Score}
	}
	return tags
}
