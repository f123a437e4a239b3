package story

import (
	"slices"
	"strings"
)

// What turns round what a text says: that it denies it, or tells what is to come.

// denies reports whether one text alone denies something. What a correction
// says not to be, in brackets or a figure ("bis 2028 (nicht 2027)"), is what the
// other text says.
func (c *comparison) denies() bool {
	a, b := c.text.inner()
	return denies(a) != denies(b)
}

func denies(ts []token) bool {
	for n, t := range ts {
		aside := n > 0 && ts[n-1].breaks == '(' || n+1 < len(ts) && ts[n+1].figure
		if denials[t.s] && !aside {
			return true
		}
	}
	return false
}

// without takes out of a title's words the denials that deny nothing of what the
// other title says over the same text: in a clause of their own, of which it has
// no word („Niemals müde“: ...), or of a thing it does not name ("ohne Mast").
func (c *comparison) without(words, title []token, in []bool, other told) []token {
	own, called := make(map[string]bool), told{title: other.title}
	for from := 0; from < len(title); {
		to := from
		for to < len(title)-1 && (title[to].breaks == 0 || title[to].breaks == '~') {
			to++
		}
		to++
		clause := title[from:to]
		shared := slices.Contains(in[from:to], true) || slices.ContainsFunc(clause, func(t token) bool {
			return !grammar[t.s] && slices.ContainsFunc(other.title, func(o token) bool { return o.s == t.s })
		})
		for n, t := range clause {
			if !denials[t.s] {
				continue
			}
			own[t.s] = !shared && to-from > 1 && len(clause) < len(title)
			if of := from + n + lacks[t.s]; lacks[t.s] != 0 && of >= 0 && of < len(title) && !in[of] && !called.says(title[of]) {
				own[t.s] = true
			}
		}
		from = to
	}
	return slices.DeleteFunc(words, func(t token) bool { return own[t.s] })
}

// takesBack reports whether there is a denial among words.
func takesBack(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return denials[t.s] })
}

// planned reports whether a text says that something is still to come.
func planned(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool { return plans[t.s] })
}

// turnedTense reports whether in one place one text speaks of what is to be, and
// the other of what was.
func turnedTense(al alignment) (turned bool) {
	any := func(ts []token, of map[string]bool) bool {
		return slices.ContainsFunc(ts, func(t token) bool { return of[t.s] })
	}
	al.gaps(func(i, endI, j, endJ int) {
		a, b := al.a[i:endI], al.b[j:endJ]
		turned = turned || any(a, present) && any(b, past) || any(a, past) && any(b, present)
	})
	for _, p := range al.pairs {
		a, b := al.a[p[0]], al.b[p[1]]
		turned = turned || !a.upper && !b.upper && (preterite(a.s, b.s) || preterite(b.s, a.s))
	}
	return turned
}

// preterite reports whether a weak German verb in the plural stands in the past
// in b: "tauschen", "tauschten".
func preterite(a, b string) bool {
	return len(b) == len(a)+1 && strings.HasSuffix(b, "ten") && a[:len(a)-2] == b[:len(b)-3] && strings.HasSuffix(a, "en")
}

// reported reports whether a text says that something has been: by a verb of the
// past, whose weak forms are told by their endings.
func reported(ts []token) bool {
	return slices.ContainsFunc(ts, func(t token) bool {
		switch {
		case past[t.s] || perfect[t.s]:
			return true
		case t.upper:
			return false
		case hangul(t.s):
			return slices.ContainsFunc(pastKorean, func(end string) bool { return strings.Contains(t.s, end) })
		}
		return len(t.s) > leastStem && (strings.HasSuffix(t.s, "ed") || strings.HasSuffix(t.s, "te") || strings.HasSuffix(t.s, "ten"))
	})
}

// pastKorean are what verbs of the past end with, before what is said of saying.
var pastKorean = []string{"었다", "았다", "했다", "였다", "됐다", "렸다", "졌다", "쳤다", "났다", "냈다", "왔다", "섰다", "갔다"}

// koreanVerb reports whether a word of Hangul ends as verbs do: no name does.
func koreanVerb(s string) bool {
	if len(s) < 2*len("가") {
		return false
	}
	for _, end := range [...]string{"다", "하고", "하며", "되고", "되며", "했으며", "됐으며", "하는", "되는", "하여", "되어", "하기로"} {
		if strings.HasSuffix(s, end) {
			return true
		}
	}
	return false
}
