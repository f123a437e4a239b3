package document

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// inEncoding writes text in an encoding by its label.
func inEncoding(t *testing.T, label, text string) []byte {
	t.Helper()
	switch label {
	case "utf-16le-bom":
		label, text = "utf-16le", "\ufeff"+text
	case "utf-16be-bom":
		label, text = "utf-16be", "\ufeff"+text
	case "utf-32le-bom":
		b, err := utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if label == "utf-8" {
		return []byte(text)
	}
	enc := lookup(label)
	if enc == nil {
		t.Fatalf("no encoding %q", label)
	}
	b, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return b
}

func TestEncodingsAreFoundOut(t *testing.T) {
	const (
		german = "Größere Förderung für „Brücken“ – Köln"
		korean = "한국 기업, 독일에 투자 확대"
	)
	tests := []struct {
		name, written, declared, header, text, label string
	}{
		{"declared utf-8", "utf-8", "utf-8", "", korean, "utf-8"},
		{"nothing declared", "utf-8", "", "", korean, "utf-8"},
		{"declared windows-1252", "windows-1252", "windows-1252", "", german, "windows-1252"},
		{"latin-1 with typographic quotes", "windows-1252", "ISO-8859-1", "", german, "iso-8859-1"},
		{"windows-1252 said to be utf-8", "windows-1252", "utf-8", "", german, "windows-1252"},
		{"windows-1252 said by the header to be utf-8", "windows-1252", "", "text/xml; charset=utf-8", german, "windows-1252"},
		{"windows-1252 undeclared", "windows-1252", "", "", german, "windows-1252"},
		{"utf-8 said to be latin-1", "utf-8", "iso-8859-1", "", german, "utf-8"},
		{"utf-8 said by the header to be latin-1", "utf-8", "utf-8", "text/xml; charset=ISO-8859-1", german, "utf-8"},
		{"utf-8 said to be euc-kr", "utf-8", "euc-kr", "", korean, "utf-8"},
		{"declared euc-kr", "euc-kr", "euc-kr", "", korean, "euc-kr"},
		{"declared by Microsoft's name", "euc-kr", "ks_c_5601-1987", "", korean, "ks_c_5601-1987"},
		{"declared cp949", "euc-kr", "CP949", "", "똠방각하와 펩시맨 이야기", "cp949"},
		{"declared ms949", "euc-kr", "ms949", "", korean, "ms949"},
		{"header says euc-kr", "euc-kr", "", "text/xml;charset=EUC-KR", korean, "euc-kr"},
		{"header in quotes", "euc-kr", "", `text/xml; charset="euc-kr"`, korean, "euc-kr"},
		{"euc-kr undeclared", "euc-kr", "", "", korean, "euc-kr"},
		{"euc-kr said to be utf-8", "euc-kr", "utf-8", "", korean, "euc-kr"},
		{"euc-kr said by both to be utf-8", "euc-kr", "utf-8", "application/xml; charset=utf-8", korean, "euc-kr"},
		{"header before declaration", "euc-kr", "windows-1252", "text/xml; charset=euc-kr", korean, "euc-kr"},
		{"utf-16 with a mark", "utf-16le-bom", "utf-16", "", korean, "utf-16le"},
		{"utf-16 with the other mark", "utf-16be-bom", "", "", korean, "utf-16be"},
		{"utf-16 without a mark", "utf-16be", "utf-16", "", korean, "utf-16be"},
		{"utf-16 against its header", "utf-16le-bom", "", "text/xml; charset=iso-8859-1", korean, "utf-16le"},
		{"utf-32", "utf-32le-bom", "", "", korean, "utf-32le"},
		{"utf-32 without a mark", "utf-32be", "utf-32", "", korean, "utf-32be"},
		{"koi8-r", "koi8-r", "koi8-r", "", "Новости Берлина", "koi8-r"},
		{"shift_jis undeclared", "shift_jis", "", "", "ドイツの経済ニュース", "shift_jis"},
		{"an unknown label", "utf-8", "nonsense", "", german, "utf-8"},
		{"plain text over text/xml", "utf-8", "", "text/xml", "plain", "us-ascii"},
		{"utf-8 over text/xml", "utf-8", "", "text/xml", german, "utf-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := `<rss version="2.0"><channel><title>` + test.text + `</title></channel></rss>`
			if test.declared != "" {
				doc = `<?xml version="1.0" encoding="` + test.declared + `"?>` + doc
			}
			d, err := Parse(inEncoding(t, test.written, doc), Options{ContentType: test.header})
			if err != nil {
				t.Fatal(err)
			}
			if got := d.Feed.Title.Markup; got != test.text {
				t.Errorf("title %q, want %q", got, test.text)
			}
			if d.Encoding != test.label {
				t.Errorf("encoding %q, want %q", d.Encoding, test.label)
			}
		})
	}
}

