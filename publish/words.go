package publish

import (
	"fmt"
	"strings"
	"time"
)

// words are what pages and feeds say of themselves, in the desk's language.
type words struct {
	Lang       string
	From       string // subtitle of a feed, with the desk's title
	Overview   string
	Also       string
	Tags       string
	Why        string
	Empty      string
	Changed    string
	Entries    [2]string // one, more
	Subscribe  string
	RawFeed    string // shown where a feed is opened in a browser
	Back       string
	Skip       string
	Issued     string // before the source's own date
	Sources    string
	Licence    string
	SkipThemes string
	Editor     string // before an editor's line
	Pinned     string // over what editors keep in sight
	Newsletter string // before its issues
	Weekdays   [7]string
	Months     [12]string
	Date       string // weekday, day, month, year
	Fields     map[string]string
}

// wordsIn are the words of a language; German where it is not known.
func wordsIn(lang string) words {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	switch primary {
	case "en":
		return english()
	case "ko":
		return korean()
	default:
		return german()
	}
}

func german() words {
	return words{
		Lang: "de", From: "Ausgewählt und verschlagwortet von %s", Overview: "Alle Themen",
		Also: "Auch berichtet von", Tags: "Schlagwörter", Why: "Warum hier?",
		Empty: "Zurzeit steht hier keine Meldung.", Changed: "Stand", Entries: [2]string{"%d Meldung", "%d Meldungen"},
		Subscribe: "Dieses Thema abonnieren", Back: "Zur Übersicht", Skip: "Zu den Meldungen", Issued: "erschienen", Sources: "Quellen", Licence: "Lizenz", SkipThemes: "Zu den Themen",
		Editor: "Anmerkung der Redaktion", Pinned: "Von der Redaktion hervorgehoben", Newsletter: "Newsletter",
		RawFeed:  "Dies ist ein Feed zum Abonnieren: Kopieren Sie die Adresse dieser Seite in Ihren Feedreader.",
		Weekdays: [7]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
		Months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
			"Oktober", "November", "Dezember"},
		Date: "%[1]s, %[2]d. %[3]s %[4]d",
		Fields: map[string]string{"title": "Titel", "summary": "Kurztext", "content": "Text", "category": "Rubrik",
			"source": "Quelle", "editor": "Redaktion", "link": "Adresse", "language": "Sprache"},
	}
}

func english() words {
	return words{
		Lang: "en", From: "Chosen and tagged by %s", Overview: "All themes",
		Also: "Also reported by", Tags: "Tags", Why: "Why here?",
		Empty: "There is nothing here at present.", Changed: "As of", Entries: [2]string{"%d story", "%d stories"},
		Subscribe: "Subscribe to this theme", Back: "To the overview", Skip: "Skip to the stories", Issued: "published", Sources: "Sources", Licence: "Licence", SkipThemes: "Skip to the themes",
		Editor: "Editor's note", Pinned: "Kept in sight by the editors", Newsletter: "Newsletter",
		RawFeed:  "This is a feed to subscribe to: copy the address of this page into your feed reader.",
		Weekdays: [7]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
		Months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
			"October", "November", "December"},
		Date: "%[1]s, %[2]d %[3]s %[4]d",
		Fields: map[string]string{"title": "title", "summary": "summary", "content": "text", "category": "category",
			"source": "source", "editor": "editor", "link": "address", "language": "language"},
	}
}

func korean() words {
	return words{
		Lang: "ko", From: "%s에서 고르고 분류한 소식", Overview: "전체 주제",
		Also: "함께 보도한 매체", Tags: "태그", Why: "선정 이유",
		Empty: "지금은 소식이 없습니다.", Changed: "업데이트", Entries: [2]string{"소식 %d건", "소식 %d건"},
		Subscribe: "이 주제 구독하기", Back: "전체 목록으로", Skip: "소식으로 건너뛰기", Issued: "발행", Sources: "출처", Licence: "라이선스", SkipThemes: "주제로 건너뛰기",
		Editor: "편집자 주", Pinned: "편집자가 고른 소식", Newsletter: "뉴스레터",
		RawFeed:  "구독용 피드입니다. 이 페이지의 주소를 피드 리더에 붙여 넣으세요.",
		Weekdays: [7]string{"일요일", "월요일", "화요일", "수요일", "목요일", "금요일", "토요일"},
		Months:   [12]string{"1월", "2월", "3월", "4월", "5월", "6월", "7월", "8월", "9월", "10월", "11월", "12월"},
		Date:     "%[4]d년 %[3]s %[2]d일 %[1]s",
		Fields: map[string]string{"title": "제목", "summary": "요약", "content": "본문", "category": "분류",
			"source": "출처", "editor": "편집자", "link": "주소", "language": "언어"},
	}
}

// Day is a UTC day as people of the language write it.
func (w words) Day(t time.Time) string {
	t = t.UTC()
	return fmt.Sprintf(w.Date, w.Weekdays[t.Weekday()], t.Day(), w.Months[t.Month()-1], t.Year())
}

// Days is the time between two days.
func (w words) Days(from, to time.Time) string {
	if w.Day(from) == w.Day(to) {
		return w.Day(to)
	}
	return w.Day(from) + " – " + w.Day(to)
}

// Count says how many entries there are.
func (w words) Count(n int) string {
	if n == 1 {
		return fmt.Sprintf(w.Entries[0], n)
	}
	return fmt.Sprintf(w.Entries[1], n)
}

func (w words) subtitle(desk string) string { return fmt.Sprintf(w.From, desk) }

// Reason is one line of a tag's reasons with its field's name translated.
func (w words) Reason(because string) string {
	field, rest, ok := strings.Cut(because, ":")
	if name := w.Fields[field]; ok && name != "" {
		return name + ":" + rest
	}
	return because
}
