package document

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/transform"
)

// decoded is a document as UTF-8, and how it got there.
type decoded struct {
	text  string
	label string
	notes []string
}

// decode turns bytes into text, exactly once. In order of trust: the byte order
// mark, the HTTP header, the document's own declaration, and what the bytes
// look like. A label is believed only where the bytes agree with it.
func decode(body []byte, o Options) (decoded, error) {
	body, packed, err := unpack(body)
	if err != nil {
		return decoded{}, err
	}
	if len(bytes.Trim(body, " \t\r\n\x00\ufeff")) == 0 {
		return decoded{}, refuse(Empty, "the document is empty; ask again later, and check the address if it stays so")
	}
	if what := binary(body); what != "" {
		return decoded{}, refuse(Binary, "the document is "+what+" and not a feed; check the address")
	}
	in := claims(body, o)
	in.packed = packed
	for _, c := range in.candidates() {
		if d, ok := in.try(c); ok {
			return in.finish(d), nil
		}
	}
	return in.finish(in.guess(o)), nil
}

func (in claimed) finish(d decoded) decoded {
	if in.packed {
		d.notes = append(d.notes, "gzip data that was not announced was unpacked")
	}
	text, mended := tidy(d.text)
	d.text = text
	if mended {
		d.notes = append(d.notes, "control characters were taken out")
	}
	return d
}

// sure is the family the octets themselves leave no doubt of, whatever labels
// say: zero bytes do not lie, nor do the letters of EBCDIC.
func (in claimed) sure() string {
	switch {
	case in.wide():
		return "utf-16"
	case in.shape == "ibm037":
		return "ebcdic"
	}
	return ""
}

// candidates are the labels worth trying, the most trusted first.
func (in claimed) candidates() []string {
	var list []string
	add := func(label string) {
		if label == "" {
			return
		}
		switch canonical()[squash(label)] {
		case "gb18030":
			label = "gb18030" // the superset of gb2312, and what is meant
		case "utf-16", "utf-32":
			if in.bom+in.shape == "" {
				return
			}
			label = in.bom + in.shape
		}
		list = append(list, label)
	}
	add(in.bom)
	if sure := in.sure(); sure != "" {
		for _, label := range []string{in.header, in.declared} {
			if family(label) == sure {
				add(label)
			}
		}
		add(in.shape)
		return list
	}
	if in.high == 0 && in.bad == 0 {
		add(escaped(in.body))
	}
	if in.served1252() {
		add(in.declared)
	}
	add(in.header)
	if in.header == "" && in.text && family(in.declared) != "shifted" {
		add("us-ascii")
	}
	add(in.declared)
	if in.utf8 {
		add("utf-8")
	}
	add(in.shape)
	return list
}

// served1252 reports whether the header names the encoding that web servers name
// unasked, ISO-8859-1, while the document itself names another, which its author
// must have known.
func (in claimed) served1252() bool {
	western := lookup("windows-1252")
	if in.header == "" || lookup(in.header) != western || in.bad == 0 {
		return false
	}
	switch family(in.declared) {
	case "korean", "japanese", "chinese", "single":
		return lookup(in.declared) != western
	}
	return false
}

func (in claimed) wide() bool { return in.shape != "" && in.shape != "ibm037" }

// try decodes by label, and says no when the bytes do not agree with it.
func (in claimed) try(label string) (decoded, bool) {
	switch {
	case plainUTF8(label):
		if in.utf8 {
			return decoded{text: string(in.body), label: label, notes: in.unlike(label)}, true
		}
		return decoded{}, false
	case canonical()[squash(label)] == "us-ascii":
		return decoded{text: string(in.body), label: "us-ascii"}, in.utf8 && in.high == 0
	case in.surelyUTF8() && family(label) != "shifted" && family(label) != "ebcdic":
		return decoded{text: string(in.body), label: "utf-8",
			notes: []string{"declared as " + label + ", read as the UTF-8 it is"}}, in.bom == "" || in.bom == "utf-8"
	}
	enc := lookup(label)
	if enc == nil {
		return decoded{}, false
	}
	out, _, err := transform.Bytes(enc.NewDecoder(), in.body)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) && !in.hasReplacement() {
		if d, ok := in.mixed(label, enc); ok {
			return d, true
		}
		if !mostly(out) || !in.multibyte(label) && in.bom == "" {
			return decoded{}, false
		}
		return decoded{text: string(out), label: label, notes: []string{"bytes that are not " + label + " were replaced"}}, true
	}
	return decoded{text: string(out), label: label, notes: in.unlike(label)}, true
}

// hasReplacement reports whether U+FFFD stands in the document itself.
func (in claimed) hasReplacement() bool {
	return in.utf8 && bytes.ContainsRune(in.body, utf8.RuneError)
}

// surelyUTF8 reports whether the bytes can hardly be anything else: text in
// another encoding is not valid UTF-8 twice by accident.
func (in claimed) surelyUTF8() bool { return in.utf8 && in.high >= 2 }

func (in claimed) multibyte(label string) bool {
	switch family(label) {
	case "korean", "japanese", "chinese", "utf-16":
		return true
	}
	return false
}

// unlike notes when the label taken is not the one that was given first.
func (in claimed) unlike(label string) []string {
	given := in.header
	if given == "" {
		given = in.declared
	}
	if given == "" || lookup(given) == lookup(label) || family(given) == "utf-16" {
		return nil
	}
	return []string{"declared as " + given + ", read as " + label}
}

// mostly reports whether decoded text is readable but for a few characters.
func mostly(out []byte) bool {
	bad := bytes.Count(out, []byte("\ufffd"))
	good := 0
	for _, r := range string(out) {
		if r >= 0x80 && r != utf8.RuneError {
			good++
		}
	}
	return bad*20 <= good
}

// measure counts sequences of UTF-8 beyond ASCII, and bytes that are part of
// none. A sequence cut at the very end, as in a truncated document, is neither.
func measure(b []byte) (high, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			high++
		case !utf8.FullRune(b[i:]):
			return high, bad
		default:
			bad++
		}
		i += n
	}
	return high, bad
}
