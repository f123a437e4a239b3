package story

import "strings"

// The words that the decision knows, in the three languages of the desk. They
// are closed classes: words of grammar, of the calendar, of the trade.

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// grammar are words that carry no fact.
var grammar = set(`
der die das den dem des ein eine einer eines einem einen und oder aber als am an auf mal aus bei beim bis durch fuer gegen im in
ins ist sind war waren wird werden wurde wurden hat haben hatte mit nach ob seit sich sie er es so ueber um unter vom von vor
wie wegen zu zum zur zwischen auch noch nur mehr sowie dass ihr ihre ihren ihrer sein seine seiner seinen hier dort dabei damit
the a an and or but as at by for from in into is are was were be been has have had of off on onto over to under up with within
its it their his her he she they this that these those than then amid after before about s t d ll re
은 는 이 가 을 를 의 에 에서 로 으로 와 과 도 및 등 일 여 곳 것 수 안 안에 내 연내 약 총 각각 모두 함께 서로 또 또한 오는 이번 최근
위해 위한 통해 대해 대한 관련 따르면 밝혔다 전했다 말했다 설명했다 덧붙였다 알렸다`)

// synonyms are the words of a Korean report that its copies exchange, in one
// form for all: of holding and signing, of growing and shrinking, of time.
var synonyms = alias(`
열었다=개최했다,가졌다 열었다고=개최했다고,가졌다고 열고=개최하고,갖고 연다=개최한다,갖는다 연다고=개최한다고,갖는다고
맺었다=체결했다 맺었다고=체결했다고 맺고=체결하고 늘었다=증가했다 늘었다고=증가했다고 줄었다=감소했다 줄었다고=감소했다고
지난해=작년 다음달=내달 매년=해마다 올해=금년`)

func alias(lines string) map[string]string {
	out := make(map[string]string)
	for _, line := range strings.Fields(lines) {
		one, others, _ := strings.Cut(line, "=")
		for other := range strings.SplitSeq(others, ",") {
			out[other] = one
		}
	}
	return out
}

// denials turn a sentence into its opposite, or take it back.
var denials = set(`
nicht nie niemals kein keine keinen keiner keinem keines nichts ohne
no not never none nor neither without cannot isn aren wasn doesn didn hasn
absage abgesagt abgelehnt gestoppt verschoben storniert zurueckgezogen dementi dementiert fristverlaengerung
cancelled canceled postponed withdrawn denies denied rejects rejected
않는다 않았다 않다 않은 않기로 없다 없는 없이 없었다 못한 못했다 아니다 아닌 취소 연기 철회 부인`)

// lacks are denials of one thing alone, which stands behind or before them.
var lacks = map[string]int{"ohne": 1, "without": 1, "없이": -1}

// plans say that something is still to come.
var plans = set(`
soll sollen will wollen plant planen geplant geplante vorgesehen kuenftig demnaechst
will shall plans planned upcoming expects expected scheduled
예정 예정이라고 예정이다 계획 계획이라고 계획이다 방침 전망`)

// present and past are forms of the verbs of announcing and reporting that share
// no stem.
var (
	present = set(`wird werden findet finden beginnt beginnen geht gehen kommt kommen laedt laden holds takes begins goes comes meets`)
	past    = set(`wurde wurden fand fanden begann begannen ging gingen kam kamen lud luden held took began went came met`)
)

// perfect are verbs that put others into the past.
var perfect = set(`hat haben hatte hatten war waren gewesen worden has have had was were`)

// corrections are the labels of a text that takes the place of a faulty one.
var corrections = set(`korrektur korrigiert korrigierte berichtigung neufassung correction corrected 정정 수정`)

// calendar are months and days; they are compared as figures are.
var calendar = set(`
januar februar maerz april mai juni juli august september oktober november dezember
january february march may june july october december
montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
monday tuesday wednesday thursday friday saturday sunday
월요일 화요일 수요일 목요일 금요일 토요일 일요일`)

