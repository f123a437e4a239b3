package text

import (
	"regexp"
	"strings"
)

// Properties that paint or set text within their own box. Those that move a
// box (position, top, z-index) are not among them: it could cover the page.
var (
	styleProperties = set(strings.Fields(`azimuth background-color border-bottom-color border-collapse border-color
		border-left-color border-right-color border-top-color clear color cursor direction display elevation float
		font font-family font-size font-style font-variant font-weight height letter-spacing line-height overflow
		pause pause-after pause-before pitch pitch-range richness speak speak-header speak-numeral
		speak-punctuation speech-rate stress text-align text-decoration text-indent unicode-bidi vertical-align
		voice-family volume white-space width`))
	drawingProperties = set(strings.Fields(`fill fill-opacity fill-rule stroke stroke-linecap stroke-linejoin
		stroke-opacity stroke-width`))
	// Of properties with many parts, the words and measures each part may be.
	boxWords = set(strings.Fields(`aqua auto black block blue bold both bottom brown center collapse dashed dotted
		fuchsia gray green italic left lime maroon medium navy none normal nowrap olive pointer purple red right
		silver solid teal top transparent underline white yellow !important`))
	boxMeasure = regexp.MustCompile(`^(#[0-9a-fA-F]+|rgb\([0-9]+%?,[0-9]+%?,[0-9]+%?\)|-?[0-9]{0,4}(\.[0-9]{1,3})?(cm|em|ex|in|mm|pc|pt|px|rem|%)?)$`)
	styleLink  = regexp.MustCompile(`(?i)url\s*\([^)]*\)\s*`)
	// A style with any other sign in it, or another function than rgb, is not
	// trusted at all.
	stylePlain  = regexp.MustCompile(`^([-:,;#%.\sa-zA-Z0-9!+]|'[-\s\w]+'|"[-\s\w]+"|rgb\([\d,%.\s]+\))*$`)
	declaration = regexp.MustCompile(`^\s*([-a-zA-Z]+)\s*:\s*([^:]*?)\s*$`)
)

// style is what of a style sheet's declarations is harmless.
func style(s string, drawing bool) string {
	s = styleLink.ReplaceAllString(s, " ")
	if !stylePlain.MatchString(s) {
		return ""
	}
	var kept []string
	for part := range strings.SplitSeq(s, ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		m := declaration.FindStringSubmatch(part)
		if m == nil {
			return ""
		}
		if m[2] != "" && declares(strings.ToLower(m[1]), m[2], drawing) {
			kept = append(kept, m[1]+": "+m[2]+";")
		}
	}
	return strings.Join(kept, " ")
}

// declares reports whether a property may have a value.
func declares(property, value string, drawing bool) bool {
	if styleProperties[property] || drawing && drawingProperties[property] {
		return true
	}
	family, _, _ := strings.Cut(property, "-")
	switch family {
	case "background", "border", "margin", "padding":
	default:
		return false
	}
	for word := range strings.FieldsSeq(value) {
		if !boxWords[word] && !boxMeasure.MatchString(word) {
			return false
		}
	}
	return true
}
