package page

import "testing"

func TestGeneric(t *testing.T) {
	for words, want := range map[string]bool{
		"Mehr": true, "Download (PDF, 120 KB)": true, "PDF, 1,2 MB": true, "Download PDF": true, "[pdf 300 kb]": true, "12": true, "(3)": true, "": true,
		"Artikel 3": false, "PDF/A wird zur Norm": false, "ZIP-Archive in Gefahr": false, "Mehr Platz": false, "Jahresbericht (PDF)": false,
	} {
		if got := generic(words); got != want {
			t.Errorf("%q: %t", words, got)
		}
	}
}
