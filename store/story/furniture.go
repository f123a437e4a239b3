package story

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"koreadesk/news/text"
)

// What a page says of itself, in lines of its own or at the end of a text: it
// changes from fetch to fetch and is no part of what the text says. The words
// are closed lists of German, English and Korean.

// bare is a text without the furniture of the page it stood on.
func bare(s string) string {
	if !strings.Contains(s, "\n") {
		return untail(s)
	}
	lines := strings.Split(s, "\n")
	kept := lines[:0]
	for _, line := range lines {
		if !furniture(line) {
			kept = append(kept, line)
		}
	}
	return untail(strings.Join(kept, "\n"))
}

// furniture reports whether a line is none of the text: an advertisement, a
// pointer to other articles, what readers did, or how long ago something was.
func furniture(line string) bool {
	if len(line) > mostFurniture {
		return false
	}
	folded := strings.TrimSpace(text.Fold(line))
	return notices.MatchString(folded) || counts(folded)
}

// mostFurniture is how long a line of a page's furniture is at most, in octets.
const mostFurniture = 400

// notices begin a line that stands for an advertisement or for other articles.
// Words that also begin sentences ("Anzeige erstattet ...") count only alone or
// before a colon or the like. What is no letter is [^\pL\pN]: \W is told of ASCII
// alone, and takes all Hangul for none.
var notices = regexp.MustCompile(`^[^\pL\pN]*(` +
	`(anzeige|werbung|advertisement|advertorial|sponsored|광고|related|관련\s?기사|관련\s?뉴스|` +
	`read more|see also|also read|mehr zum thema|함께 보면 좋은 (글|기사|뉴스))([^\pL\pN]*$|\s*[]:|>»–—])|` +
	`(lesen sie (auch|mehr|dazu)|lies auch|auch interessant|mehr zu diesem thema|das koennte sie auch interessieren|das könnte sie auch interessieren|` +
	`read also|related (articles|stories|news)|you may also like)([^\pL\pN]|$))`)

// counts reports whether a line only counts what readers did, or says how long
// ago: every word of it is a figure or one of such a line's words, and one says
// which it is.
func counts(folded string) bool {
	telling, figure := false, false
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return !isLetter(r) }) {
		switch stem := strings.TrimLeft(w, "0123456789"); {
		case stem == "":
			figure = true
		case counters[stem], agos[stem]:
			telling = true
			figure = figure || stem != w
		case stem != w && countUnits[stem], countWords[w]:
			figure = figure || stem != w
		default:
			return false
		}
	}
	return telling && figure
}

// agos tell that a line is about a time before now, or about reading.
var agos = set(`
	vor ago aktualisiert updated lesezeit lesedauer
	전 시간 분 일 업데이트 읽기`)

// countUnits stand behind a figure in such lines, without a blank.
var countUnits = set(`
	k m tsd mio
	s sek min std h d
	회 명 개 건 시간 분 일 초 시간전 분전 일전`)

// countWords stand beside what agos and counters tell, and tell nothing themselves.
var countWords = set(`
	tsd mio tausend mal und and
	sekunde sekunden minute minuten stunde stunden tag tagen tage woche wochen
	second seconds minute minutes hour hours day days week weeks min read
	zuletzt last
	회 명 개 건 초`)

// untail takes off the end of a text what leads to the whole of it.
func untail(s string) string {
	for {
		from := max(0, len(s)-mostTail)
		for from < len(s) && !utf8.RuneStart(s[from]) {
			from++
		}
		end := tails.FindStringIndex(s[from:])
		if end == nil {
			return s
		}
		s = s[:from+end[0]]
	}
}

// mostTail is how far from the end of a text its tail is looked for, in octets.
const mostTail = 600

var tails = regexp.MustCompile(`(?i)(^|[.!?…"“”»«)\]\s])\s*(` +
	`[^\pL\pN]*(weiterlesen|weiter lesen|mehr lesen|mehr erfahren|mehr dazu|zum (ganzen )?artikel|zur (ganzen )?meldung|read more|continue reading|keep reading|learn more|read the full (story|article))|` +
	`(더\s?보기|자세히\s?보기|기사\s?전문\s?보기|전문\s?보기)|` +
	`(der beitrag|dieser beitrag|der artikel|the post|the article)\s[^\n]{1,300}\s(erschien zuerst (auf|bei)|ist zuerst erschienen (auf|bei)|appeared first on|first appeared on)\s[^\n]{1,120}` +
	`)\s*[\s.…→»>\])]*$`)
