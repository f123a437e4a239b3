package document

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Documents made to cost more than they weigh. Each is read, or refused, in
// time that grows with its length only.
func TestHostileDocumentsCostWhatTheyWeigh(t *testing.T) {
	const size = 1 << 19
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	head := `<rss version="2.0"><channel><title>T</title>`
	item := head + `<item><title>t</title><link>https://a.example/</link><description>`
	tests := map[string]string{
		"bare openings":             item + fill("<"),
		"bare openings and blanks":  item + fill("< "),
		"unclosed tags":             item + fill("<a "),
		"unclosed values":           item + fill(`<a b="`),
		"unclosed values, mixed":    item + fill(`<a b="<a b='`),
		"unclosed comments":         item + fill("<!--"),
		"unclosed sections":         item + fill("<![CDATA["),
		"sections in sections":      item + fill("<![CDATA[<![CDATA[x]]>"),
		"unclosed instructions":     item + fill("<?x "),
		"unclosed doctypes":         fill("<!DOCTYPE x [") + head,
		"end tags of nothing":       item + fill("</b>"),
		"end tags without end":      item + fill("</b "),
		"ampersands":                item + fill("&"),
		"references without end":    item + fill("&amp"),
		"references":                item + fill("&lt;"),
		"numbers":                   item + fill("&#65;"),
		"empty elements":            item + fill("<b/>"),
		"attributes":                head + "<item " + fill("a='b' ") + "></item></channel></rss>",
		"name spaces":               head + "<item " + fill("xmlns:a='b' ") + "></item></channel></rss>",
		"elements with name spaces": head + fill("<a:b xmlns:a='urn:x'/>"),
		"empty items":               head + fill("<item/>"),
		"items":                     head + fill("<item><title>a</title></item>"),
		"unclosed items":            head + fill("<item><title>a"),
		"titles":                    head + fill("<title>x</title>"),
		"categories":                head + "<item>" + fill("<category>x</category>"),
		"authors":                   head + "<item>" + fill("<author>x</author>"),
		"different authors":         head + "<item>" + numbered100("<author>x%d</author>", size/32),
		"links":                     head + "<item>" + fill("<link>http://a.example/x</link>"),
		"texts, then elements":      head + "<item><x>" + strings.Repeat("<![CDATA[a]]>", size/16) + fill("<b/>"),
		"media":                     head + "<item>" + fill("<media:thumbnail url='http://a.example/x'/>"),
		"unknown elements":          head + "<item>" + numbered100("<x:y%d>z</x:y%d>", size/32),
		"a long title":              head + "<item><title>" + fill("wort ") + "</title></item></channel></rss>",
		"a long date":               head + "<item><pubDate>" + fill("1 ") + "</pubDate></item></channel></rss>",
		"a long link":               head + "<item><link>" + fill("../") + "</link></item></channel></rss>",
		"a long author":             head + "<item><author>" + fill("a@b ") + "</author></item></channel></rss>",
		"nested sources":            head + "<item>" + strings.Repeat("<source>", 240) + fill("x"),
		"nested unknown elements":   head + "<item>" + strings.Repeat("<a:b>", 240) + fill("x"),
		"nested markup":             item + strings.Repeat("<div>", 240) + fill("x<i>y</i>"),
		"paragraphs":                item + fill("<p>x"),
		"zero bytes":                head + fill("\x00"),
		"high bytes":                head + "<item><title>" + fill("\xe4\xf6 "),
		"half characters":           head + "<item><title>" + fill("\xc3"),
		"double encoding":           head + "<item><title>" + fill("Ã¼"),
		"a billion laughs":          laughs(head),
		"entities of entities":      "<!DOCTYPE x [" + numbered100("<!ENTITY e%d '&e;'>", size/32) + "]>" + head,
		"JSON items":                `{"version":"https://jsonfeed.org/version/1","items":[` + fill(`{"id":"1"},`) + `{}]}`,
		"broken JSON":               `{"version":"https://jsonfeed.org/version/1","items":[` + fill(`{"id":"1"},`),
		"JSON commas":               `{"version":"https://jsonfeed.org/version/1","items":[` + fill(", "),
		"JSON escapes":              `{"version":"https://jsonfeed.org/version/1","title":"` + fill(`\`),
		"JSON tags":                 `{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","tags":[` + fill(`"a",`) + `"b"]}]}`,
	}
	for name, body := range tests {
		if strings.HasPrefix(body, head) {
			body += "</title></description></item></channel></rss>" // so that it is worth reading
		}
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			d, err := Parse([]byte(body), Options{URL: "https://a.example/feed"})
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			t.Logf("%v, %d MiB allocated", took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20)
			if took > 5*time.Second {
				t.Errorf("took %v", took)
			}
			if err != nil {
				return
			}
			if d.Kept > MaxEntries || len(d.List) != d.Kept {
				t.Errorf("kept %d of %d, holds %d", d.Kept, d.Total, len(d.List))
			}
			began = time.Now()
			d.Entries()
			if took := time.Since(began); took > 5*time.Second {
				t.Errorf("entries took %v", took)
			}
		})
	}
}

