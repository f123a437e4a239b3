package config

import (
	"fmt"
	"regexp"
	"strings"
)

// named is one entry of sources, tags or themes, by what it is called.
type named struct {
	path string
	id   string
	was  []string
}

// checkIDs checks that each entry has an id, well formed and its own, and that
// no earlier id is still, or twice, in use.
func (r *reading) checkIDs(what string, all []named) {
	now := make(map[string]named)
	for _, n := range all {
		at := n.path + ".id"
		switch first, taken := now[n.id]; {
		case n.id == "":
			r.wrong(at, "missing", "every "+what+" has an id of lower-case letters, digits and hyphens, which never changes")
		case !r.checkForm(at, n.id):
		case taken:
			r.wrong(at, fmt.Sprintf("%s is the id of %s already", quoted(n.id), first.path), "every "+what+" has its own")
		default:
			now[n.id] = n
		}
	}
	before := make(map[string]string)
	for _, n := range all {
		for i, id := range n.was {
			at := fmt.Sprintf("%s.was[%d]", n.path, i)
			switch {
			case !r.checkForm(at, id):
			case now[id].path == n.path && n.path != "":
				r.wrong(at, quoted(id)+" is its own id", "was lists the ids it had before")
			case now[id].path != "":
				r.wrong(at, fmt.Sprintf("%s is still the id of %s", quoted(id), now[id].path), "an id in was is no longer in use")
			case before[id] != "":
				r.wrong(at, fmt.Sprintf("%s is carried on by %s already", quoted(id), before[id]), "one "+what+" carries on an earlier one")
			default:
				before[id] = n.path
			}
		}
	}
}

const longestID = 64

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// checkForm checks the form of an id.
func (r *reading) checkForm(path, id string) bool {
	if idForm.MatchString(id) && len(id) <= longestID {
		return true
	}
	hint := "use lower-case letters, digits and single hyphens, at most 64"
	if like := asID(id); like != "" && len(like) <= longestID {
		hint = "write " + like
	}
	r.wrong(path, quoted(id)+" is not an id", hint)
	return false
}

// asID is the id somebody may have meant: "Korea Bildung" is korea-bildung.
func asID(s string) string {
	s = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(s))
	var id strings.Builder
	for _, c := range s {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			id.WriteRune(c)
		case id.Len() > 0 && !strings.HasSuffix(id.String(), "-"):
			id.WriteByte('-')
		}
	}
	return strings.Trim(id.String(), "-")
}
