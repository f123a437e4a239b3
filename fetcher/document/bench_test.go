package document

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// page35 is an RSS document as polls bring it: 35 entries with a full text.
func page35() []byte {
	var sb strings.Builder
	sb.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Messbank</title><link>https://messbank.example/</link><description>Probe</description><language>de</language><ttl>60</ttl>`)
	text := strings.Repeat(`<p>Ein Absatz über <a href="/ziel?a=1&amp;b=2">Köln</a> und 서울, so lang wie viele.</p>`, 20)
	for i := range 35 {
		fmt.Fprintf(&sb, `<item><title>Meldung %d: Größe &amp; Maß</title><link>https://messbank.example/%d?utm_source=rss</link><guid isPermaLink="false">mb-%d</guid><pubDate>Mon, 16 Mar 2026 08:%02d:00 +0100</pubDate><dc:creator>Mina Park</dc:creator><category>Wirtschaft</category><category>Korea</category><description>Kurz gesagt, was die Meldung %d sagt.</description><content:encoded><![CDATA[%s]]></content:encoded><media:thumbnail url="https://messbank.example/%d.jpg"/></item>`, i, i, i, i, i, text, i)
	}
	sb.WriteString("</channel></rss>")
	return []byte(sb.String())
}

func BenchmarkParse(b *testing.B) {
	body := page35()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(body, Options{URL: "https://messbank.example/feed"}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEntries(b *testing.B) {
	body := page35()
	d, err := Parse(body, Options{URL: "https://messbank.example/feed"})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if len(d.Entries()) != 35 {
			b.Fatal("entries are missing")
		}
	}
}

func BenchmarkMachineForm(b *testing.B) {
	body := page35()
	d, err := Parse(body, Options{URL: "https://messbank.example/feed"})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := json.Marshal(d); err != nil {
			b.Fatal(err)
		}
	}
}
