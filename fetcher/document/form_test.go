package document

import (
	"strings"
	"testing"
)

const (
	opening = `<rss version="2.0"><channel><title>C</title>`
	closing = `</channel></rss>`
)

// Documents that are not well-formed, and the titles of the entries they hold.
func TestWhatIsBrokenIsMended(t *testing.T) {
	whole := `<item><title>one</title><link>https://a.example/1</link></item>`
	tests := []struct {
		name, body string
		titles     string // joined by "|"
		repair     string // part of what is said; "" is nothing
	}{
		{"nothing is broken", opening + whole + closing, "one", ""},
		{"blank lines first", "\n\n" + `<?xml version="1.0"?>` + opening + whole + closing, "one", ""},
		{"words first", "Notice: x in y on line 3 " + opening + whole + closing, "one", "before the feed"},
		{"markup first", "<br /><b>Warning</b>: x<br />" + `<?xml version="1.0"?>` + opening + whole + closing, "one", "before the feed"},
		{"an open tag first", "<p>" + opening + whole + closing, "one", "before the feed"},
		{"inside a page", "<html><body>" + opening + whole + closing + "</body></html>", "one", "behind the feed"},
		{"a script behind", opening + whole + closing + "<script>x()</script>", "one", "behind the feed"},
		{"a comment behind", opening + whole + closing + "<!-- cached -->\n", "one", ""},
		{"broken off between entries", opening + whole, "one", "breaks off"},
		{"broken off in a title", opening + whole + "<item><title>tw", "one", "incomplete and left out"},
		{"broken off in a tag", opening + whole + "<item><title>two</title><link>https://a.example/2</lin", "one", "incomplete and left out"},
		{"broken off in a link", opening + whole + "<item><title>two</title><link>https://a.exam", "one", "incomplete and left out"},
		{"broken off in a section", opening + whole + "<item><title>two</title><description><![CDATA[<p>t", "one", "left out"},
		{"broken off behind a link", opening + whole + "<item><title>two</title><link>https://a.example/2</link>", "one|two", "breaks off"},
		{"a missing last sign", opening + whole + "</channel></rss", "one", "without its >"},
		{"a root without its last sign", `<rss version="2.0"<channel><title>C</title>` + whole + closing, "one", "without its >"},
		{"a bare ampersand", opening + "<item><title>R&D & more</title></item>" + closing, "R&D & more", ""},
		{"a bare less-than", opening + "<item><title>5 < 6 <= 7</title></item>" + closing, "5 < 6 <= 7", "bare <"},
		{"a tag that is none", opening + "<item><title>a <b c</title></item>" + closing, "a <b c", "bare <"},
		{"HTML entities", opening + "<item><title>&Uuml;ber&nbsp;uns &hellip;</title></item>" + closing, "Über uns …", ""},
		{"entities without their end", opening + "<item><title>Caf&eacute, d&eacutecembre &copy Gr&uuml&szlige</title></item>" + closing, "Café, décembre © Grüße", ""},
		{"words behind an ampersand", opening + "<item><title>Uni&ETH &notes R&D&S ?a=1&reg=2 &amp &lt &microsoft &ether</title></item>" + closing, "Uni&ETH &notes R&D&S ?a=1&reg=2 & < &microsoft &ether", ""},
		{"an unknown entity", opening + "<item><title>a &nix; b</title></item>" + closing, "a &nix; b", ""},
		{"an entity of its own", `<!DOCTYPE rss [<!ENTITY haus "Das Haus">]>` + opening + "<item><title>&haus;!</title></item>" + closing, "Das Haus!", ""},
		{"undeclared prefixes", opening + "<item><title>t</title><dc:creator>x</dc:creator></item>" + closing, "t", "undeclared prefix dc"},
		{"an open title", opening + "<item><title>one<link>https://a.example/1</link></item>" + closing, "one", "left open"},
		{"an open entry", opening + "<item><title>one</title><item><title>two</title></item>" + closing, "one|two", "entries left open"},
		{"an open element before the entries", opening + `<itunes:category text="x">` + whole + closing, "one", "left open"},
		{"a section in a title that never ends", opening + "<item><title><![CDATA[one</title><link>https://a.example/</link></item>" + closing, "one", "CDATA"},
		{"a comment that never ends", opening + whole + "<!-- <item><title>two</title></item>" + closing, "one|two", "comment"},
		{"end tags of nothing", opening + "<item></b><title>one</title></p></item>" + closing, "one", ""},
		{"crossed end tags", opening + "<item><title>one</item></title>" + closing, "one", "left open"},
		{"upper case", "<RSS><CHANNEL><ITEM><TITLE>one</TITLE></ITEM></CHANNEL></RSS>", "one", ""},
		{"attributes without quotes", opening + "<item a=b c><title d=e>one</title></item>" + closing, "one", ""},
		{"entries behind the channel", opening + "</channel>" + whole + "</rss>", "one", ""},
		{"entries in a list", opening + "<items>" + whole + "</items>" + closing, "one", ""},
		{"no root", "<channel><title>C</title>" + whole + "</channel>", "one", ""},
		{"a name space of its own", strings.Replace(opening, "<rss ", `<rss xmlns="https://nobody.example/ns" `, 1) + whole + closing, "one", ""},
		{"a strange name space inside", opening + `<item><x xmlns="urn:y"><title>wrong</title></x><title>one</title></item>` + closing, "one", ""},
		{"inline markup", opening + "<item><title>one <b>two</b></title></item>" + closing, "one two", ""},
		{"open inline markup", opening + "<item><title>one</title><description>a<br>b<img src=x><p>c<p>d</description></item>" + whole + closing, "one|one", "left open"},
		{"entities in an Atom feed", `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a &mdash; b</title></entry></feed>`, "a — b", ""},
		{"JSON broken off", `{"version":"https://jsonfeed.org/version/1","title":"C","items":[{"id":"1","title":"one"},{"id":"2","ti`, "one", "breaks off"},
		{"JSON with raw line ends", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"title\":\"on\ne\",},]}", "on e", "JSON"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			d, err := Parse([]byte(test.body), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, e := range d.Entries() {
				titles = append(titles, e.Title)
			}
			if got := strings.Join(titles, "|"); got != test.titles {
				t.Errorf("titles %q, want %q", got, test.titles)
			}
			said := strings.Join(d.Repairs, "; ")
			if d.Cut != strings.Contains(said, "breaks off") {
				t.Errorf("cut is %v, repairs %q", d.Cut, said)
			}
			if test.repair == "" && said != "" || !strings.Contains(said, test.repair) {
				t.Errorf("repairs %q, want %q", said, test.repair)
			}
		})
	}
}

