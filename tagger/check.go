package tagger

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// check names every mistake in the meaning of v.
func (v *Vocabulary) check() error {
	var errs []error
	fail := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if v.Threshold < 0 || v.Threshold > 1 {
		fail("threshold %v is not between 0 and 1", v.Threshold)
	}
	if v.Leads < 0 || v.Leads > v.Threshold {
		fail("leads %v is not between 0 and the threshold", v.Leads)
	}
	if v.Second < v.Threshold || v.Second > 1 {
		fail("second %v is not between the threshold and 1", v.Second)
	}
	if len(v.GivesWay) > 0 && v.Family == "" {
		fail("gives_way names tags of its family, and there is no family")
	}
	if v.Once < 0 || v.Once > 1 {
		fail("once %v is not between 0 and 1", v.Once)
	}
	if len(v.Terms) == 0 {
		fail("there are no terms; without any the tag could never be given")
	}
	for _, code := range slices.Concat(v.Home, v.Partners) {
		if len(code) != 2 || strings.Trim(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
			fail("home and partners: %q is no country; codes are two capitals (ISO 3166-1), as KR", code)
		}
	}
	if l := v.Learned; l != nil && (l.From == "" || l.Tag == "") {
		fail("learned: it needs from, the built-in topics or a file that koreadesk learn made, and tag, one of its tags")
	}
	checkWords(v.Actors, fail)
	checkWords(v.Deeds, fail)
	for n, g := range v.Terms {
		g.check(fmt.Sprintf("terms, group %d", n+1), true, fail)
	}
	for n, g := range v.Masks {
		g.check(fmt.Sprintf("masks, group %d", n+1), false, fail)
	}
	for n, g := range v.Elsewhere {
		g.check(fmt.Sprintf("elsewhere, group %d", n+1), true, fail)
	}
	for n, c := range v.Rules {
		c.check(n+1, fail)
	}
	for _, p := range v.Priors {
		p.check(fail)
	}
	return errors.Join(errs...)
}

func (p Prior) check(fail func(string, ...any)) {
	switch p.Language {
	case "de", "en", "ko":
	case "":
		if len(p.Sources) == 0 {
			fail("prior: it needs a language or sources")
		}
	default:
		fail("prior: unknown language %q; de, en and ko are recognised", p.Language)
	}
	if p.Weight <= 0 || p.Weight >= 1 {
		fail("prior %s: weight %v is not between 0 and 1", strings.Join(append([]string{p.Language}, p.Sources...), " "), p.Weight)
	}
}

// check names the mistakes in one group of words.
func (g Group) check(where string, weighed bool, fail func(string, ...any)) {
	if g.Class != "" {
		where += fmt.Sprintf(" (%s)", g.Class)
	}
	if len(g.Words) == 0 {
		fail("%s: words are missing", where)
		return
	}
	where = fmt.Sprintf("%s: %s", g.Words[0].place(), where)
	if g.Class == "" && weighed {
		fail("%s: class is missing", where)
	}
	if weighed && (g.Weight <= 0 || g.Weight > 1) {
		fail("%s: weight %v is not above 0 and at most 1", where, g.Weight)
	}
	if g.Case != "" && g.Case != "any" && g.Case != "noun" && g.Case != "exact" {
		fail("%s: case %q is neither any nor noun nor exact", where, g.Case)
	}
	if g.Match != "" && g.Match != "inflected" && g.Match != "word" {
		fail("%s: match %q is neither inflected nor word", where, g.Match)
	}
	for _, list := range [][]Word{g.Words, g.Needs, g.Unless, g.Before, g.After, g.NotBefore, g.NotAfter} {
		checkWords(list, fail)
	}
	for _, w := range slices.Concat(g.Before, g.After, g.NotBefore, g.NotAfter) {
		if strings.Contains(w.Text, gap) {
			fail("%s: %q is two words of a sentence; right before or after another stands one", w.place(), w.Text)
		}
	}
}

// check names the mistakes in one rule, the nth.
func (c Context) check(n int, fail func(string, ...any)) {
	if c.Name == "" {
		fail("rule %d has no name; reasons need one", n)
	}
	if len(c.Words) == 0 {
		fail("rule %q has no words, so it never applies", c.Name)
	}
	if c.Factor < 0 || c.Factor > 1 {
		fail("rule %q: factor %v is not between 0 and 1", c.Name, c.Factor)
	}
	if c.Within != "" && c.Within != "item" && c.Within != "sentence" {
		fail("rule %q: within %q is neither item nor sentence", c.Name, c.Within)
	}
	for _, f := range c.Fields {
		if f != string(FieldTitle) && f != string(FieldSummary) && f != string(FieldContent) {
			fail("rule %q: unknown field %q; there are title, summary and content", c.Name, f)
		}
	}
	checkWords(c.Words, fail)
	checkWords(c.When, fail)
	checkWords(c.Keep, fail)
}

func checkWords(words []Word, fail func(string, ...any)) {
	for _, w := range words {
		switch first, second, two := strings.Cut(w.Text, gap); {
		case foldWord(strings.Trim(first, "*@")) == "", two && foldWord(strings.Trim(second, "*")) == "":
			fail("%s: the word %q is empty", w.place(), w.Text)
		case strings.Contains(strings.Trim(first, "*"), "*"), strings.Contains(strings.TrimSuffix(second, "*"), "*"):
			fail("%s: the word %q has a * inside; for two words of one sentence write \"first * second\"", w.place(), w.Text)
		}
	}
}
