package tagger

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"

	"koreadesk/news"
)

// codeVersion counts changes of the code that change decisions.
const codeVersion = "6"

// ownWeight is the weight of a tag's own terms: enough for a tag by one of
// them, in the title or at the beginning of the text.
const ownWeight = 0.6

// Tagger decides by one set of rules. It never changes and is safe for
// concurrent use.
type Tagger struct {
	books   []*book
	finder  *automaton
	byWord  [][]*term // word of the automaton -> the terms so spelled
	cues    int
	rules   string
	sourced map[string]bool // every tag there is
}

// New compiles tags with their vocabularies. A vocabulary is the name of a
// built-in one or a path that read opens; read may be nil where there are only
// built-in ones. An error names file, line and word.
func New(tags []news.Tag, read func(path string) ([]byte, error)) (*Tagger, error) {
	raw, err := builtin.ReadFile("vocabulary/" + countriesFile + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("vocabulary %s: %w", countriesFile, err)
	}
	countries, err := readCountries(countriesFile, raw)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%s\n%x\n", codeVersion, sha256.Sum256(raw))
	c := &compiler{cues: make(map[string]int), learned: make(map[string]*learned)}
	t := &Tagger{sourced: make(map[string]bool)}
	for n, tag := range tags {
		b, v := &book{tag: tag.ID}, &Vocabulary{Threshold: 0.5, Leads: 0.5, Once: 1}
		if tag.Vocabulary != "" {
			var file []byte
			if v, file, err = load(tag.Vocabulary, read); err != nil {
				return nil, fmt.Errorf("tag %s: %w", tag.ID, err)
			}
			fmt.Fprintf(sum, "%x\n", sha256.Sum256(file))
			for _, base := range v.bases {
				fmt.Fprintf(sum, "%x\n", sha256.Sum256(base))
			}
		}
		fmt.Fprintf(sum, "%q %q %q %q\n", tag.ID, tag.Vocabulary, tag.Categories, tag.Terms)
		if err := c.add(n, b, v, countries); err != nil {
			return nil, fmt.Errorf("tag %s: vocabulary %s: %w", tag.ID, tag.Vocabulary, err)
		}
		if err := c.own(n, b, tag); err != nil {
			return nil, err
		}
		if v.Learned != nil {
			if err := c.learn(b, v.Learned, read, sum); err != nil {
				return nil, fmt.Errorf("tag %s: vocabulary %s: %w", tag.ID, tag.Vocabulary, err)
			}
		}
		t.books = append(t.books, b)
		t.sourced[tag.ID] = true
	}
	if err := t.opponents(c, sum); err != nil {
		return nil, err
	}
	t.rules = hex.EncodeToString(sum.Sum(nil))[:12]
	t.cues = len(c.cues)
	t.index(c.terms)
	return t, nil
}

// opponents adds the vocabularies that tags compete against, each once.
func (t *Tagger) opponents(c *compiler, sum io.Writer) error {
	had := make(map[string]bool)
	for _, b := range t.books {
		if b.against == "" || had[b.against] {
			continue
		}
		had[b.against] = true
		v, file, err := load(b.against, nil)
		if err != nil {
			return fmt.Errorf("tag %s: against: %w", b.tag, err)
		}
		fmt.Fprintf(sum, "%x\n", sha256.Sum256(file))
		o := &book{tag: b.against, silent: true}
		if err := c.add(len(t.books), o, v, nil); err != nil {
			return fmt.Errorf("vocabulary %s: %w", b.against, err)
		}
		o.family = b.family
		t.books = append(t.books, o)
	}
	return nil
}

// own adds a tag's own terms and labels to its book.
func (c *compiler) own(n int, b *book, tag news.Tag) error {
	var words []Word
	for _, w := range tag.Terms {
		if foldWord(w) == "" || foldWord(w) == "*" {
			return fmt.Errorf("tag %s: the term %q is empty", tag.ID, w)
		}
		words = append(words, Word{Text: w})
	}
	if len(words) > 0 {
		if err := c.group(n, b, evidence, Group{Class: "own", Weight: ownWeight, Words: words}); err != nil {
			return err
		}
	}
	b.labels = make(map[string]bool)
	for _, l := range tag.Categories {
		b.labels[foldWord(l)] = true
	}
	return nil
}

// index builds the automaton over the distinct spellings of terms.
func (t *Tagger) index(terms []*term) {
	number := make(map[string]int)
	var words []string
	for _, m := range terms {
		n, ok := number[m.fold]
		if !ok {
			n = len(words)
			number[m.fold] = n
			words = append(words, m.fold)
			t.byWord = append(t.byWord, nil)
		}
		t.byWord[n] = append(t.byWord[n], m)
	}
	t.finder = newAutomaton(words)
}

// Rules is a fingerprint of everything that decides: the tags, their
// vocabularies, the version of the code. Two taggers with the same fingerprint
// decide alike.
func (t *Tagger) Rules() string { return t.rules }

// Tag gives s its tags, in the order of the tags New was given; tags the
// source brings and New did not know come last.
func (t *Tagger) Tag(s Subject) []news.Score {
	r := t.read(s)
	var scores []news.Score
	for _, j := range r.judgeAll(t.books) {
		if j.given && !j.book.silent {
			scores = append(scores, news.Score{Tag: j.book.tag, Score: j.score, Because: j.because()})
		}
	}
	for n, tag := range s.SourceTags {
		if !t.sourced[tag] && !slices.Contains(s.SourceTags[:n], tag) {
			scores = append(scores, news.Score{Tag: tag, Score: 1, Because: []string{sourceReason(tag)}})
		}
	}
	return scores
}

func sourceReason(tag string) string { return string(FieldSource) + ": " + tag }

// Topics are the tags that compete with others for an item, in the order of
// the tags.
func (t *Tagger) Topics() []string {
	var list []string
	for _, b := range t.books {
		if b.family != "" && !b.silent {
			list = append(list, b.tag)
		}
	}
	return list
}
