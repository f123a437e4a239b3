package document

import "testing"

func TestJohab(t *testing.T) {
	const head, tail = `<?xml version="1.0" encoding="johab"?><rss version="2.0"><channel><title>`, `</title></channel></rss>`
	d, err := Parse([]byte(head+"\x94\x81\xd0\x65\xa3\xa5\x8a\x82\x20\xad\xa1\xaf\xa2\x20\xa6\xca\xd3\xbd\x88\x61\x88\x62\x20\xe1\x78\xf3\x3d\x20\xd9\x32\xd9\x68"+tail), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := d.Feed.Title.Markup, "대한민국 소식 뷁힣가각 經濟 、※"; got != want || d.Encoding != "johab" {
		t.Errorf("title %q in %q, want %q", got, d.Encoding, want)
	}
}
