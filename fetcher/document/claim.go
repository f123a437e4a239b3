package document

import (
	"bytes"
	"mime"
	"strings"

	"golang.org/x/text/transform"
)

// claimed is a document with everything that is said of its encoding.
type claimed struct {
	body     []byte // without a byte order mark
	bom      string // label by byte order mark
	shape    string // label by the zero bytes around the first '<'
	header   string // charset of the HTTP header
	declared string // encoding of the XML declaration
	text     bool   // the media type is text/*: RFC 3023 makes us-ascii the default
	served   bool   // a media type was sent
	utf8     bool   // the bytes are valid UTF-8
	high     int    // sequences of UTF-8 beyond ASCII
	bad      int    // bytes that are no part of one
	packed   bool   // it came as gzip data
}

func claims(body []byte, o Options) claimed {
	in := claimed{body: body}
	in.bom, in.body = mark(body)
	if in.bom == "" {
		in.shape = byZeros(in.body)
	}
	media, params, err := mime.ParseMediaType(o.ContentType)
	if err != nil {
		media, _, _ = strings.Cut(strings.ToLower(o.ContentType), ";")
	}
	in.served = media != ""
	in.text = strings.HasPrefix(strings.TrimSpace(media), "text/")
	in.header = clean(params["charset"])
	if in.header == "" && err != nil {
		in.header = charsetIn(o.ContentType)
	}
	in.declared = declaration(in.body, in.bom+in.shape)
	in.high, in.bad = measure(in.body)
	in.utf8 = in.bad == 0
	return in
}

// charsetIn finds a charset in a header that does not parse.
func charsetIn(header string) string {
	_, after, ok := strings.Cut(strings.ToLower(header), "charset=")
	if !ok {
		return ""
	}
	after = strings.TrimLeft(after, `"' `)
	if i := strings.IndexAny(after, `;"', `); i >= 0 {
		after = after[:i]
	}
	return clean(after)
}

func clean(label string) string {
	return strings.ToLower(strings.Trim(label, "\"' \t\r\n"))
}

// mark splits a byte order mark off.
func mark(b []byte) (label string, rest []byte) {
	for _, m := range []struct{ mark, label string }{
		{"\xef\xbb\xbf", "utf-8"},
		{"\xff\xfe\x00\x00", "utf-32le"},
		{"\x00\x00\xfe\xff", "utf-32be"},
		{"\xff\xfe", "utf-16le"},
		{"\xfe\xff", "utf-16be"},
	} {
		if rest, ok := bytes.CutPrefix(b, []byte(m.mark)); ok {
			return m.label, rest
		}
	}
	return "", b
}

// byZeros knows wide encodings by the zero bytes around '<' or '{' (XML 1.0,
// appendix F).
func byZeros(b []byte) string {
	for len(b) >= 4 && (b[0] == ' ' || b[0] == '\n' || b[0] == '\r') && b[1] != 0 {
		b = b[1:]
	}
	if len(b) < 4 {
		return ""
	}
	first := func(c byte) bool { return c == '<' || c == '{' || c == ' ' || c == '\n' || c == '\r' }
	switch z := [4]bool{b[0] == 0, b[1] == 0, b[2] == 0, b[3] == 0}; {
	case z == [4]bool{true, true, true, false} && first(b[3]):
		return "utf-32be"
	case z == [4]bool{false, true, true, true} && first(b[0]):
		return "utf-32le"
	case z == [4]bool{true, false, true, false} && first(b[1]):
		return "utf-16be"
	case z == [4]bool{false, true, false, true} && first(b[0]):
		return "utf-16le"
	case bytes.HasPrefix(b, []byte{0x4c, 0x6f, 0xa7, 0x94}):
		return "ibm037" // EBCDIC, for reading the declaration
	}
	return ""
}

// declaration is the encoding of the XML declaration, wherever in the first
// kilobyte it stands.
func declaration(b []byte, wide string) string {
	head := b[:min(len(b), 2048)]
	if wide != "" && wide != "utf-8" {
		if enc := lookup(wide); enc != nil {
			if t, _, err := transform.Bytes(enc.NewDecoder(), head[:len(head)&^3]); err == nil {
				head = t
			}
		}
	}
	i := bytes.Index(head, []byte("<?xml"))
	if i < 0 {
		return ""
	}
	head = head[i:]
	end := bytes.IndexByte(head, '>')
	if end < 0 {
		return ""
	}
	_, after, ok := bytes.Cut(head[:end], []byte("encoding"))
	if !ok {
		return ""
	}
	return clean(string(bytes.TrimLeftFunc(after, notLabel)[:labelLength(after)]))
}

// labelLength is how long the label is that begins behind signs and blanks. In
// some encodings the signs around it are not what they look like.
func labelLength(b []byte) int {
	b = bytes.TrimLeftFunc(b, notLabel)
	if i := bytes.IndexFunc(b, notLabel); i >= 0 {
		return i
	}
	return len(b)
}

func notLabel(r rune) bool {
	return !(r < 0x80 && nameByte(byte(r)))
}
