package document

import (
	"testing"
	"time"
)

// What is read to the letter is what would be read piece by piece.
func TestExactDates(t *testing.T) {
	for _, text := range []string{
		"2026-03-10T14:05:30Z", "2026-03-10T14:05:30+09:00", "2026-03-10T14:05:30-03:30", "0099-03-10T14:05:30Z",
		"Tue, 10 Mar 2026 14:05:30 GMT", "Fri, 10 Mar 2026 14:05:30 GMT", "Tue, 10 Mar 2026 14:05:30 +0900", "TUE, 10 mar 2026 14:05:30 -0330",
	} {
		exact, ok := exactDate(text)
		any, _ := anyDate(text, time.UTC)
		if !ok || !exact.Equal(any) || exact.Location() != time.UTC {
			t.Errorf("%q is %v to the letter (%t), %v in pieces", text, exact, ok, any)
		}
	}
	for _, text := range []string{
		"2026-03-10T24:00:00Z", "2026-02-30T14:05:30Z", "2026-03-10 14:05:30Z",
		"Tue, 10 Mar 2026 14:05:30 KST", "Die, 10 Mar 2026 14:05:30 GMT", "Tue, 10 Mar 2026 14:05:60 +0900", "",
	} {
		if exact, ok := exactDate(text); ok {
			t.Errorf("%q is read to the letter, as %v", text, exact)
		}
	}
}
