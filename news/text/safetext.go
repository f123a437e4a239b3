package text

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"
)

// text writes a text. As long as nothing in it is invisible its references stay
// as they were written.
func (w *safeWriter) text(s, raw string) {
	clean := norm.NFC.String(visible(s, written, needed))
	if clean != s || strings.HasPrefix(raw, "<") {
		w.out.WriteString(escaper.Replace(clean))
		return
	}
	for {
		i := strings.IndexAny(raw, "<&")
		if i < 0 {
			w.out.WriteString(raw)
			return
		}
		w.out.WriteString(raw[:i])
		n := 1
		switch {
		case raw[i] == '<':
			w.out.WriteString("&lt;")
		case referenceLength(raw[i:]) > 0:
			n = referenceLength(raw[i:])
			w.out.WriteString(reference(raw[i : i+n]))
		case i+1 < len(raw) && wordLength(raw[i:]) == 1:
			w.out.WriteByte('&') // HTML takes it for what it is
		default:
			n = wordLength(raw[i:])
			w.out.WriteString(escaper.Replace(html.UnescapeString(raw[i : i+n])))
		}
		raw = raw[i+n:]
	}
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// reference is a character reference as it means the same in HTML and XML: HTML
// takes the numbers from 128 to 159 for what Windows has there.
func reference(s string) string {
	number, base := strings.TrimSuffix(strings.TrimPrefix(s, "&#"), ";"), 10
	if number[0]|0x20 == 'x' {
		number, base = number[1:], 16
	}
	if n, err := strconv.ParseInt(number, base, 32); err != nil || n < 128 || n > 159 {
		return s
	}
	meant, _ := utf8.DecodeRuneInString(html.UnescapeString(s))
	return fmt.Sprintf("&#x%x;", meant)
}

// wordLength is the length of the ampersand s begins with and of the word behind
// it, which browsers may take for a reference without its semicolon.
func wordLength(s string) int {
	n := 1
	for n < len(s) && (s[n] == '#' || s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	return n
}

// referenceLength is the length of the character reference s begins with, 0
// when it begins with none that HTML knows.
func referenceLength(s string) int {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 || strings.ContainsAny(s[1:end], "&< ") {
		return 0
	}
	if v := html.UnescapeString(s[:end+1]); strings.HasSuffix(v, ";") && v != ";" {
		return 0
	}
	return end + 1
}
