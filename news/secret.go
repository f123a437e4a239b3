package news

import (
	"encoding/json"
	"log/slog"
)

// Secret is a text that is sent to where it belongs and shown to nobody: fmt,
// encoding/json and log/slog see the word "secret". The zero Secret is none.
type Secret struct {
	// A pointer, because fmt does not ask the String method of a field it
	// reaches through unexported ones: it then prints an address.
	text *string
}

// NewSecret keeps text; of "" it is none.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{&text}
}

// Reveal is the text itself, for whoever sends it on.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// IsZero reports whether there is none.
func (s Secret) IsZero() bool { return s.text == nil }

// Equal reports whether both are the same text, or none.
func (s Secret) Equal(other Secret) bool {
	return s.IsZero() == other.IsZero() && s.Reveal() == other.Reveal()
}

// String does not tell the text.
func (s Secret) String() string {
	if s.IsZero() {
		return ""
	}
	return "secret"
}

// GoString does not tell the text.
func (s Secret) GoString() string { return "news.Secret(" + s.String() + ")" }

// MarshalJSON does not tell the text.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// LogValue does not tell the text.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }
