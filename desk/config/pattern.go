package config

import (
	"errors"
	"regexp"
	"regexp/syntax"
)

// Pattern is a regular expression (RE2) with at least one group; the zero
// Pattern is none.
type Pattern struct{ *regexp.Regexp }

// UnmarshalText compiles a pattern.
func (p *Pattern) UnmarshalText(b []byte) error {
	re, err := regexp.Compile(string(b))
	if err != nil {
		why := "it cannot be read"
		var bad *syntax.Error
		if errors.As(err, &bad) {
			why = bad.Code.String() + ": " + quoted(bad.Expr)
		}
		return trouble{quoted(string(b)) + " is not a regular expression: " + why, "in feeds.yaml put it in single quotes: '/info/([^/?]+)'"}
	}
	if re.NumSubexp() == 0 {
		return trouble{quoted(string(b)) + " has no group", "put round brackets about the part that identifies an article: '/info/([^/?]+)'"}
	}
	p.Regexp = re
	return nil
}

// MarshalText is the pattern as it was written, "" for none.
func (p Pattern) MarshalText() ([]byte, error) {
	if p.Regexp == nil {
		return nil, nil
	}
	return []byte(p.String()), nil
}
