package story

import (
	"strings"

	"koreadesk/news/text"
)

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")

// arena holds the words of a text that are not spelled as they were written.
type arena struct{ strings.Builder }

// spell is a word in the one way it is compared in.
func (a *arena) spell(word string) string {
	ready := true
	for _, r := range word {
		switch {
		case 'a' <= r && r <= 'z', 0xAC00 <= r && r <= 0xD7A3:
		case r < 0x100:
			ready = false
		default:
			return umlauts.Replace(text.Fold(word))
		}
	}
	if ready {
		if same := synonyms[word]; same != "" {
			return same
		}
		return word
	}
	if a.Len() == 0 {
		a.Grow(256)
	}
	from := a.Len()
	for _, r := range word {
		if 'A' <= r && r <= 'Z' || 'À' <= r && r <= 'Þ' && r != '×' {
			r += 'a' - 'A'
		}
		switch r {
		case 'ä':
			a.WriteString("ae")
		case 'ö':
			a.WriteString("oe")
		case 'ü':
			a.WriteString("ue")
		case 'ß':
			a.WriteString("ss")
		case 'ª', 'º', 'µ':
			return umlauts.Replace(text.Fold(word))
		default:
			a.WriteRune(r)
		}
	}
	return a.String()[from:] // what it was spelled in may go; this stays
}
