package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/korean"
)

// What the page says of its encoding stands against what servers say unasked,
// and against what the bytes disprove.
func TestAPageIsReadInTheEncodingItHas(t *testing.T) {
	const said = `<meta charset="euc-kr"><title>부산항 물동량</title>`
	euckr, err := korean.EUCKR.NewEncoder().String(said)
	if err != nil {
		t.Fatal(err)
	}
	silent := strings.Replace(euckr, `<meta charset="euc-kr">`, "", 1)
	for _, test := range []struct{ name, markup, header, language string }{
		{"by the page", euckr, "text/html", ""},
		{"against the server's default", euckr, "text/html; charset=ISO-8859-1", ""},
		{"against a header the bytes disprove", euckr, "text/html; charset=utf-8", ""},
		{"by the header", silent, "text/html; charset=euc-kr", ""},
		{"by the source's language", silent, "text/html", "ko"},
		{"UTF-8 whatever is said", said, "text/html; charset=euc-kr", ""},
	} {
		if got := decode([]byte(test.markup), test.header, test.language); !strings.Contains(got, "부산항 물동량") {
			t.Errorf("%s: %q", test.name, got)
		}
	}
}
