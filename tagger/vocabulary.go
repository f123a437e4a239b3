package tagger

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Vocabulary is what a vocabulary file says of one tag. Unknown and repeated
// keys are errors.
//
// A word is written as it stands in a text, spaces included. It is found as a
// whole word with the endings its language gives it; "Halbleiter*" with any
// ending, "*batterie" with any beginning, "*speicher*" inside any word;
// "schreibt * aus" where the second word follows in the same sentence. Case
// does not matter unless case says so; a word in capitals only is an acronym
// and found in capitals only, unless case is any.
type Vocabulary struct {
	Title     string    `yaml:"title"`
	About     string    `yaml:"about"`     // the policy in a sentence, for the reader of the file
	Extends   string    `yaml:"extends"`   // a built-in vocabulary that this file adds to
	Threshold float64   `yaml:"threshold"` // the score at which the tag is given; 0.5 when absent
	Leads     float64   `yaml:"leads"`     // the score at which the strongest of a family is given when none reaches its threshold; the threshold when absent
	Second    float64   `yaml:"second"`    // the score at which the tag is given beside a stronger one of its family; the threshold when absent
	GivesWay  []string  `yaml:"gives_way"` // tags of its family, "*" for all: where one of them has words in the title, this one, found in the text only, is not given
	Family    string    `yaml:"family"`    // tags of one family compete: an item carries its two strongest
	Compounds int       `yaml:"compounds"` // from so many letters on a word that takes any ending takes any beginning too, as parts of compounds do; never when absent
	Against   string    `yaml:"against"`   // a built-in vocabulary that is no tag but competes in the family: what it is the stronger at carries no tag of it
	Home      []string  `yaml:"home"`      // countries (ISO 3166) whose names are not "elsewhere"
	Partners  []string  `yaml:"partners"`  // countries that are elsewhere in a list, but whose name in a title takes nothing from a find in the text
	Priors    []Prior   `yaml:"priors"`
	Learned   *Learned  `yaml:"learned"` // what labelled items taught
	Once      float64   `yaml:"once"`    // what is left of a country that is named once, and not in the title; 1 when absent
	Actors    []Word    `yaml:"actors"`  // words for who acts: a place or a people named once, and not in the title, is a mention but for a sentence with one of them
	Deeds     []Word    `yaml:"deeds"`   // words right after which stands who acts: under a title about others such a company is no mention
	Borrows   []Borrow  `yaml:"borrows"` // words of a built-in vocabulary that count here too
	Terms     []Group   `yaml:"terms"`
	Masks     []Group   `yaml:"masks"`     // what only looks like a term; the longer find wins
	Elsewhere []Group   `yaml:"elsewhere"` // what tells that the item is about something else
	Rules     []Context `yaml:"rules"`

	bases [][]byte // the files it extends and borrows from
}

// Group is a set of words that share everything but their spelling.
type Group struct {
	Class  string  `yaml:"class"`  // country, place, institution, company, person, ...: what the words name
	Weight float64 `yaml:"weight"` // 0 to 1: how much one find in a title proves
	Words  []Word  `yaml:"words"`
	Case   string  `yaml:"case"`  // exact: as written here; noun: with a capital where one is written here, as German nouns have it, "*Fabrik" in words that begin with one; any; default any for all but acronyms
	Match  string  `yaml:"match"` // inflected (default) or word: no endings at all

	Alone     *bool  `yaml:"alone"`      // false: counts only beside a find of another class
	Opens     bool   `yaml:"opens"`      // counts only where it opens the title, as who acts does
	Yields    bool   `yaml:"yields"`     // loses weight by what points elsewhere in the item
	Needs     []Word `yaml:"needs"`      // counts only when one of these words, or of these @classes, is in the item too
	Unless    []Word `yaml:"unless"`     // does not count when one of these is
	Before    []Word `yaml:"before"`     // counts only right before one of these; "#" is a number, "Aa-aa" a given name of two syllables
	After     []Word `yaml:"after"`      // counts only right after one of these
	NotBefore []Word `yaml:"not_before"` // does not count right before one of these
	NotAfter  []Word `yaml:"not_after"`  // does not count right after one of these
	Note      string `yaml:"note"`       // the trap, for the reader of the file
}

// Context is a rule that takes weight from finds when a word of it is near.
type Context struct {
	Name    string   `yaml:"name"`          // as reasons give it
	Words   []Word   `yaml:"words"`         // any of these in the item
	Within  string   `yaml:"within"`        // item (default), or sentence: as the find
	Fields  []string `yaml:"fields"`        // title, summary, content: where the words must stand; everywhere when absent
	Classes []string `yaml:"classes"`       // of the finds that lose weight; all when absent
	When    []Word   `yaml:"when"`          // the rule works only when one of these words or @classes is in the item
	Keep    []Word   `yaml:"keep"`          // the rule rests when one of these words or @classes is in the item
	Passing bool     `yaml:"passing"`       // the rule takes from finds outside the title only: a title names its subject
	Opener  []string `yaml:"spares_opener"` // of these classes the rule spares what opens the title, and a sentence of the text where it is within one and passing: who stands there acts
	Factor  float64  `yaml:"factor"`        // what is left: 0 is nothing
	Note    string   `yaml:"note"`
}