// bearers are what a name is put for, and what is put for a name: "der Konzern",
// "the ministry". Beside a name they are no other name.
var bearers = set(`
ministerium bundesministerium konzern unternehmen firma gesellschaft hersteller anbieter behoerde amt verband universitaet hochschule
institut stadt land landesregierung bundesregierung regierung bank kammer verein stiftung gericht
ministry government company group firm maker manufacturer agency authority university institute city bank court foundation association
부처 정부 회사 기업 그룹 업체 제조사 당국 대학 대학교 연구원 연구소 시 은행 법원 재단 협회`)

// novelties say of anything that it is new, and are no other word in its place.
var novelties = set(`neu neue neuer neues neuen neuem weitere weiterer weiteres weiteren new another fresh 새 신규 새로운`)

// numerals are figures written as words.
var numerals = map[string]string{
	"zwei": "2", "drei": "3", "vier": "4", "fuenf": "5", "sechs": "6", "sieben": "7", "acht": "8", "neun": "9", "zehn": "10",
	"elf": "11", "zwoelf": "12", "zweite": "2", "zweiter": "2", "zweiten": "2", "zweites": "2", "dritte": "3", "dritter": "3",
	"dritten": "3", "drittes": "3", "vierte": "4", "vierten": "4", "fuenfte": "5", "fuenften": "5",
	"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6",
	"zweimal": "2", "dreimal": "3", "viermal": "4", "fuenfmal": "5", "sechsmal": "6", "siebenmal": "7", "achtmal": "8", "zehnmal": "10",
	"dreizehn": "13", "vierzehn": "14", "fuenfzehn": "15", "sechzehn": "16", "siebzehn": "17", "achtzehn": "18", "neunzehn": "19",
	"zwanzig": "20", "dreissig": "30", "vierzig": "40", "fuenfzig": "50", "sechzig": "60", "siebzig": "70", "achtzig": "80", "neunzig": "90",
	"hundert": "100", "tausend": "1000",
	"twice": "2", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
	"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
	"첫": "1", "두": "2", "세": "3",
}

// genres are labels that say what kind of text this is or who sends it, and
// nothing of what is in it.
var genres = set(`
pressemitteilung pressemeldung presseinformation medienmitteilung medieninformation presse pm meldung nachricht nachrichten
aktuell aktualisiert aktualisierung update korrektur korrigiert berichtigung eilmeldung eil neufassung
press release news update updated correction corrected breaking wrapup exclusive advisory
보도자료 속보 단독 종합 수정 정정 게시판 알림 업데이트
dpa ots afp ap reuters kna epd sid apa idw pol upi cnn yonhap 연합뉴스 뉴시스`)

// credits begin a note of where a text was taken from.
var credits = set(`quelle source via foto bild photo 출처 자료 pressekontakt kontakt contact`)

// ends close an agency's text, in brackets.
var ends = set(`end ende 끝 more`)

// agencies end a dateline: "Bonn (dpa) -".
var agencies = set(`dpa ots afp ap reuters kna epd sid apa idw upi cnn ap rtr bloomberg yonhap newsis 연합뉴스 뉴시스`)

