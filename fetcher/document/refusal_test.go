package document

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestWhatIsNoFeedIsRefusedForItsReason(t *testing.T) {
	deep := strings.Repeat("<a>", 2_000_000)
	tests := []struct {
		name, body string
		kind       Kind
		says       string
	}{
		{"nothing", "", Empty, "empty"},
		{"blanks", " \r\n\t ", Empty, "empty"},
		{"a byte order mark alone", "\xef\xbb\xbf", Empty, "empty"},
		{"a comment alone", "<!-- nothing here -->", Empty, "no element"},
		{"a declaration alone", `<?xml version="1.0"?>`, Empty, "no element"},
		{"a page", "<!DOCTYPE html><html><head><title>Wartung</title></head><body>Bald wieder da</body></html>", HTML, "HTML page"},
		{"a page without a doctype", "<html lang=de><p>Hallo", HTML, "HTML page"},
		{"a page that speaks of feeds", "<html><body><item>x</item><channel>y</channel></body></html>", HTML, "HTML page"},
		{"other XML", "<?xml version='1.0'?><note><to>Uwe</to></note>", NotFeed, "root element note"},
		{"a sitemap", `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>`, NotFeed, "urlset"},
		{"text", "Service unavailable", NotFeed, "Service unavailable"},
		{"JSON of another kind", `{"error": "not found"}`, NotFeed, "no JSON Feed"},
		{"a JSON list", `[1, 2]`, NotFeed, "cannot be read"},
		{"broken JSON", `{"version": `, NotFeed, "breaks off"},
		{"an image", "\x89PNG\r\n\x1a\n....", Binary, "PNG image"},
		{"two million levels", "<rss><channel>" + deep, TooDeep, "256 levels"},
		{"two million levels in an entry", "<feed><entry><content>" + deep, TooDeep, "256 levels"},
		{"two million levels of JSON", `{"version":"https://jsonfeed.org/version/1","items":` + strings.Repeat("[", 2_000_000), TooDeep, "256 levels"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			began := time.Now()
			d, err := Parse([]byte(test.body), Options{})
			if err == nil {
				t.Fatalf("was understood as %s", d.Version)
			}
			var refusal *Error
			if !errors.As(err, &refusal) || refusal.Kind != test.kind {
				t.Fatalf("kind %v of %v, want %s", refusal, err, test.kind)
			}
			if !strings.Contains(err.Error(), test.says) {
				t.Errorf("%q does not say %q", err, test.says)
			}
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func TestNestingUpToTheBoundIsRead(t *testing.T) {
	inside := strings.Repeat("<b>", MaxDepth-5) + "x" + strings.Repeat("</b>", MaxDepth-5)
	d, err := Parse([]byte(`<rss version="2.0"><channel><item><title>t</title><description>`+inside+`</description></item></channel></rss>`), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Entries()[0].Summary; got != "x" {
		t.Errorf("summary %q", got)
	}
}
