package text

import "testing"

var cuts = []struct {
	name string
	in   string
	max  int
	want string
}{
	{"fits", " Kurz. ", 10, "Kurz."},
	{"nothing", "", 5, ""},
	{"no room", "Kurz.", 0, ""},
	{"less than no room", "Kurz.", -3, ""},
	{"one character", "Kurz.", 1, "…"},
	{"sentence", "Erster Satz steht hier. Zweiter Satz folgt.", 30, "Erster Satz steht hier."},
	{"exactly", "Erster Satz. Zweiter", 12, "Erster Satz."},
	{"words", "Erster Satz der kein Ende findet", 20, "Erster Satz der…"},
	{"word ends where the room ends", "eins zwei drei", 10, "eins zwei…"},
	{"comma before the dots", "eins, zwei, drei vier", 13, "eins, zwei…"},
	{"short first sentence", "Seoul. Die Regierung hat am Montag ein sehr langes Paket vorgestellt.", 50,
		"Seoul. Die Regierung hat am Montag ein sehr…"},
	{"line", "Überschrift ohne Punkt\nDann kommt ein langer Satz", 30, "Überschrift ohne Punkt"},

	{"German abbreviations", "Es gibt viele, z. B. Seoul und bzw. Busan. Mehr dazu morgen", 50, "Es gibt viele, z. B. Seoul und bzw. Busan."},
	{"not behind z. B.", "Es gibt wirklich viele Orte, z. B. Seoul und Busan", 38, "Es gibt wirklich viele Orte, z. B…"},
	{"titles", "Gestern sprach Prof. Dr. Kim in Köln. Danach Frau Lee", 45, "Gestern sprach Prof. Dr. Kim in Köln."},
	{"not behind a title", "Gestern sprach Prof. Dr. Kim in der Stadt Köln über Energie", 26, "Gestern sprach Prof. Dr…"},
	{"ordinal", "Die Messe beginnt am 27. März in Köln. Sie endet", 42, "Die Messe beginnt am 27. März in Köln."},
	{"not behind an ordinal", "Die Messe beginnt am 27. März in Köln und endet", 28, "Die Messe beginnt am 27…"},
	{"year ends a sentence", "Das Werk entsteht bis 2028. Dann folgt der Ausbau der Halle", 40, "Das Werk entsteht bis 2028."},
	{"number", "Laut Bericht Nr. 5 steigt der Export um 3.5 Prozent. Mehr folgt", 55,
		"Laut Bericht Nr. 5 steigt der Export um 3.5 Prozent."},
	{"quotation", "„Das ist gut!“, sagte sie. „Wirklich?“ Er nickte und ging", 45, "„Das ist gut!“, sagte sie. „Wirklich?“"},
	{"Roman number", "Es war Ludwig II. König von Bayern im Schloss am See", 25, "Es war Ludwig II. König…"},

	{"English abbreviations", "Mr. Kim met Dr. Lee in the U.S. Senate on Monday. They talked", 55,
		"Mr. Kim met Dr. Lee in the U.S. Senate on Monday."},
	{"not behind e.g.", "Many firms, e.g. Samsung and many more of them", 20, "Many firms, e.g…"},
	{"no as a word", "Asked for more, he said no. Then he left the room", 35, "Asked for more, he said no."},
	{"no with a number", "He lives in flat No. 5 near the river bank", 23, "He lives in flat No. 5…"},
	{"name with initial", "The author is J. Kim of Seoul. The book is out now", 35, "The author is J. Kim of Seoul."},
	{"address", "See www.example.org for more. Or call the desk today", 35, "See www.example.org for more."},

	{"Korean", "정부는 27일 계획을 발표했다. 내년에 시작한다. 자세한 내용은 다음과 같다.", 30, "정부는 27일 계획을 발표했다. 내년에 시작한다."},
	{"Korean, polite", "오늘 비가 와요. 내일은 맑아요. 모레는 모르겠어요.", 20, "오늘 비가 와요. 내일은 맑아요."},
	{"Korean date", "회의는 2026. 11. 22. 서울에서 열리며 많은 사람이 온다", 18, "회의는 2026. 11. 22…"},
	{"Korean quotation", "그는 \"좋다.\" 라고 말했다. 그리고 모두가 떠났다고 한다", 20, "그는 \"좋다.\" 라고 말했다."},
	{"full width stops", "今日は晴れ。明日は雨。明後日は雪になるでしょう", 14, "今日は晴れ。明日は雨。"},

	{"no blanks", "대한민국정부발표문서", 5, "대한민국…"},
	{"accent", "e\u0301e\u0301e\u0301e\u0301", 4, "e\u0301…"},
	{"family", "ab👩\u200D👩\u200D👧cdef", 6, "ab…"},
	{"flags", "🇰🇷🇩🇪🇰🇷", 4, "🇰🇷…"},
	{"jamo", "\u1112\u1161\u11ab\u1112\u1161\u11ab", 5, "\u1112\u1161\u11ab…"},
	{"character longer than the room", "e\u0301\u0302\u0303\u0304", 3, "…"},
}

func TestCut(t *testing.T) {
	for _, c := range cuts {
		t.Run(c.name, func(t *testing.T) {
			if got := Cut(c.in, c.max); got != c.want {
				t.Errorf("Cut(%q, %d) = %q, want %q", c.in, c.max, got, c.want)
			}
		})
	}
}