// countries are the beginnings of their names and of what is made of them.
// North and South Korea are two.
var countries = map[string]string{
	"korea": "kr", "suedkorea": "kr", "nordkorea": "kp", "dprk": "kp", "japan": "jp", "china": "cn", "chines": "cn",
	"taiwan": "tw", "vietnam": "vn", "indien": "in", "india": "in", "indisch": "in", "indones": "id", "thailand": "th", "thailaend": "th",
	"singapur": "sg", "singapor": "sg", "malaysia": "my", "philippin": "ph", "mongol": "mn", "kasach": "kz", "kazakh": "kz", "usbek": "uz", "uzbek": "uz",
	"australi": "au", "neuseel": "nz", "kanad": "ca", "canad": "ca", "usa": "us", "amerika": "us", "mexi": "mx", "brasil": "br", "brazil": "br",
	"chile": "cl", "argentin": "ar", "frankreich": "fr", "franzoes": "fr", "france": "fr", "french": "fr", "ital": "it", "spanien": "es", "spanisch": "es", "spain": "es",
	"polen": "pl", "polnisch": "pl", "poland": "pl", "polish": "pl", "tschech": "cz", "czech": "cz", "ungar": "hu", "hungar": "hu", "ukrain": "ua",
	"russ": "ru", "tuerk": "tr", "turk": "tr", "israel": "il", "aegypt": "eg", "egypt": "eg", "suedafrika": "za", "niederland": "nl", "netherland": "nl",
	"belgi": "be", "oesterreich": "at", "austria": "at", "schweiz": "ch", "switzerland": "ch", "swiss": "ch", "schwed": "se", "swed": "se", "finn": "fi",
	"norweg": "no", "daen": "dk", "denmark": "dk", "danish": "dk", "britisch": "gb", "britain": "gb", "british": "gb", "grossbritannien": "gb",
	"deutsch": "de", "german": "de", "saudi": "sa",
	"한국": "kr", "대한민국": "kr", "북한": "kp", "일본": "jp", "중국": "cn", "대만": "tw", "베트남": "vn", "인도": "in", "미국": "us", "독일": "de",
	"프랑스": "fr", "영국": "gb", "러시아": "ru", "호주": "au", "캐나다": "ca", "폴란드": "pl", "체코": "cz", "헝가리": "hu",
}

// country is the code of the country a word speaks of; "" is none.
func country(word string) string {
	longest := len("grossbritannien")
	if hangul(word) { // an ending may follow, no other word: 한국의, not 한국기계연구원
		longest = len(word)
		if longest > 5*len("가") {
			return ""
		}
	}
	for n := min(len(word), longest); n > 2; n-- {
		if hangul(word) && len(word)-n > 2*len("가") {
			return ""
		}
		if c := countries[word[:n]]; c != "" && (n > 4 || len(word)-n < 8) {
			return c
		}
	}
	return ""
}

// cities are the larger ones of the desk's two countries, and the capitals that
// its sources write of.
var cities = set(`
berlin hamburg muenchen koeln frankfurt duesseldorf stuttgart leipzig dortmund bremen dresden hannover nuernberg duisburg bochum
wuppertal bielefeld bonn muenster mannheim karlsruhe augsburg wiesbaden gelsenkirchen moenchengladbach aachen braunschweig kiel chemnitz
magdeburg freiburg krefeld mainz luebeck erfurt oberhausen rostock kassel hagen saarbruecken potsdam leverkusen ludwigshafen
oldenburg osnabrueck solingen heidelberg herne neuss darmstadt paderborn regensburg ingolstadt wuerzburg wolfsburg goettingen ulm heilbronn
reutlingen jena trier munich cologne nuremberg hanover
seoul busan incheon daegu daejeon gwangju ulsan suwon changwon pohang sejong jeju gumi cheonan cheongju jeonju yongin goyang seongnam icheon pyeongtaek
tokio tokyo peking beijing shanghai hanoi taipei paris london madrid rom rome warschau warsaw prag prague budapest wien vienna zuerich zurich bern
bruessel brussels amsterdam rotterdam kopenhagen copenhagen stockholm oslo helsinki moskau moscow washington
서울 부산 인천 대구 대전 광주 울산 수원 창원 포항 세종 제주 구미 천안 청주 전주 평택 이천
베를린 함부르크 뮌헨 쾰른 프랑크푸르트 뒤셀도르프 도르트문트 에센 드레스덴 라이프치히 도쿄 베이징 파리 런던 마드리드 빈`)

// city reports whether a word is one of them; an ending may follow in Hangul.
func city(word string) bool {
	if !hangul(word) {
		return cities[word]
	}
	const syllable = len("가")
	for n := len(word); n >= 2*syllable && n >= len(word)-2*syllable; n -= syllable {
		if cities[word[:n]] {
			return true
		}
	}
	return false
}

// housekeeping are words of a page about itself: many sites say them alike.
var housekeeping = set(`
cookie cookies javascript browser adblocker newsletter abo abonnement abonnieren abonnenten registrieren registrierung einloggen
login log subscribe subscriber subscribers subscription paywall datenschutz datenschutzerklaerung einwilligung
쿠키 구독 로그인 회원가입 무단전재 무단 재배포`)
