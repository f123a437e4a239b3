package story_test

import (
	"strings"
	"testing"

	"koreadesk/store/story"
)

func TestChanged(t *testing.T) {
	was := story.Text{
		Title:   "Reederei Nordlicht bestellt 12 Fähren in Busan",
		Summary: "Die Reederei bestellt zwölf Fähren. Der Auftrag ist 340 Mio. € wert.",
		Body:    "Die Reederei Nordlicht bestellt 12 Fähren.\nGebaut werden sie bis 2028 in Busan.\n3 Kommentare",
	}
	for name, c := range map[string]struct {
		change func(x *story.Text)
		want   bool
	}{
		"nothing":                          {func(x *story.Text) {}, false},
		"white space":                      {func(x *story.Text) { x.Body = strings.ReplaceAll(x.Body, "\n", "\n\n  ") }, false},
		"quotes":                           {func(x *story.Text) { x.Title = strings.Replace(x.Title, "Nordlicht", "„Nordlicht“", 1) }, false},
		"dashes and stops":                 {func(x *story.Text) { x.Summary = strings.Replace(x.Summary, "Fähren.", "Fähren –", 1) }, false},
		"case":                             {func(x *story.Text) { x.Title = strings.ToUpper(x.Title) }, false},
		"composed otherwise":               {func(x *story.Text) { x.Title = strings.ReplaceAll(x.Title, "ä", "a\u0308") }, false},
		"counter":                          {func(x *story.Text) { x.Body = strings.Replace(x.Body, "3 Komm", "17 Komm", 1) }, false},
		"another counter":                  {func(x *story.Text) { x.Body += "\nAufrufe: 1204 | 댓글 5 | 조회수 88" }, false},
		"counters in figures of thousands": {func(x *story.Text) { x.Body += "\n1.234 Aufrufe\n조회수 12,345회\n1.2K views, 45 likes" }, false},
		"how long ago":                     {func(x *story.Text) { x.Body += "\nvor 5 Stunden aktualisiert\n3시간 전\nUpdated 20 minutes ago" }, false},
		"time to read it":                  {func(x *story.Text) { x.Body += "\nLesezeit: 3 Min" }, false},
		"advertisement":                    {func(x *story.Text) { x.Body += "\nAnzeige\nAnzeige: Jetzt Gas sparen!\n[광고] 새 차" }, false},
		"other articles":                   {func(x *story.Text) { x.Body += "\nLesen Sie auch: Streik in Kiel\n관련기사: 부산항" }, false},
		"way to the whole":                 {func(x *story.Text) { x.Summary += " Weiterlesen »" }, false},
		"way to the whole, ko":             {func(x *story.Text) { x.Summary += " 더보기" }, false},
		"where it appeared first":          {func(x *story.Text) { x.Summary += " Der Beitrag Nordlicht bestellt erschien zuerst auf Hafenbrief." }, false},
		"other articles, ko":               {func(x *story.Text) { x.Body += "\n함께 보면 좋은 기사\n▶ 관련 뉴스: 부산항" }, false},
		"advertising as news, ko":          {func(x *story.Text) { x.Body += "\n정부는 온라인 광고 규제를 강화한다." }, true},
		"related news, ko":                 {func(x *story.Text) { x.Body += "\n이번 사고와 관련 뉴스가 이어졌다." }, true},
		"more to read as news":             {func(x *story.Text) { x.Body += "\nRead more books, the minister told pupils in Busan." }, true},
		"report to the police":             {func(x *story.Text) { x.Body += "\nAnzeige erstattet hat eine Werft in Ulsan." }, true},
		"hours that are the news":          {func(x *story.Text) { x.Body += "\nDie Sperrung dauert 5 Stunden." }, true},
		"figure among counters":            {func(x *story.Text) { x.Body += "\n12 Fähren, 45 Likes" }, true},
		"tracked address":                  {func(x *story.Text) { x.Body += " https://n.example/a?utm_source=x" }, true},
		"title":                            {func(x *story.Text) { x.Title += " und Ulsan" }, true},
		"figure":                           {func(x *story.Text) { x.Body = strings.Replace(x.Body, "12 Fähren", "13 Fähren", 1) }, true},
		"year":                             {func(x *story.Text) { x.Body = strings.Replace(x.Body, "2028", "2029", 1) }, true},
		"name":                             {func(x *story.Text) { x.Body = strings.Replace(x.Body, "Nordlicht", "Südlicht", 1) }, true},
		"currency":                         {func(x *story.Text) { x.Summary = strings.Replace(x.Summary, "€", "$", 1) }, true},
		"negation":                         {func(x *story.Text) { x.Summary = strings.Replace(x.Summary, "ist", "ist nicht", 1) }, true},
		"paragraph":                        {func(x *story.Text) { x.Body += "\nDie Werft stellt dafür ein." }, true},
		"body no longer given":             {func(x *story.Text) { x.Body = "" }, false},
		"summary cut differently":          {func(x *story.Text) { x.Summary = "Die Reederei bestellt zwölf Fähren." }, true},
	} {
		now := was
		c.change(&now)
		if got := changed(was, now); got != c.want {
			t.Errorf("%s: changed %v, want %v", name, got, c.want)
		}
		if got := changed(now, was); got != c.want {
			t.Errorf("%s, the other way: changed %v, want %v", name, got, c.want)
		}
	}
}

