package tagger

import (
	"bytes"
	"strings"
)

// rankedBytes is how far behind a name its rank stands: "서울은 올해 8위".
const rankedBytes = 24

// ranked reports whether f, in a Korean text, is some way down a ranking that
// another country or place is named in before it: "덴마크 1위…한국 31위". Who
// opens the title is its subject, as is who rose or fell.
func (j *judgement) ranked(f *finding) bool {
	if !hangulAt(f.text.fold, f.end-1) || f.opensTitle() {
		return false
	}
	rest := f.text.fold[f.stop:min(len(f.text.fold), f.stop+rankedBytes)]
	end := bytes.Index(rest, []byte("위"))
	if end < 1 {
		return false
	}
	number := rest[:end]
	start := len(bytes.TrimRight(number, "0123456789"))
	if rank := string(number[start:]); rank == "" || rank == "1" || bytes.ContainsAny(number[:start], ",;0123456789") {
		return false
	}
	after := strings.TrimLeft(string(f.text.fold[f.stop+end+len("위"):]), " ")
	for _, s := range []string{"로 올", "로 상승", "로 하락", "로 떨어", "로 밀", "로 내려", "로 추락", "로 도약", "로 껑충", "로 뛰", "서 "} {
		if strings.HasPrefix(after, s) {
			return false
		}
	}
	for _, g := range j.found {
		if g.role == elsewhere && !g.out && (g.order < f.order || g.order == f.order && g.start < f.start) && j.named(g, "other country", "other place", "other name", "other person", partner) {
			return true
		}
	}
	return false
}
