package document

import "strings"

// documentBase is what references in the document are relative to before any
// xml:base: Content-Location, itself relative to the final address (RFC 3986,
// section 5.1).
func documentBase(o Options) string {
	return resolve(strings.TrimSpace(o.URL), strings.TrimSpace(o.ContentLocation))
}

// parts of a reference (RFC 3986, section 3).
type parts struct {
	scheme, host, path, query, fragment string
	hasHost, hasQuery, hasFragment      bool
}

func dissect(ref string) parts {
	var p parts
	if i := strings.IndexByte(ref, '#'); i >= 0 {
		p.fragment, p.hasFragment, ref = ref[i+1:], true, ref[:i]
	}
	if i := strings.IndexByte(ref, '?'); i >= 0 {
		p.query, p.hasQuery, ref = ref[i+1:], true, ref[:i]
	}
	if s := scheme(ref); s != "" {
		p.scheme, ref = s, ref[len(s)+1:]
	}
	if rest, ok := strings.CutPrefix(ref, "//"); ok {
		p.hasHost = true
		if i := strings.IndexByte(rest, '/'); i >= 0 {
			p.host, ref = rest[:i], rest[i:]
		} else {
			p.host, ref = rest, ""
		}
	}
	p.path = ref
	return p
}

// scheme is what stands before the colon, "" for a relative reference.
func scheme(ref string) string {
	for i := range len(ref) {
		switch c := ref[i]; {
		case c == ':':
			return ref[:i]
		case c|0x20 >= 'a' && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return ""
		}
	}
	return ""
}

func (p parts) String() string {
	var sb strings.Builder
	if p.scheme != "" {
		sb.WriteString(p.scheme + ":")
	}
	if p.hasHost {
		sb.WriteString("//" + p.host)
	}
	sb.WriteString(p.path)
	if p.hasQuery {
		sb.WriteString("?" + p.query)
	}
	if p.hasFragment {
		sb.WriteString("#" + p.fragment)
	}
	return sb.String()
}

// resolve makes a reference absolute (RFC 3986, section 5.2), octet for octet:
// nothing is escaped or normalised but the dots of a path that is merged. What
// is absolute stays as it is, and without a base all does.
func resolve(base, ref string) string {
	if base == "" {
		return ref
	}
	if ref == "" {
		return base
	}
	r, b := dissect(ref), dissect(base)
	if r.scheme != "" {
		// "http:path" is an old form of a relative one (section 5.2.2).
		if r.hasHost || !b.hasHost || !strings.EqualFold(r.scheme, b.scheme) {
			return ref
		}
		r.scheme = ""
	}
	if !b.hasHost && !strings.HasPrefix(b.path, "/") && (b.scheme != "" || b.path == "") {
		return ref // mailto: and the like are no base
	}
	return b.refer(r).String()
}

// refer is the reference r as seen from b.
func (b parts) refer(r parts) parts {
	t := r
	t.scheme = strings.ToLower(b.scheme)
	if r.hasHost {
		t.path = dotless(r.path)
		return t
	}
	t.host, t.hasHost = b.host, b.hasHost
	switch {
	case r.path == "":
		t.path = b.path
		if !r.hasQuery {
			t.query, t.hasQuery = b.query, b.hasQuery
		}
	case r.path[0] == '/':
		t.path = dotless(r.path)
	case b.hasHost && b.path == "":
		t.path = dotless("/" + r.path)
	default:
		t.path = dotless(b.path[:strings.LastIndexByte(b.path, '/')+1] + r.path)
	}
	return t
}

// dotless takes "." and ".." out of a path (RFC 3986, section 5.2.4).
func dotless(path string) string {
	if !strings.Contains(path, "./") && !strings.HasSuffix(path, ".") {
		return path
	}
	rooted := strings.HasPrefix(path, "/")
	var out []string
	steps := strings.Split(strings.TrimPrefix(path, "/"), "/")
	for i, s := range steps {
		last := i == len(steps)-1
		switch s {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	path = strings.Join(out, "/")
	if rooted {
		path = "/" + path
	}
	return path
}

// hierarchical reports whether an address can be a base.
func hierarchical(address string) bool {
	p := dissect(address)
	return p.hasHost || strings.HasPrefix(p.path, "/") || p.scheme == ""
}

// href makes a reference from a document absolute. References that would run
// something are dropped.
func href(base, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	if strings.ContainsAny(ref, "\n\t&") {
		// Addresses are wrapped, and escaped once too often.
		ref = strings.NewReplacer("\n", "", "\t", "", "&amp;", "&").Replace(ref)
	}
	switch said := strings.ToLower(scheme(ref)); said {
	case "http", "https":
		if rest, ok := strings.CutPrefix(ref[len(said):], ":///"); ok {
			ref = said + "://" + strings.TrimLeft(rest, "/") // nobody has no host
		}
	case "javascript", "data", "vbscript", "livescript", "jar":
		return ""
	}
	return resolve(base, ref)
}

// web reports whether an address is an absolute one of the web.
func web(address string) bool {
	p := dissect(address)
	return len(address) <= maxAddress && p.host != "" && (strings.EqualFold(p.scheme, "http") || strings.EqualFold(p.scheme, "https"))
}
