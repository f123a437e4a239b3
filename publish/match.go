package publish

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// unchanged reports whether a reader has what would be sent: by its entity
// tags, or, only when it sends none, by its date (RFC 9110, section 13.2.2).
func unchanged(r *http.Request, have []string, tag string, changed time.Time) bool {
	if len(have) > 0 {
		return matches(have, tag)
	}
	since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
	return err == nil && !changed.IsZero() && !changed.After(since)
}

// matches reports whether lists of entity tags name a tag, compared weakly
// (RFC 9110, sections 8.8.3.2 and 13.1.2), or are "*".
func matches(lists []string, tag string) bool {
	for _, list := range lists {
		list = strings.TrimSpace(list)
		if list == "*" {
			return true
		}
		for list != "" {
			list = strings.TrimLeft(list, " \t,")
			list = strings.TrimPrefix(list, "W/")
			if !strings.HasPrefix(list, `"`) {
				_, list, _ = strings.Cut(list, ",")
				continue
			}
			end := strings.IndexByte(list[1:], '"')
			if end < 0 {
				break
			}
			if list[:end+2] == tag {
				return true
			}
			list = list[end+2:]
		}
	}
	return false
}

// accepts reads Accept-Encoding (RFC 9110, section 12.5.3): may the answer be
// in gzip, and may it be plain. Gzip is only said to be welcome where it is at
// least as welcome as plain. Who refuses both is given plain.
func accepts(headers []string) (packed, plain bool) {
	if len(headers) == 0 {
		return false, true
	}
	gzip, identity, rest := -1.0, -1.0, -1.0
	for _, header := range headers {
		for part := range strings.SplitSeq(header, ",") {
			coding, params, _ := strings.Cut(part, ";")
			coding = strings.TrimSpace(coding)
			switch q := quality(params); {
			case strings.EqualFold(coding, "gzip"), strings.EqualFold(coding, "x-gzip"):
				gzip = max(gzip, q)
			case strings.EqualFold(coding, "identity"):
				identity = max(identity, q)
			case coding == "*":
				rest = max(rest, q)
			}
		}
	}
	if gzip < 0 {
		gzip = max(rest, 0)
	}
	plain = identity > 0 || identity < 0 && rest != 0
	return gzip > 0 && gzip >= identity, plain
}

// quality is the q of a coding: 1 where none is given, 0 where it is not to be
// understood.
func quality(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		name, value, ok := strings.Cut(p, "=")
		if ok && strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil || !(q >= 0 && q <= 1) {
				return 0
			}
			return q
		}
	}
	return 1
}
