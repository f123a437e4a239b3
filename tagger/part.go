package tagger

import "slices"

// A long built-in vocabulary is divided, so that a place in it is easy to find:
// beside korea.yaml the folder korea holds its words by what they name. Every
// part has the keys of section only; together they are one vocabulary.
type part struct {
	name string // as errors call it: korea/places.yaml
	text []byte
}

// section is what a part of a vocabulary may say.
type section struct {
	Terms     []Group   `yaml:"terms"`
	Masks     []Group   `yaml:"masks"`
	Elsewhere []Group   `yaml:"elsewhere"`
	Rules     []Context `yaml:"rules"`
}

// join puts what p says behind v's own.
func (v *Vocabulary) join(p part) error {
	s := &section{}
	if err := decode(p.name, p.text, s); err != nil {
		return err
	}
	for _, g := range slices.Concat(s.Terms, s.Masks, s.Elsewhere) {
		stand(p.name, g.Words, g.Needs, g.Unless, g.Before, g.After, g.NotBefore, g.NotAfter)
	}
	for _, c := range s.Rules {
		stand(p.name, c.Words, c.When, c.Keep)
	}
	v.Terms = append(v.Terms, s.Terms...)
	v.Masks = append(v.Masks, s.Masks...)
	v.Elsewhere = append(v.Elsewhere, s.Elsewhere...)
	v.Rules = append(v.Rules, s.Rules...)
	return nil
}

// stand notes in words which file they stand in.
func stand(file string, lists ...[]Word) {
	for _, words := range lists {
		for n := range words {
			words[n].File = file
		}
	}
}
