package config

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/net/http/httpguts"

	"koreadesk/news"
)

// Secret is a secret by its name. What it is called may be shown, what it says
// may not.
type Secret struct {
	Name  string
	value news.Secret
}

// secretName keeps a name inside of its folder, and is not the form of most
// secrets: somebody may have written one here instead of its name.
var secretName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.-]{0,63}$`)

// UnmarshalText looks a secret up by its name.
func (s *Secret) UnmarshalText(b []byte) error {
	name := string(b)
	if !secretName.MatchString(name) {
		return trouble{"is not the name of a secret", "write the name of an environment variable, or of a file in $CREDENTIALS_DIRECTORY, such as VDI_LOGIN; never the secret itself"}
	}
	text, where, err := lookUp(name)
	switch {
	case err != nil:
		return trouble{"the secret " + name + " cannot be read: " + oneLine(err.Error()), "check the owner and mode of the file"}
	case where == "":
		return trouble{"there is no secret " + name, "set the environment variable " + name + " for koreadesk, give systemd LoadCredential=" + name + ":PATH, or write it into " + filepath.Join(packaged, name)}
	case text == "":
		return trouble{"the secret " + name + ", " + where + ", is empty", "write it there, on one line"}
	case !httpguts.ValidHeaderFieldValue(text):
		return trouble{"the secret " + name + ", " + where + ", holds a character no header can carry", "it is one line of text, without control characters"}
	}
	s.Name, s.value = name, news.NewSecret(text)
	return nil
}

// MarshalText is the name.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.Name), nil }

// IsZero reports whether there is none.
func (s Secret) IsZero() bool { return s.Name == "" }

// packaged is the folder that the package's unit gives the service as
// credentials. Root's commands run without the unit and read it themselves.
var packaged = "/etc/koreadesk/credentials"

// lookUp finds a secret: first as a credential, which only this program can
// read, then in the environment, which its children inherit, then where the
// package keeps it. where is "" when it is in none of them. Of its end a line
// break is taken off, as editors add one.
//
// A folder given as a whole, LoadCredential=secret:FOLDER, has its files
// renamed by systemd to secret_NAME (systemd.exec(5)).
func lookUp(name string) (text, where string, err error) {
	if dir := os.Getenv("CREDENTIALS_DIRECTORY"); dir != "" {
		for _, file := range []string{name, "secret_" + name} {
			text, err := line(filepath.Join(dir, file))
			if !os.IsNotExist(err) {
				return text, "a file in $CREDENTIALS_DIRECTORY", err
			}
		}
	}
	if text, ok := os.LookupEnv(name); ok {
		return strings.TrimRight(text, "\r\n"), "an environment variable", nil
	}
	text, err = line(filepath.Join(packaged, name))
	if os.IsNotExist(err) || os.IsPermission(err) { // it is root's
		return "", "", nil
	}
	return text, "a file in " + packaged, err
}

// line is the line that a file of a secret has.
func line(path string) (string, error) {
	b, err := os.ReadFile(path)
	return strings.TrimRight(string(b), "\r\n"), err
}
