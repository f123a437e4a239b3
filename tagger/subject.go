package tagger

// Subject is the text to be decided on. All of it is plain text; fields that
// are not known stay empty.
type Subject struct {
	Title      string
	Summary    string
	Content    string
	Categories []string // labels the source itself gave
	Language   string   // BCP 47, as the source claims; believed only where the text says nothing
	Source     string   // id of the source
	SourceTags []string // tags every item of this source carries
}

// Field is a part of a Subject, as reasons name it.
type Field string

// The fields of a Subject. FieldSource is its source and the tags that brings.
const (
	FieldTitle    Field = "title"
	FieldSummary  Field = "summary"
	FieldContent  Field = "content"
	FieldCategory Field = "category"
	FieldLanguage Field = "language"
	FieldSource   Field = "source"
)
