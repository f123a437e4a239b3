package news

// Desk is who publishes: the heads of all feeds and pages.
type Desk struct {
	Title     string
	BaseURL   string // absolute, without a slash at its end
	Authority string // of every id: a domain, a comma, a year (RFC 4151)
	Language  string // de, en or ko: of pages and of what the desk itself says
	Author    Person
}
