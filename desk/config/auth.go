package config

import (
	"net/http"

	"koreadesk/news"
)

// Auth is what a source asks for before it lets anyone in. Every value is the
// NAME of a secret, never the secret itself: that of a file in the folder
// $CREDENTIALS_DIRECTORY (systemd's LoadCredential), else of an environment
// variable, else of a file in /etc/koreadesk/credentials. Secrets are sent to
// the origin (scheme, host, port) of the source's url alone, and a source that
// has any adopts no move.
type Auth struct {
	// Basic names a secret of the form USER:PASSWORD (HTTP basic
	// authentication). Default none.
	Basic Secret `yaml:"basic"`

	// Cookie names a secret that is the whole Cookie header: NAME=VALUE, more of
	// them after "; ". Default none.
	Cookie Secret `yaml:"cookie"`

	// Headers name a secret for each further header that is sent, such as
	// {Authorization: NAME, X-Api-Key: NAME}. Default none.
	Headers map[string]Secret `yaml:"headers"`
}

// access is what the fetcher is handed; nil asks for nothing.
func (a *Auth) access() news.Access {
	if a == nil {
		return news.Access{}
	}
	access := news.Access{Basic: a.Basic.value, Cookie: a.Cookie.value}
	for name, secret := range a.Headers {
		if access.Headers == nil {
			access.Headers = make(map[string]news.Secret)
		}
		access.Headers[http.CanonicalHeaderKey(name)] = secret.value
	}
	return access
}
