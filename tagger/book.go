package tagger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// book is the compiled vocabulary of one tag.
type book struct {
	tag       string
	family    string
	against   string // the vocabulary it competes against, in its family
	silent    bool   // competes, but is no tag
	threshold float64
	leads     float64  // the threshold of the strongest of a family
	second    float64  // the threshold beside a stronger one of the family
	givesWay  []string // tags of the family that it leaves the item to where they alone stand in the title
	priors    []Prior
	learned   *learned // what labelled items taught; nil is nothing
	column    int      // of this tag in learned
	rules     []rule
	classes   []string        // number -> name
	compounds int             // from so many letters on words are parts of compounds too; 0 is never
	once      float64         // what is left of a country named once
	actors    int             // cue of who acts; -1 is none
	deeds     int             // cue of what stands right before who acts; -1 is none
	home      bool            // knows its own countries: lists and datelines are looked at
	foreign   int             // class of foreign-sounding words
	labels    map[string]bool // folded labels of sources that mean the tag
}

// partner is the class of names that stand beside home ones as partners do:
// an item whose title names them is not for that about them.
const partner = "partner"

// rule is a compiled Context.
type rule struct {
	name     string
	cue      int
	fields   []string
	sentence bool
	classes  []int // empty is all
	when     []ref
	keep     []ref
	passing  bool  // spares finds in the title
	opener   []int // classes of which it spares what opens the title
	factor   float64
}

// class is the number of a class of words, made when it is new.
func (b *book) class(name string) int {
	if n := slices.Index(b.classes, name); n >= 0 {
		return n
	}
	b.classes = append(b.classes, name)
	return len(b.classes) - 1
}

// loans are finds of foreign-sounding words, as this book counts them.
func (b *book) loans(list []find) []find {
	own := make([]find, len(list))
	for n, f := range list {
		m := *f.term
		m.class = b.foreign
		f.term = &m
		own[n] = f
	}
	return own
}

// compiler collects the terms of all books.
type compiler struct {
	terms   []*term
	cues    map[string]int      // list of words -> its number
	learned map[string]*learned // by name of the file
}

// add compiles v as the next book.
func (c *compiler) add(n int, b *book, v *Vocabulary, countries []Country) error {
	b.threshold, b.leads, b.second, b.once, b.priors = v.Threshold, v.Leads, v.Second, v.Once, v.Priors
	b.givesWay = v.GivesWay
	b.home, b.family, b.against = len(v.Home) > 0, v.Family, v.Against
	b.compounds = v.Compounds
	b.actors, b.deeds = -1, -1
	if len(v.Actors) > 0 {
		b.actors = c.cue(v.Actors)
	}
	if len(v.Deeds) > 0 {
		b.deeds = c.cue(v.Deeds)
	}
	for _, g := range v.Terms {
		b.class(g.Class)
	}
	b.foreign = b.class(foreignClass)
	if err := v.twice(); err != nil {
		return err
	}
	if b.home { // before the terms, which may ask for "@other country"
		c.countries(n, b, v, countries)
	}
	for _, g := range v.Elsewhere {
		b.class(g.Class)
	}
	for _, g := range v.Terms {
		if err := c.group(n, b, evidence, g); err != nil {
			return err
		}
	}
	for _, g := range v.Masks {
		if err := c.group(n, b, mask, g); err != nil {
			return err
		}
	}
	for _, g := range v.Elsewhere {
		if err := c.group(n, b, elsewhere, g); err != nil {
			return err
		}
	}
	return c.rules(b, v.Rules)
}

// twice names every word that stands in v a second time.
func (v *Vocabulary) twice() error {
	var errs []error
	seen := make(map[string]Word)
	for _, g := range v.Terms {
		for _, w := range g.Words {
			key := strings.ToLower(w.Text)
			if g.Case == "exact" {
				key = w.Text
			}
			if g.conditional() {
				continue
			}
			if first, ok := seen[key]; ok {
				errs = append(errs, fmt.Errorf("%s: the word %q stands on %s already", w.place(), w.Text, first.place()))
			}
			seen[key] = w
		}
	}
	return errors.Join(errs...)
}

// conditional reports whether the words of g count under conditions only, so
// that the same word may stand in another group under others.
func (g Group) conditional() bool {
	return g.Opens || len(g.Needs)+len(g.Before)+len(g.After) > 0
}

// group compiles the words of one group.
func (c *compiler) group(n int, b *book, r role, g Group) error {
	needs, err := c.refs(b, g.Needs)
	if err != nil {
		return err
	}
	unless, err := c.refs(b, g.Unless)
	if err != nil {
		return err
	}
	for _, w := range g.Words {
		m := &term{
			book: n, role: r, class: b.class(g.Class), weight: g.Weight,
			beside: g.Alone != nil && !*g.Alone, opens: g.Opens, yields: g.Yields, needs: needs, unless: unless,
			before: newAffixes(g.Before), after: newAffixes(g.After),
			nBefore: newAffixes(g.NotBefore), nAfter: newAffixes(g.NotAfter),
		}
		m.spell(w.Text, g.Case == "exact" || g.Case != "any" && capitals(w.Text), g.Match == "word")
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(w.Text, "*"))
		m.noun = g.Case == "noun" && unicode.IsUpper(first)
		if r == evidence && g.Case != "exact" && g.Match != "word" && m.compounds(b.compounds) {
			m.left = true
		}
		c.terms = append(c.terms, m)
	}
	return nil
}

// capitals reports whether a word is written in Latin capitals only, as
// acronyms are; it is then found in capitals only.
func capitals(w string) bool {
	latin := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			latin++
		}
	}
	return latin > 1
}

// countries adds the names of every country that is not home as telling that
// an item is about something else.
func (c *compiler) countries(n int, b *book, v *Vocabulary, all []Country) {
	for _, country := range all {
		if slices.Contains(v.Home, country.Code) {
			continue
		}
		for _, g := range country.groups() {
			class := "other " + g.Class
			if slices.Contains(v.Partners, country.Code) {
				class = partner
			}
			for _, w := range g.Words {
				m := &term{book: n, role: elsewhere, class: b.class(class), weight: g.Weight}
				first, _ := utf8.DecodeRuneInString(w.Text)
				m.spell(w.Text, unicode.IsUpper(first), false)
				c.terms = append(c.terms, m)
			}
		}
	}
}

func (c *compiler) rules(b *book, list []Context) error {
	for _, x := range list {
		r := rule{name: x.Name, fields: x.Fields, sentence: x.Within == "sentence", passing: x.Passing, factor: x.Factor, cue: c.cue(x.Words)}
		for _, name := range x.Classes {
			n := slices.Index(b.classes, name)
			if n < 0 {
				return fmt.Errorf("rule %q: no term has the class %q", x.Name, name)
			}
			r.classes = append(r.classes, n)
		}
		for _, name := range x.Opener {
			n := slices.Index(b.classes, name)
			if n < 0 {
				return fmt.Errorf("rule %q: no term has the class %q", x.Name, name)
			}
			r.opener = append(r.opener, n)
		}
		var errs [2]error
		r.when, errs[0] = c.refs(b, x.When)
		r.keep, errs[1] = c.refs(b, x.Keep)
		if err := errors.Join(errs[:]...); err != nil {
			return fmt.Errorf("rule %q: %w", x.Name, err)
		}
		b.rules = append(b.rules, r)
	}
	return nil
}

// refs compiles a list of words and @classes; the words become one cue.
func (c *compiler) refs(b *book, words []Word) ([]ref, error) {
	var list []ref
	var plain []Word
	for _, w := range words {
		name, isClass := strings.CutPrefix(w.Text, "@")
		if !isClass {
			plain = append(plain, w)
			continue
		}
		n := slices.Index(b.classes, name)
		if n < 0 {
			return nil, fmt.Errorf("%s: no term has the class %q", w.place(), w.Text)
		}
		list = append(list, ref{class: true, n: n})
	}
	if len(plain) > 0 {
		list = append(list, ref{n: c.cue(plain)})
	}
	return list, nil
}

// cue is the number of a list of words whose presence decides something.
func (c *compiler) cue(words []Word) int {
	var key strings.Builder
	for _, w := range words {
		key.WriteString(w.Text)
		key.WriteByte('\n')
	}
	if n, ok := c.cues[key.String()]; ok {
		return n
	}
	n := len(c.cues)
	c.cues[key.String()] = n
	for _, w := range words {
		m := &term{book: -1, role: cue, cue: n}
		plain := strings.Trim(w.Text, "*")
		m.spell(w.Text, plain == strings.ToUpper(plain) && len(plain) <= 5, false)
		c.terms = append(c.terms, m)
	}
	return n
}