func numbered100(form string, n int) string {
	var sb strings.Builder
	for i := range n {
		if strings.Count(form, "%d") == 2 {
			fmt.Fprintf(&sb, form, i, i)
		} else {
			fmt.Fprintf(&sb, form, i)
		}
	}
	return sb.String()
}

// laughs is a document whose entities would become gigabytes.
func laughs(head string) string {
	var sb strings.Builder
	sb.WriteString(`<!DOCTYPE rss [<!ENTITY l0 "lachen">`)
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&sb, `<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	sb.WriteString("]>" + head)
	for range 2000 {
		sb.WriteString("<item><title>a&l11;&l3;</title><link>https://a.example/</link></item>")
	}
	return sb.String() + "</channel></rss>"
}

func TestBillionLaughsStaysSmall(t *testing.T) {
	d, err := Parse([]byte(laughs(`<rss version="2.0"><channel>`)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, e := range d.List {
		total += len(e.Title.Markup)
	}
	if total > entityBudget+1<<20 {
		t.Errorf("%d bytes of titles", total)
	}
}

func TestManyEntriesAreBoundedAndSaid(t *testing.T) {
	var sb strings.Builder
	sb.WriteString(`<rss version="2.0"><channel><title>T</title>`)
	for i := range 100_000 {
		fmt.Fprintf(&sb, "<item><title>%d</title><link>https://a.example/%d</link></item>", i, i)
	}
	sb.WriteString("</channel></rss>")
	d, err := Parse([]byte(sb.String()), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.Kept != MaxEntries || d.Total != 100_000 {
		t.Errorf("kept %d of %d", d.Kept, d.Total)
	}
	if got := strings.Join(d.Repairs, "; "); !strings.Contains(got, "100000 entries; the first 5000 were kept") {
		t.Errorf("repairs %q", got)
	}
	list := d.Entries()
	if first, last := list[0].Title, list[len(list)-1].Title; first != "0" || last != "4999" {
		t.Errorf("first %q, last %q", first, last)
	}
}

// However long the entries are, the number of those kept is said, and nothing
// else that is not so.
func TestManyLongEntriesAreBoundedAndSaid(t *testing.T) {
	for name, test := range map[string]struct {
		inside   string
		n, least int
	}{
		"ten elements": {strings.Repeat("<category>x</category>", 10), 30_000, MaxEntries},
		"a hundred":    {strings.Repeat("<b>x</b>", 100), 6000, 1000},
	} {
		item := "<item><title>t</title><link>https://a.example/</link><description>" + test.inside + "</description></item>"
		d, err := Parse([]byte(opening+strings.Repeat(item, test.n)+closing), Options{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d.Total != test.n || d.Kept < test.least || d.Kept != len(d.List) {
			t.Errorf("%s: kept %d of %d", name, d.Kept, d.Total)
		}
		if want := fmt.Sprintf("the document has %d entries; the first %d were kept", test.n, d.Kept); len(d.Repairs) == 0 || d.Repairs[0] != want {
			t.Errorf("%s: repairs %q, want %q first", name, d.Repairs, want)
		}
		if said := strings.Join(d.Repairs, "; "); strings.Contains(said, "breaks off") {
			t.Errorf("%s: repairs %q", name, said)
		}
	}
}

func TestWhatOneEntryMakesTheDeskKeepIsBounded(t *testing.T) {
	long := strings.Repeat("a", 1<<20)
	body := `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><item><title>t</title>` +
		"<link>https://a.example/" + long + "</link><guid isPermaLink='false'>" + long + "</guid>" +
		numbered100("<category>c%d</category><dc:creator>a%d</dc:creator>", 1000) +
		numbered100("<enclosure url='https://a.example/%d' type='audio/mpeg'/>", 1000) + "</item></channel></rss>"
	d, err := Parse([]byte(body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	e := d.Entries()[0]
	if e.GUID != "" || e.Link != "" || len(e.Categories) != maxCategories || len(e.Authors) != maxAuthors || len(e.Enclosures) != maxEnclosures {
		t.Errorf("GUID of %d bytes, link of %d, %d categories, %d authors, %d enclosures",
			len(e.GUID), len(e.Link), len(e.Categories), len(e.Authors), len(e.Enclosures))
	}
}

func TestNoLongWordGetsIntoWhatTheDeskKeeps(t *testing.T) {
	long := strings.Repeat("a", 1<<20)
	body := `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>urn:` + long + `</id><link rel="self" href="https://a.example/` + long + `"/>` +
		`<entry><title>t</title><id>urn:1</id><link href="https://a.example/1"/><category term="c" scheme="urn:` + long + `"/>` +
		`<author><name>A</name><uri>https://a.example/` + long + `</uri></author>` +
		`<link rel="enclosure" type="audio/` + long + `" href="https://a.example/1.mp3"/></entry></feed>`
	d, err := Parse([]byte(body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, held := range map[string]any{"entry": d.Entries()[0], "feed": d.Origin()} {
		if n := len(fmt.Sprint(held)); n > 64<<10 {
			t.Errorf("of the %s %d bytes are kept", name, n)
		}
	}
}

func TestVeryManyRepairsAreNotAllNamed(t *testing.T) {
	body := opening + "<item><title>t</title>" + numbered100("<x%d:y>z</x%d:y>", 20_000) + "</item>" + closing
	d, err := Parse([]byte(body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(d.Repairs); n != maxNotes || d.Repairs[n-1] != "and 19951 more" {
		t.Errorf("%d repairs, the last %q", n, d.Repairs[n-1])
	}
	long := strings.Repeat("p", 1<<16)
	if d, err = Parse([]byte(opening+"<"+long+":y/>"+closing), Options{}); err != nil || len(d.Repairs) != 1 || len(d.Repairs[0]) > 200 {
		t.Errorf("%v, %v", d, err)
	}
}

func TestNothingThatRunsLeaves(t *testing.T) {
	const body = `<rss version="2.0"><channel><title>T</title><link>javascript:alert(1)</link><item>
<title>&lt;script&gt;alert(1)&lt;/script&gt;Titel</title>
<link>&#1;java
script:alert(1)</link><comments>data:text/html,x</comments><enclosure url="vbscript:x"/>
<description>&lt;img src=x onerror=alert(1)&gt;&lt;a href="java&#x73;cript:alert(1)"&gt;x&lt;/a&gt;&lt;svg onload=alert(1)&gt;</description>
</item></channel></rss>`
	leavesNothing(t, body)
	for _, title := range []string{"&lt;svg/onload=alert(1)&gt;", "&lt;input autofocus onfocus=alert(1)&gt;", "&lt;x ONCLICK = alert(1)&gt;x", "&lt;p&gt;&lt;a href=javascript:alert(1)&gt;"} {
		d := leavesNothing(t, "<rss><channel><item><title>"+title+" Messe</title><link>https://a.example/1</link></item></channel></rss>")
		if e := d.Entries()[0]; !strings.HasSuffix(e.Title, "Messe") {
			t.Errorf("title %q of %s", e.Title, title)
		}
	}
	if e := leavesNothing(t, body).Entries()[0]; e.Title != "Titel" || e.Link != "" || len(e.Enclosures) != 0 {
		t.Errorf("entry %+v", e)
	}
}

func leavesNothing(t *testing.T, body string) *Document {
	t.Helper()
	d, err := Parse([]byte(body), Options{URL: "https://a.example/"})
	if err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"script:", "data:text", "onerror", "onload", "<script", "alert(1)"} {
		if strings.Contains(strings.ToLower(string(out)), bad) {
			t.Errorf("%q leaves in %s", bad, out)
		}
	}
	return d
}
