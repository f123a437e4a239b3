package config

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// WriteSources is sources as they stand in feeds.yaml: the entries of a list,
// indented as asked. Only keys that Enlist sets are written.
func WriteSources(sources []Source, indent int, lineEnd string) string {
	var b strings.Builder
	before := strings.Repeat(" ", indent)
	for _, s := range sources {
		write := func(lead, key, value string) {
			b.WriteString(before + lead + key + ": " + value + lineEnd)
		}
		write("- ", "id", scalar(s.ID))
		write("  ", "title", scalar(s.Title))
		write("  ", "url", scalar(s.URL))
		if s.Language != "" {
			write("  ", "language", scalar(s.Language))
		}
		if len(s.Tags) > 0 {
			tags := make([]string, len(s.Tags))
			for n, tag := range s.Tags {
				tags[n] = scalar(tag)
			}
			write("  ", "tags", "["+strings.Join(tags, ", ")+"]")
		}
	}
	return b.String()
}

// plainScalar is text that YAML takes for itself wherever it stands here: the
// file's reader leaves words such as no and 010 as they are.
var plainScalar = regexp.MustCompile(`^(?:[\pL\pN][\pL\pN ._/()&+|'’–-]*[\pL\pN)]|[\pL\pN]|https?://[A-Za-z0-9._~/?&=%+;@!$()*:-]*[A-Za-z0-9/=])$`)

// scalar is text as one value of YAML, in quotes where it needs them.
func scalar(s string) string {
	if plainScalar.MatchString(s) && !strings.EqualFold(s, "null") {
		return s
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b) // what JSON quotes, YAML 1.2 reads
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // no string makes it fail
	}
	return strings.TrimSpace(b.String())
}
