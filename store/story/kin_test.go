package story

import "testing"

// A glance must never part what a closer look would join. Of words in two
// scripts the closer look compares octets and knows nothing.
func FuzzBegins(f *testing.F) {
	for _, pair := range [][2]string{
		{"brücke", "brücken"}, {"kooperation", "koperation"}, {"wasserstoff", "wassrestoff"}, {"xasserstoff", "wasserstoff"},
		{"한국", "한국0000000"}, {"국한", "한국"}, {"전자전", "삼전자전"}, {"한국전력", "국한전력"}, {"\u200b한국", "한국"}, {"연구진", "연구진이"}, {"한국전력", "한국전력은"}, {"aasserstoff", "wasserstoff"}, {"awsserstoff", "wasserstoff"}, {"äpfelkuchen", "apfelkuchen"},
	} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if a == "" || b == "" || a == b || hangul(a) != hangul(b) {
			return
		}
		parted := begins(&token{s: a})&begins(&token{s: b}) == 0
		if parted && (inflected(a, b) || slip(a, b)) {
			t.Errorf("%q and %q are parted, but inflected %v, slip %v", a, b, inflected(a, b), slip(a, b))
		}
	})
}
