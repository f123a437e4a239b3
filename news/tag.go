package news

// Tag is a label the desk gives by rule, as feeds.yaml describes it.
type Tag struct {
	ID         string
	Was        []string
	Title      string
	Vocabulary string   // the name of a built-in vocabulary, or the path of a file
	Categories []string // labels of the sources that mean this tag
	Terms      []string // words; a trailing * matches any ending
}

// Score is one tag an item was given: how strongly, and because of what.
type Score struct {
	Tag     string
	Score   float64  // 0 to 1, rounded to three places
	Because []string // one line a reason: field, colon, the words as they stand
}