func TestShortWesternTextIsNotTakenForChinese(t *testing.T) {
	for _, text := range []string{"Grüße", "für Öl", "»Über« uns", "GRÜSSE ÄÖÜ", "naïve café", "Straße"} {
		doc := `<rss version="2.0"><channel><title>` + text + `</title></channel></rss>`
		d, err := Parse(inEncoding(t, "windows-1252", doc), Options{})
		if err != nil || d.Feed.Title.Markup != text || d.Encoding != "windows-1252" {
			t.Errorf("%q is %q in %s (%v)", text, d.Feed.Title.Markup, d.Encoding, err)
		}
	}
}

func TestDocumentMarksAreDecodedOnce(t *testing.T) {
	tests := []struct{ name, body, title string }{
		{"double encoding", "<rss><channel><title>GrÃ¶ÃŸe â€“ SÃ¼den</title></channel></rss>", "Größe – Süden"},
		{"double encoded Korean", "<rss><channel><title>" + mojibake("한국 소식") + "</title></channel></rss>", "한국 소식"},
		{"double encoding by numbers", "<rss><channel><title>&#195;&#188;ber</title></channel></rss>", "über"},
		{"a real Ã", "<rss><channel><title>São Tomé – Ã</title></channel></rss>", "São Tomé – Ã"},
		{"controls that are quotes", "<rss><channel><title>it&#146;s &#x93;so&#x94;</title></channel></rss>", "it’s “so”"},
		{"one bad byte", "<rss><channel><title>Grün \xfc und öäßéèê äöü äöü</title></channel></rss>", "Grün ü und öäßéèê äöü äöü"},
		{"a mark in the middle", "<!-- x -->\ufeff<rss><channel><title>t</title></channel></rss>", "t"},
		{"windows line ends", "<rss>\r\n<channel><title>a\r\nb</title></channel></rss>", "a\nb"},
		{"controls", "<rss><channel><title>a\x00b\x08c\x1f&#8;</title></channel></rss>", "abc"},
	}
	for _, test := range tests {
		d, err := Parse([]byte(test.body), Options{})
		if err != nil || d.Feed.Title.Markup != test.title {
			t.Errorf("%s: %q, want %q (%v)", test.name, d.Feed.Title.Markup, test.title, err)
		}
	}
}

// mojibake is text whose UTF-8 was taken for windows-1252.
func mojibake(s string) string {
	var sb strings.Builder
	for _, b := range []byte(s) {
		sb.WriteRune(western(b))
	}
	return sb.String()
}

func TestEveryCodePageIsWhole(t *testing.T) {
	for line := range strings.Lines(codepages) {
		name, _, _ := strings.Cut(line, "\t")
		enc := codepage(name)
		if enc == nil {
			t.Errorf("%s cannot be read", name)
			continue
		}
		all := make([]byte, 256)
		for i := range all {
			all[i] = byte(i)
		}
		out, err := enc.NewDecoder().Bytes(all)
		if n := len([]rune(string(out))); err != nil || n != 256 {
			t.Errorf("%s has %d characters (%v)", name, n, err)
		}
	}
}

func TestEveryLabelMeansSomething(t *testing.T) {
	for line := range strings.Lines(labels) {
		name := strings.Fields(line)[0]
		if lookup(name) == nil && name != "us-ascii" && name != "utf-16" && name != "utf-32" {
			t.Errorf("%s is no encoding", name)
		}
	}
	for label, want := range map[string]string{"ISO_8859-1:1987": "ü", "latin1": "ü", "cp1252": "ü", "Windows-1250": "ü", "IBM850": "³"} {
		out, err := lookup(label).NewDecoder().Bytes([]byte{0xfc})
		if err != nil || string(out) != want {
			t.Errorf("%s reads %q (%v)", label, out, err)
		}
	}
}

func TestISO2022KR(t *testing.T) {
	body := "<?xml version='1.0' encoding='iso-2022-kr'?>\x1b$)C<rss><channel><title>\x0eGQ19\x0f ok</title></channel></rss>"
	d, err := Parse([]byte(body), Options{})
	if err != nil || d.Feed.Title.Markup != "한국 ok" {
		t.Errorf("title %q (%v)", d.Feed.Title.Markup, err)
	}
}

func TestUnannouncedGzipIsUnpackedWithinBounds(t *testing.T) {
	pack := func(s string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	d, err := Parse(pack("<rss><channel><title>t</title></channel></rss>"), Options{})
	if err != nil || d.Feed.Title.Markup != "t" || len(d.Repairs) != 1 {
		t.Errorf("%v, %v", d, err)
	}
	head := "<rss><channel><title>t</title></channel></rss>"
	if _, err := Parse(pack(head+strings.Repeat(" ", maxUnpacked-len(head))), Options{}); err != nil {
		t.Errorf("as long as may be: %v", err)
	}
	var refusal *Error
	_, err = Parse(pack(head+strings.Repeat(" ", maxUnpacked-len(head)+1)), Options{})
	if !errors.As(err, &refusal) || refusal.Kind != TooLarge || !strings.Contains(err.Error(), "too large: unpacked it is more than 16 MiB") {
		t.Errorf("longer: %v", err)
	}
}

func TestUTF16OfOddLength(t *testing.T) {
	b, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte("<rss><channel><title>t</title></channel></rss>"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(append(b, '\n'), Options{}); err != nil {
		t.Error(err)
	}
}
