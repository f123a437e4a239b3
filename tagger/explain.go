package tagger

// Explanation is the whole reasoning about one Subject.
type Explanation struct {
	Rules    string      `json:"rules"`    // fingerprint of the rules that were applied
	Language string      `json:"language"` // as found in the text: de, en, ko, or "" when it does not show
	Tags     []Reasoning `json:"tags"`     // every tag there is, given or not, in the order of the tags
}

// Reasoning is why one tag was given or not.
type Reasoning struct {
	Tag       string     `json:"tag"`
	Given     bool       `json:"given"`
	Score     float64    `json:"score"` // 0 to 1, rounded to three places
	Threshold float64    `json:"threshold"`
	Because   []string   `json:"because,omitempty"`
	Behind    string     `json:"behind,omitempty"`   // the stronger tags of its family that it stands behind
	Evidence  []Evidence `json:"evidence,omitempty"` // in the order of the text
}

// Evidence is one word that was found, and what became of it.
type Evidence struct {
	Text   string   `json:"text"` // as it stands in the item
	Term   string   `json:"term"` // as it stands in the vocabulary; of a prior, its note
	Role   string   `json:"role"` // evidence, mask, or elsewhere: speaks for another subject; label, prior: of the item, no word of its text; learned: by what labelled items taught, its share
	Class  string   `json:"class"`
	Field  Field    `json:"field"`
	Nth    int      `json:"nth,omitempty"` // which category
	Start  int      `json:"start"`         // bytes into the field
	End    int      `json:"end"`
	Weight float64  `json:"weight"`          // of the term
	Counts float64  `json:"counts"`          // what was left of it
	Rules  []string `json:"rules,omitempty"` // what took weight from it, in the order applied
}