func TestPersonsAreTakenApart(t *testing.T) {
	for line, want := range map[string]Person{
		"Mina Park":                               {Name: "Mina Park"},
		"mina@a.example":                          {Email: "mina@a.example"},
		"mina@a.example (Mina Park)":              {Name: "Mina Park", Email: "mina@a.example"},
		"Mina Park (mina@a.example)":              {Name: "Mina Park", Email: "mina@a.example"},
		"Mina Park <mina@a.example>":              {Name: "Mina Park", Email: "mina@a.example"},
		"\"Mina Park\" <mina@a.example>":          {Name: "Mina Park", Email: "mina@a.example"},
		"mailto:mina@a.example (Mina)":            {Name: "Mina", Email: "mina@a.example"},
		"mina@a.example?subject=x (Mina)":         {Name: "Mina", Email: "mina@a.example"},
		"mina@a.example (mina@a.example)":         {Email: "mina@a.example"},
		"Park, Mina (Seoul) m.p+news@a.b.example": {Name: "Park, Mina (Seoul)", Email: "m.p+news@a.b.example"},
		"@mina":                 {Name: "@mina"},
		"박민아 기자 mina@a.example": {Name: "박민아 기자", Email: "mina@a.example"},
		"Mina @ Work":           {Name: "Mina @ Work"},
	} {
		if got := personLine(line); got != want {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
}

func TestRhythm(t *testing.T) {
	const body = `<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>C</title>
<ttl> 90 </ttl><skipHours><hour>3</hour><hour>24</hour><hour>3</hour><hour>77</hour></skipHours>
<skipDays><day>sunday</day><day>Friday</day><day>Nicht</day></skipDays>
<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel></rss>`
	d, err := Parse([]byte(body), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d.TTL.Minutes() != 90 || d.UpdatePeriod.Hours() != 6 {
		t.Errorf("ttl %v, period %v", d.TTL, d.UpdatePeriod)
	}
	if len(d.SkipHours) != 2 || d.SkipHours[0] != 0 || d.SkipHours[1] != 3 {
		t.Errorf("hours %v", d.SkipHours)
	}
	if len(d.SkipDays) != 2 || d.SkipDays[0] != 0 || d.SkipDays[1] != 5 {
		t.Errorf("days %v", d.SkipDays)
	}
}

// Declarations of other name spaces, used or not, do not make a feed another.
func TestTheRootsOwnNameSpaceNamesTheVersion(t *testing.T) {
	for head, want := range map[string]string{
		`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:o="http://purl.org/atom/ns#"/>`:                                                                                    "atom10",
		`<feed xmlns:o="http://purl.org/atom/ns#" xmlns="http://www.w3.org/2005/Atom"/>`:                                                                                    "atom10",
		`<a:feed xmlns="http://purl.org/atom/ns#" xmlns:a="http://www.w3.org/2005/Atom"/>`:                                                                                  "atom10",
		`<feed xmlns="http://purl.org/atom/ns#" xmlns:n="http://www.w3.org/2005/Atom"/>`:                                                                                    "atom03",
		`<feed xmlns="https://nobody.example/ns" xmlns:n="http://www.w3.org/2005/Atom"/>`:                                                                                   "atom10",
		`<feed xmlns:x="https://nobody.example/ns" version="0.3"/>`:                                                                                                         "atom03",
		`<r:RDF xmlns:o="http://my.netscape.com/rdf/simple/0.9/" xmlns="http://purl.org/rss/1.0/" xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><channel/></r:RDF>`: "rss10",
	} {
		d, err := Parse([]byte(head), Options{})
		if err != nil {
			t.Errorf("%s: %v", head, err)
		} else if d.Version != want {
			t.Errorf("%s is %s, want %s", head, d.Version, want)
		}
	}
}
