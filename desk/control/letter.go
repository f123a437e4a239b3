package control

// DigestAsk asks for a digest of a theme.
type DigestAsk struct {
	Theme string `json:"theme"`
	Since string `json:"since"` // 7d, 12h or an RFC 3339 date
}

// Digest is what entered a theme, for a newsletter.
type Digest struct {
	HTML  string `json:"html"`
	Text  string `json:"text"`
	Items int    `json:"items"`
}
