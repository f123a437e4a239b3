package page

import "testing"

// An entry leads where a click would, within the site.
func TestEntriesLeadWhereAClickLeads(t *testing.T) {
	const name = "Eine Meldung mit einem Titel"
	for markup, want := range map[string]string{
		`<li><a href="/a">` + name + `</a>`:                                                                                        "/a",
		`<li onclick="location.href='/a'">` + name + `</li>`:                                                                       "/a",
		`<li onclick='document.location = "a?id=1"; return false'>` + name + `</li>`:                                               "/a?id=1",
		`<li data-href="/a">` + name + `</li>`:                                                                                     "/a",
		`<li data-url="https://www.beispiel.de/a">` + name + `</li>`:                                                               "/a",
		`<li><a href="#" onclick="location.assign('/a')">` + name + `</a>`:                                                         "/a",
		`<li><a href="javascript:window.open('/a','','width=3')">` + name + `</a>`:                                                 "/a",
		`<li>` + name + ` <button onclick="window.location.href='/a'">Weiterlesen</button>`:                                        "/a",
		`<li><a href="javascript:fnView('17')" data-url="/a">` + name + `</a>`:                                                     "/a",
		`<li><a href="#" data-detail-url="/a">` + name + `</a>`:                                                                    "/a",
		`<li><a href="#" data-share-url="/a">` + name + `</a>`:                                                                     "",
		`<li data-href="/b"><a href="/a">` + name + `</a>`:                                                                         "/a", // its link says better
		`<li><a href="/a">Weiterlesen</a> ` + name + ` <a onclick="window.open('https://teilen.example/')">Teilen mit anderen</a>`: "/a",
		`<li onclick="fn_view('17')">` + name + `</li>`:                                                                            "",
		`<li onclick="location.href='javascript:x'">` + name + `</li>`:                                                             "",
		`<li onclick="location.href='https://woanders.example/a'">` + name + `</li>`:                                               "",
		`<li data-url="/bild.jpg">` + name + `</li>`:                                                                               "",
	} {
		l, err := Compile(Selectors{Items: "li", Title: ":scope"})
		if err != nil {
			t.Fatal(err)
		}
		r, err := l.Read([]byte("<ul>"+markup+"</ul>"), "https://www.beispiel.de/news", Options{})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(r.Entries) == 1 {
			got = r.Entries[0].Link
		}
		if want != "" {
			want = "https://www.beispiel.de" + want
		}
		if got != want {
			t.Errorf("%s leads to %q, want %q", markup, got, want)
		}
	}
}
