package document

// Kind is what a document is when it is no feed.
type Kind string

// The kinds of document that are refused.
const (
	Empty    Kind = "empty"
	HTML     Kind = "html"
	NotFeed  Kind = "not a feed"
	TooDeep  Kind = "too deep"
	TooLarge Kind = "too large"
	Binary   Kind = "binary"
)

// Error is why a document was refused. Its text is one sentence that names what
// the document is and what to do next.
type Error struct {
	Kind   Kind
	Reason string
}

func (e *Error) Error() string { return e.Reason }

func refuse(kind Kind, reason string) error { return &Error{Kind: kind, Reason: reason} }
