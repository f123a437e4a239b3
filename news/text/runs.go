package text

import "regexp"

// Runs reports whether a text that may be taken for HTML has a tag with a script
// in an attribute.
func Runs(s string) bool { return scripted.MatchString(s) }

var scripted = regexp.MustCompile(`(?i)<[a-z!/?][^<>]*(?:[\s/"']on[a-z]{2,}\s*=|script\s*:)`)
