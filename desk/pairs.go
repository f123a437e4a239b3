package desk

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store/story"
)

// PairReport is how well the desk tells one story from two, measured on pairs
// whose answer is known.
type PairReport struct {
	Pairs     int        `json:"pairs"`
	Same      int        `json:"same"` // pairs that are one story
	Found     int        `json:"found"`
	Wrong     int        `json:"wrong"`  // joined, and two stories
	Unsure    int        `json:"unsure"` // proposed to an editor, not joined
	Precision float64    `json:"precision"`
	Recall    float64    `json:"recall"`
	F1        float64    `json:"f1"`
	Misses    []PairMiss `json:"misses"` // by kind
}

// PairMiss is a pair that was decided wrongly.
type PairMiss struct {
	ID       string    `json:"id"`
	Kind     string    `json:"kind"`
	Same     bool      `json:"same"`
	Decision string    `json:"decision"`
	Why      string    `json:"why"`
	Titles   [2]string `json:"titles"`
}

type labelledPair struct {
	ID   string       `json:"id"`
	A    labelledSide `json:"a"`
	B    labelledSide `json:"b"`
	Same *bool        `json:"same"`
	Kind string       `json:"kind"`
}

type labelledSide struct {
	Title     string `json:"title"`
	Summary   string `json:"summary"`
	URL       string `json:"url"`
	Published string `json:"published"`
}

func (s labelledSide) telling() story.Telling {
	return story.Telling{
		Title: strings.TrimSpace(text.Plain(news.Raw{Markup: s.Title, Kind: news.HTML})),
		Text:  text.Plain(news.Raw{Markup: s.Summary, Kind: news.HTML}),
		Link:  story.Address(s.URL), Published: labelledDate(s.Published),
	}
}

func labelledDate(s string) time.Time {
	for _, form := range []string{time.RFC3339, time.RFC1123Z, time.RFC1123} {
		if t, err := time.Parse(form, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// ComparePairs measures the decision on labelled pairs, a JSON object a line
// with the fields a, b and same (and id and kind, for the report).
func ComparePairs(labels io.Reader) (PairReport, error) {
	r := PairReport{Misses: []PairMiss{}}
	lines := bufio.NewScanner(labels)
	lines.Buffer(nil, 4<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var p labelledPair
		if err := json.Unmarshal(lines.Bytes(), &p); err != nil {
			return r, fmt.Errorf("line %d: %w", n, err)
		}
		if p.Same == nil {
			return r, fmt.Errorf("line %d: no field same: is it true or false that a and b are one story?", n)
		}
		r.add(p)
	}
	r.rate()
	return r, lines.Err()
}

func (r *PairReport) add(p labelledPair) {
	m := story.Compare(p.A.telling(), p.B.telling())
	r.Pairs++
	if *p.Same {
		r.Same++
	}
	joined := m.Decision == story.Same
	switch {
	case joined && *p.Same:
		r.Found++
	case joined:
		r.Wrong++
	}
	if m.Decision == story.Unsure {
		r.Unsure++
	}
	if joined != *p.Same {
		r.Misses = append(r.Misses, PairMiss{ID: p.ID, Kind: p.Kind, Same: *p.Same, Decision: m.Decision.String(), Why: m.Why,
			Titles: [2]string{text.Line(p.A.Title), text.Line(p.B.Title)}})
	}
}

func (r *PairReport) rate() {
	ratio := func(n, of int) float64 {
		if of == 0 {
			return 1
		}
		return float64(n) / float64(of)
	}
	r.Precision, r.Recall = ratio(r.Found, r.Found+r.Wrong), ratio(r.Found, r.Same)
	r.F1 = ratio(2*r.Found, 2*r.Found+r.Wrong+r.Same-r.Found)
	slices.SortStableFunc(r.Misses, func(a, b PairMiss) int { return strings.Compare(a.Kind, b.Kind) })
}

// String is the report as a person reads it.
func (r PairReport) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pairs, %d of them one story: precision %.3f, recall %.3f, F1 %.3f; %d left to an editor\n",
		r.Pairs, r.Same, r.Precision, r.Recall, r.F1, r.Unsure)
	for _, m := range r.Misses {
		verdict := "missed"
		if !m.Same {
			verdict = "joined wrongly"
		}
		fmt.Fprintf(&b, "%s: %s: %s: %s (%s)\n  %s\n  %s\n", m.Kind, m.ID, verdict, m.Decision, m.Why, m.Titles[0], m.Titles[1])
	}
	return strings.TrimRight(b.String(), "\n")
}
