package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// abbreviated reports whether the full stop behind s belongs to its last word
// and not to a sentence. Head is the first rune of what follows.
func abbreviated(s string, head rune) bool {
	word := lastWord(s)
	if word == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Hangul, lastRune(word)):
		return false // 했다. 해요.
	case unicode.IsDigit(first) && digits(word):
		// 27. März, 3. Platz, 2026. 11. 22.; a year at the end of a sentence
		// has four digits and is not followed by a number.
		return len(word) < 3 || unicode.IsDigit(head)
	case utf8.RuneCountInString(word) == 1:
		return unicode.IsLetter(first) // z. B., J. Kim
	case strings.ContainsRune(word, '.'):
		return shortParts(word) // U.S., z.B., e.g., Ph.D
	case roman(word):
		return true // Friedrich II.
	}
	word = strings.ToLower(word)
	return abbreviation(word) || counted(word) && (unicode.IsDigit(head) || roman(string(head)))
}

// lastWord is what stands between the last blank, bracket or hyphen of s and
// its end.
func lastWord(s string) string {
	at := strings.LastIndexFunc(s, func(r rune) bool {
		return blank(r) || strings.ContainsRune("(\"„“”‚‘’»«[/-–—", r)
	})
	if at < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[at:])
	return s[at+size:]
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func digits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// shortParts reports whether the parts of a word between its full stops are
// short enough for an abbreviation; "www.example.org" has longer ones.
func shortParts(word string) bool {
	for part := range strings.SplitSeq(word, ".") {
		if utf8.RuneCountInString(part) > 3 || digits(part) {
			return false
		}
	}
	return true
}

// roman reports whether word is a small Roman number.
func roman(word string) bool {
	return word != "" && strings.Trim(word, "IVX") == ""
}

// abbreviation reports whether the word, in lower case, is written with a full
// stop wherever it stands.
func abbreviation(word string) bool {
	switch word {
	// German
	case "dr", "prof", "dipl", "ing", "hr", "fr", "hrn", "bzw", "ca", "usw", "etc", "evtl", "ggf", "inkl", "exkl",
		"bspw", "sog", "vgl", "zzgl", "abzgl", "mio", "mrd", "tsd", "bd", "hrsg", "aufl", "geb", "gest", "verh",
		"ev", "kath", "str", "pl", "stellv", "vors", "wiss", "techn", "med", "phil", "rer", "nat", "habil", "jur",
		"pol", "rd", "einschl", "gem", "insb", "insbes", "urspr", "allg", "bes", "betr", "dt", "engl", "frz",
		"kor", "jap", "chin", "amerik", "europ", "internat", "österr", "schweiz", "staatl", "städt", "südkor",
		"nordkor", "tel", "mind", "zit", "gegr", "jh", "jhd", "kgl", "lfd", "lt", "ltd", "röm", "sen", "jun":
		return true
	// English
	case "mr", "mrs", "ms", "messrs", "st", "vs", "gen", "gov", "rep", "col", "sgt", "capt", "cmdr", "adm",
		"rev", "hon", "pres", "dept", "est", "approx", "al", "cf", "resp", "assn", "bros", "mt", "ft", "maj",
		"lieut", "supt", "univ", "intl", "natl", "jr", "sr", "incl":
		return true
	}
	return false
}

// counted reports whether the word, in lower case, is an abbreviation only in
// front of a number: "No. 5", but "He said no. Then".
func counted(word string) bool {
	switch word {
	case "nr", "no", "nos", "art", "abs", "abb", "tab", "kap", "ziff", "fig", "vol", "pp", "bl", "sec", "ch",
		"jan", "feb", "febr", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "okt", "nov", "dec", "dez",
		"mo", "di", "mi", "do", "sa", "so", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "max", "min", "s":
		return true
	}
	return false
}
