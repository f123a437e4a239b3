package control

import (
	"time"

	"koreadesk/tagger"
)

// PlanAsk names the configuration that is to be compared with what is held.
type PlanAsk struct {
	Config string `json:"config"` // absolute path; read where the desk runs
}

// PlanLine is an item that would change its themes or its tags.
type PlanLine struct {
	ID        string      `json:"id"`
	Title     string      `json:"title"`
	Source    string      `json:"source"`
	Published *time.Time  `json:"published"`
	Enters    []PlanTheme `json:"enters"`
	Leaves    []PlanTheme `json:"leaves"`
	Gains     []ItemTag   `json:"gains"`
	Loses     []PlanLoss  `json:"loses"`
}

// PlanTheme is a theme an item would enter or leave, and why.
type PlanTheme struct {
	Theme string `json:"theme"`
	Why   string `json:"why"`
}

// PlanLoss is a tag an item would no longer carry: what the rules find for it
// now, what that comes to, and what took weight from it.
type PlanLoss struct {
	Tag       string   `json:"tag"`
	Score     float64  `json:"score"`
	Threshold float64  `json:"threshold"` // 0: there is no such tag any more
	Because   []string `json:"because"`
}

// PlanSum is a plan as a whole.
type PlanSum struct {
	Items   int         `json:"items"`   // looked at
	Changed int         `json:"changed"` // of these
	Waiting int         `json:"waiting"` // not settled yet under the rules in force: not compared
	Themes  []PlanCount `json:"themes"`  // as configured, then those that would go
	Tags    []PlanCount `json:"tags"`
	Same    bool        `json:"same"` // the rules are those in force
	Took    int64       `json:"took_ns"`

	// Editors is how the rules would do against what editors decided by hand;
	// nil when they decided nothing yet.
	Editors *tagger.Report `json:"editors"`
}

// PlanCount is a theme or a tag before and after.
type PlanCount struct {
	ID     string `json:"id"`
	Before int    `json:"before"`
	After  int    `json:"after"`
	Enters int    `json:"enters"`
	Leaves int    `json:"leaves"`
	Gone   bool   `json:"gone,omitempty"` // no longer configured
}
