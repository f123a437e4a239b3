package document

import "strings"

// person reads an author, contributor or the like: with elements of its own as
// in Atom, or one line as in RSS.
func (r *reader) person(n *node) Person {
	var p Person
	for _, k := range n.kids {
		switch k.key() {
		case "name", "itunes_name", "foaf_name", "rdf_value":
			p.Name = k.words()
		case "email", "itunes_email":
			p.Email = k.words()
		case "uri", "url", "homepage":
			p.URI = r.address(k)
		}
	}
	if p == (Person{}) {
		return personLine(n.words())
	}
	return p
}

// personLine takes "name (email)", "email (name)" and "name <email>" apart.
func personLine(s string) Person {
	at := strings.IndexByte(s, '@')
	if at <= 0 || at == len(s)-1 {
		return Person{Name: s}
	}
	start, end := at, at+1
	for start > 0 && mailByte(s[start-1]) {
		start--
	}
	for end < len(s) && mailByte(s[end]) {
		end++
	}
	email := strings.TrimRight(s[start:end], ".-")
	end = start + len(email)
	if start == at || !strings.Contains(s[at:end], ".") && end != len(s) {
		return Person{Name: s}
	}
	// "?subject=..." belongs to neither.
	tail := s[end:]
	if strings.HasPrefix(tail, "?") {
		if i := strings.IndexAny(tail, " )>"); i >= 0 {
			tail = tail[i:]
		} else {
			tail = ""
		}
	}
	head := strings.TrimSuffix(s[:start], "mailto:")
	name := strings.NewReplacer("()", "", "<>", "", "&lt;&gt;", "", "[]", "").Replace(head + tail)
	name = strings.TrimSpace(name)
	if strings.HasPrefix(name, "(") && (strings.HasSuffix(name, ")") || !strings.Contains(name, ")")) {
		name = strings.TrimSuffix(name[1:], ")")
	}
	if name = strings.Trim(name, "\"' \t\n,-"); strings.Trim(name, "<>()[]") == email {
		name = ""
	}
	return Person{Name: name, Email: email}
}

func mailByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("._+-%!#$'*=", b) >= 0
}

// addPerson appends a person who is not in the list yet and has something to
// be known by.
func addPerson(list *list[Person], p Person) {
	if p == (Person{}) || len(*list) >= 100 {
		return
	}
	for _, q := range *list {
		if q == p {
			return
		}
	}
	*list = append(*list, p)
}