// Borrow takes the words of one class of a built-in vocabulary, those that need
// no company, as terms of another class: names are written down once.
type Borrow struct {
	From   string  `yaml:"from"`
	Class  string  `yaml:"class"`
	As     string  `yaml:"as"`
	Weight float64 `yaml:"weight"`
	Opens  bool    `yaml:"opens"` // as of a Group
}

// Word is one word of a vocabulary and where it stands, for errors.
type Word struct {
	Text string
	File string // the part of the vocabulary; "" in an undivided one
	Line int    // 0 when it does not come from a file
}

// place is where w stands, as errors say it.
func (w Word) place() string {
	if w.File != "" {
		return fmt.Sprintf("%s, line %d", w.File, w.Line)
	}
	return fmt.Sprintf("line %d", w.Line)
}

// UnmarshalYAML takes any scalar as the text that stands there.
func (w *Word) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: a word is expected here, not a list or a map", n.Line)
	}
	w.Text, w.Line = n.Value, n.Line
	return nil
}

// Prior is what an item's language, its source or both together prove, before
// anything is found that points elsewhere.
type Prior struct {
	Language string   `yaml:"language"` // de, en or ko, as found in the text
	Sources  []string `yaml:"sources"`  // ids of sources, any of them; "gtai*" is every id that begins so
	Except   []string `yaml:"except"`   // ids of sources of which the language proves nothing
	Weight   float64  `yaml:"weight"`
	Note     string   `yaml:"note"`
}

// readVocabulary reads one file and the parts it is divided into; name is what
// errors call it.
func readVocabulary(name string, b []byte, parts ...part) (*Vocabulary, error) {
	v := &Vocabulary{}
	if err := decode(name, b, v); err != nil {
		return nil, err
	}
	for _, p := range parts {
		if err := v.join(p); err != nil {
			return nil, err
		}
	}
	if err := v.extend(); err != nil {
		return nil, fmt.Errorf("vocabulary %s: %w", name, err)
	}
	if err := v.borrow(); err != nil {
		return nil, fmt.Errorf("vocabulary %s: %w", name, err)
	}
	v.Threshold, v.Once = cmp.Or(v.Threshold, 0.5), cmp.Or(v.Once, 1)
	v.Leads, v.Second = cmp.Or(v.Leads, v.Threshold), cmp.Or(v.Second, v.Threshold)
	if err := v.check(); err != nil {
		return nil, fmt.Errorf("vocabulary %s: %w", name, err)
	}
	return v, nil
}

// extend puts the built-in vocabulary that v adds to before v's own words.
func (v *Vocabulary) extend() error {
	if v.Extends == "" {
		return nil
	}
	base, file, err := load(v.Extends, nil)
	if err != nil {
		return fmt.Errorf("extends: %w", err)
	}
	v.bases = append(append(v.bases, file), base.bases...)
	v.Threshold = cmp.Or(v.Threshold, base.Threshold)
	v.Leads = cmp.Or(v.Leads, base.Leads)
	v.Second = cmp.Or(v.Second, base.Second)
	v.Once = cmp.Or(v.Once, base.Once)
	v.Learned = cmp.Or(v.Learned, base.Learned)
	v.Family = cmp.Or(v.Family, base.Family)
	v.Compounds = cmp.Or(v.Compounds, base.Compounds)
	v.Against = cmp.Or(v.Against, base.Against)
	v.GivesWay = append(base.GivesWay, v.GivesWay...)
	v.Home = append(base.Home, v.Home...)
	v.Partners = append(base.Partners, v.Partners...)
	v.Actors = append(base.Actors, v.Actors...)
	v.Deeds = append(base.Deeds, v.Deeds...)
	v.Priors = append(base.Priors, v.Priors...)
	v.Terms = append(base.Terms, v.Terms...)
	v.Masks = append(base.Masks, v.Masks...)
	v.Elsewhere = append(base.Elsewhere, v.Elsewhere...)
	v.Rules = append(base.Rules, v.Rules...)
	return nil
}

// borrow adds the borrowed words to v's terms.
func (v *Vocabulary) borrow() error {
	for _, b := range v.Borrows {
		base, file, err := load(b.From, nil)
		if err != nil {
			return fmt.Errorf("borrows: %w", err)
		}
		v.bases = append(v.bases, file)
		had := len(v.Terms)
		for _, g := range base.Terms {
			if g.Class == b.Class && len(g.Needs) == 0 {
				g.Class, g.Weight, g.Opens = b.As, b.Weight, b.Opens
				v.Terms = append(v.Terms, g)
			}
		}
		if len(v.Terms) == had {
			return fmt.Errorf("borrows: %s has no class %q whose words stand by themselves", b.From, b.Class)
		}
	}
	v.Borrows = nil // a vocabulary that extends this one has them by its terms
	return nil
}

// decode reads strict YAML into v.
func decode(name string, b []byte, v any) error {
	if len(bytes.TrimSpace(b)) == 0 {
		return fmt.Errorf("vocabulary %s: the file is empty; it needs at least terms", name)
	}
	if err := yaml.Load(b, v, yaml.WithKnownFields(), yaml.WithUniqueKeys()); err != nil {
		return fmt.Errorf("vocabulary %s: %s", name, strings.TrimPrefix(err.Error(), "yaml: "))
	}
	return nil
}
