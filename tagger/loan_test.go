package tagger

import "testing"

func TestForeignSound(t *testing.T) {
	for word, want := range map[string]string{
		"스티븐": "스티븐", "윈프리가": "윈프리", "마드리드에서": "마드리드", "타이타닉의": "타이타닉",
		"스마트": "", "마스크를": "", "대통령": "", "강원도": "", "프로그램": "", "아파트": "", "독일": "", "소나무": "",
	} {
		if got := word[:foreignStem([]byte(word))]; got != want {
			t.Errorf("%s: %q sounds foreign, want %q", word, got, want)
		}
	}
}

func TestDetect(t *testing.T) {
	for _, c := range []struct{ text, claim, want string }{
		{"Die Partner prüfen das Verfahren und die Kosten.", "en", "de"},
		{"The partners will test the process for the port.", "de", "en"},
		{"독일 기업과 KAIST, LG CNS가 협력한다", "de", "ko"},
		{"KAIST LG CNS", "de", "de"},
		{"KAIST LG CNS", "ko-KR", ""},
		{"", "en-GB", "en"},
	} {
		if got := detect([]*text{prepare(FieldTitle, 0, c.text)}, c.claim); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestFolding(t *testing.T) {
	for in, want := range map[string]string{
		"Straße\u00a0 in\tKÖLN":   "strasse in köln",
		"Süd\u00adkorea":          "südkorea",
		"Deutsch\u2013Koreanisch": "deutsch-koreanisch",
		"Korea\u2019s":            "korea's",
		"한ㆍ미 ＫＡＩＳＴ":               "한·미 kaist",
		"Su\u0308d":               "süd",
		"Škoda ×":                 "škoda ×",
		"a \n b":                  "a\nb",
	} {
		if got := string(prepare(FieldTitle, 0, in).fold); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
