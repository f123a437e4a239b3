package news

// Access is what a source asks for before it lets anyone in. It is sent to the
// origin (scheme, host and port) of the source's URL and to no other.
type Access struct {
	Basic   Secret            // user name, colon, password (RFC 7617)
	Cookie  Secret            // the whole value of the Cookie header
	Headers map[string]Secret // further headers, by their canonical name
}

// IsZero reports whether the source is open to everyone.
func (a Access) IsZero() bool {
	return a.Basic.IsZero() && a.Cookie.IsZero() && len(a.Headers) == 0
}

// Robots is what a robots.txt counts for.
type Robots string

// What a robots.txt can count for. RobotsUsual is the default: a feed is
// offered to programs, a page is not.
const (
	RobotsUsual  Robots = ""       // obeyed for list pages and articles, not for feeds
	RobotsObey   Robots = "obey"   // for feeds too
	RobotsIgnore Robots = "ignore" // for nothing
)

// Feeds reports whether a feed is asked for only where robots.txt lets it.
func (r Robots) Feeds() bool { return r == RobotsObey }

// Pages reports whether list pages and articles are.
func (r Robots) Pages() bool { return r != RobotsIgnore }
