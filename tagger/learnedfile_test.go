package tagger

import (
	"bytes"
	"strings"
	"testing"
)

// Whatever a learned file holds, it is read or refused, and what was read is
// written so that it reads the same.
func FuzzLearned(f *testing.F) {
	f.Add("tags\tx y\nbias\t-1.5 -2.0\nwort\t0+3\n*하나*\t1-12 0+1\n@idw\t1+4\n")
	f.Add("# no tags\nbias\t1\n")
	f.Add("tags\tx\nbias\t1e400\n*\t0+99999999999999999999\n")
	f.Fuzz(func(t *testing.T, file string) {
		l, err := readLearned("fuzz", []byte(file))
		if err != nil {
			return
		}
		var once, twice bytes.Buffer
		if err := l.write(&once); err != nil {
			t.Fatal(err)
		}
		again, err := readLearned("fuzz", once.Bytes())
		if err != nil {
			t.Fatalf("what was written is refused: %v\n%s", err, once.String())
		}
		if err := again.write(&twice); err != nil || !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatalf("%v\n%s\n%s", err, once.String(), twice.String())
		}
		r := &reading{subject: Subject{Title: "Wort " + file, Summary: strings.ToUpper(file), Source: "idw"}}
		r.prepare()
		l.read(r)
	})
}

func TestPieces(t *testing.T) {
	for text, want := range map[string]string{
		"Zu":           "",
		"Bad":          "bad bad*",
		"Müll-AI반도체":   "müll müll* 반도* *반도* *도체* *반도체*",
		"Straße 42":    "strass* *stras* *trass* *rasse* strasse",
		"Batteriewerk": "batteriewerk batter* *iewerk *batte* *atter* *tteri* *terie* *eriew* *riewe* *iewer* *ewerk*",
	} {
		x := prepare(FieldTitle, 0, text)
		var c cutter
		got := map[string]bool{}
		spell(x.fold, func(start, end int, hangul bool) {
			c.cut(x.fold[start:end], hangul, func(piece []byte, _ float64) { got[string(piece)] = true })
		})
		for _, w := range strings.Fields(want) {
			if !got[w] {
				t.Errorf("%s: no piece %q in %v", text, w, got)
			}
			delete(got, w)
		}
		if len(got) > 0 {
			t.Errorf("%s: %v besides", text, got)
		}
	}
}