func changed(old, now story.Text) bool {
	return story.Changed(old.Told(), now.Told(), old.Said(), now.Said())
}

func TestDigest(t *testing.T) {
	if story.Digest("", " \n", "„–“") != 0 {
		t.Error("nothing said has a digest")
	}
	if story.Digest("a b", "c") == story.Digest("a", "b c") {
		t.Error("a word may move from title to summary")
	}
	if story.Digest("-5 Grad") == story.Digest("5 Grad") || story.Digest("+5") == story.Digest("-5") {
		t.Error("a sign is not seen")
	}
	if story.Digest("see https://a.example/x?utm=1 now") != story.Digest("see https://a.example/x?utm=2 now") {
		t.Error("a tracking parameter is seen")
	}
	if story.Digest("12 Kommentare") != 0 || story.Digest("Kommentare: 12") != 0 || story.Digest("12 Kräne") == 0 {
		t.Error("counters")
	}
}

func FuzzWords(f *testing.F) {
	f.Add("Werft „Nord“ baut 12 Fähren", "3 Kommentare, +5 %, https://a.example/?x=1")
	f.Add("부산 조선소\u00ad", "댓글 5")
	f.Add("\xff\xfe", "-")
	f.Fuzz(func(t *testing.T, a, b string) {
		if changed(story.Text{Title: a, Summary: b}, story.Text{Title: a, Summary: b}) {
			t.Error("a text differs from itself")
		}
		if story.Digest(a, b) != story.Digest(a, b) {
			t.Error("a digest is not the same twice")
		}
		if story.Alike(a, b) != story.Alike(b, a) {
			t.Error("alike depends on the order")
		}
	})
}

func BenchmarkDigest(b *testing.B) {
	s := strings.Repeat("Die Reederei Nordlicht bestellt 12 Fähren in Busan. ", 20)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		story.Digest(s)
	}
}

// What leads to the whole text is taken off, and no more, in any script.
func TestDigestWithoutTails(t *testing.T) {
	told := func(s string) uint64 { return story.Text{Summary: s}.Told() }
	for _, s := range []string{"부산의 조선소가 배를 짓는다.", "Die Werft baut ein Schiff.", "The yard builds a ship."} {
		for _, tail := range []string{" read more", " Weiterlesen »", " 더보기", " → read more"} {
			if told(s+tail) != told(s) || told(s+tail) == told(tail) {
				t.Errorf("%q is not told as without %q", s, tail)
			}
		}
	}
	if told("부산 조선소 read more") == told("인천 조선소 read more") {
		t.Error("the text before a tail is not seen")
	}
}
