package news

// Raw is markup exactly as a source gave it. It is not fit to be shown: it has
// no String method, and only package text makes of its Markup what leaves.
type Raw struct {
	Markup string
	Kind   Kind
	Base   string // absolute address that relative links are resolved against
	Lang   string // BCP 47, "" when unknown
	Cut    bool   // longer than MaxRaw at the source, and cut at a block
}

// MaxRaw is how much markup of one entry the desk keeps, in bytes.
const MaxRaw = 256 << 10

// Kind is how Markup is to be read.
type Kind string

// The kinds of markup a feed can carry.
const (
	PlainText Kind = "text/plain"
	HTML      Kind = "text/html"
	XHTML     Kind = "application/xhtml+xml"
)

// IsZero reports whether there is nothing in it.
func (r Raw) IsZero() bool { return r.Markup == "" }
