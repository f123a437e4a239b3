package page

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/korean"
)

// decode returns the page as UTF-8. What is valid UTF-8 and not ASCII is UTF-8
// whatever it is declared to be: no other encoding looks like it by chance.
// Else the byte order mark, the header and the page itself are asked, in this
// order; a page in Korean that says nothing is in the Korean code page.
func decode(markup []byte, contentType, language string) string {
	if whole := bytes.TrimPrefix(markup, []byte("\xEF\xBB\xBF")); valid(whole) && bytes.IndexByte(whole, 0) < 0 {
		return string(whole)
	}
	encoding, name, certain := charset.DetermineEncoding(markup, header(contentType))
	if name == "windows-1252" || name == "utf-8" {
		// A server's unasked default, or plainly wrong: the page may know better.
		if own, ownName, _ := charset.DetermineEncoding(markup, ""); ownName != "windows-1252" && ownName != "utf-8" {
			encoding, name = own, ownName
		}
	}
	switch {
	case cp949(contentType), cp949(string(markup[:min(len(markup), 1024)])):
		encoding = korean.EUCKR // which is the whole code page 949 here
	case !certain && strings.HasPrefix(strings.ToLower(language), "ko"):
		encoding = korean.EUCKR
	case name == "utf-8":
		return strings.ToValidUTF8(string(markup), "\uFFFD")
	}
	out, err := encoding.NewDecoder().Bytes(markup)
	if err != nil {
		return strings.ToValidUTF8(string(markup), "\uFFFD")
	}
	return strings.TrimPrefix(string(out), "\uFEFF")
}

// valid is utf8.Valid, forgiving a last character that was cut in two.
func valid(b []byte) bool {
	for range utf8.UTFMax {
		if utf8.Valid(b) {
			return true
		}
		if len(b) == 0 || b[len(b)-1] < utf8.RuneSelf {
			return false
		}
		b = b[:len(b)-1]
	}
	return false
}

// header is the content type as the library can read it: a wrong parameter
// must not hide the charset beside it.
func header(contentType string) string {
	if _, _, err := mime.ParseMediaType(contentType); err == nil {
		return contentType
	}
	_, label, ok := strings.Cut(strings.ToLower(contentType), "charset=")
	if !ok {
		return ""
	}
	if at := strings.IndexAny(label, "; ,"); at >= 0 {
		label = label[:at]
	}
	return "text/html; charset=" + strings.Trim(label, `"'`)
}

// cp949 reports whether s names the Korean code page as only Korea does.
func cp949(s string) bool {
	s = strings.ToLower(s)
	for _, label := range []string{"charset=cp949", "charset=ms949", `charset="cp949`, `charset="ms949`, "charset=uhc", "charset=x-windows-949"} {
		if strings.Contains(s, label) {
			return true
		}
	}
	return false
}
