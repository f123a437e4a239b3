package config

import (
	"regexp"

	"koreadesk/news"
)

// Token is what stands in the address of a private theme: a secret by its
// name, or written out.
type Token struct{ value news.Secret }

var (
	tokenName = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
	tokenText = regexp.MustCompile(`^[A-Za-z0-9_-]{12,}$`)
)

// UnmarshalText takes a token, or looks one up by its name.
func (t *Token) UnmarshalText(b []byte) error {
	text := string(b)
	if tokenName.MatchString(text) {
		var s Secret
		if err := s.UnmarshalText(b); err != nil {
			return err
		}
		text = s.value.Reveal()
	}
	if !tokenText.MatchString(text) {
		return trouble{"is not a token that an address can carry and nobody guesses", "write 12 or more letters, digits, hyphens and underscores, as \"openssl rand -hex 16\" makes them"}
	}
	t.value = news.NewSecret(text)
	return nil
}

// MarshalText does not tell the token.
func (t Token) MarshalText() ([]byte, error) { return []byte(t.value.String()), nil }

// Equal reports whether both are the same token, or none.
func (t Token) Equal(other Token) bool { return t.value.Equal(other.value) }
