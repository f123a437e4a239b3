package document

import (
	"strings"
	"time"
)

// monthWords are the names and abbreviations of the months, January first, in
// the languages feeds write dates in.
var monthWords = [12]string{
	"jan january januar jänner jaenner jän januari enero ene janvier janv gennaio gen janeiro január ιαν ιανουαρίου январь января янв styczeń stycznia sty leden ledna ocak oca janv",
	"feb february februar febr feber februari febrero février févr fév fevrier febbraio fevereiro fev február februári φεβ φεβρουαρίου февраль февраля фев luty lutego lut únor února şubat şub",
	"mar march märz mrz mär maerz märz. maart mrt marzo mars março marco mars. március márc μαρ μαρτίου μάρ μάώ μαώ μαρτ март марта мар marzec marca březen března mart",
	"apr april abril abr avril avr aprile április ápr απρ απριλίου апрель апреля апр kwiecień kwietnia kwi duben dubna nisan nis",
	"may mai mei mayo mayo maggio mag maio május máj máujus μαϊ μάι μαι μαΐου май мая maj maja květen května mayıs mayıs",
	"jun june juni jun. junio juin giugno giu junho június jún ιουν ιούν ιον ιουνίου июнь июня июн czerwiec czerwca cze červen června haziran haz",
	"jul july juli julio juillet juil luglio lug julho július júl ιουλ ιούλ ιολ ιουλίου июль июля июл lipiec lipca lip červenec července temmuz tem",
	"aug august augustus agosto ago août aout augusztus αυγ αύγ αυγούστου август августа авг sierpień sierpnia sie srpen srpna ağustos ağu",
	"sep september sept sep. septiembre set septembre settembre setembro szeptember szept σεπ σεπτ σεπτεμβρίου сентябрь сентября сен сент wrzesień września wrz září eylül eyl",
	"oct october oktober okt octubre octobre ottobre ott outubro out október οκτ οκτωβρίου октябрь октября окт październik października paź říjen října ekim eki oct.",
	"nov november noviembre novembre novembro nov. νοε νοέ νοεμ νοεμβρίου ноябрь ноября ноя нояб listopad listopada lis kasım kas",
	"dec december dezember dez diciembre dic décembre déc decembre dicembre dezembro dec. δεκ δεκεμβρίου декабрь декабря дек grudzień grudnia gru prosinec prosince aralık ara des desember",
}

var months = func() map[string]time.Month {
	all := make(map[string]time.Month)
	for i, words := range monthWords {
		for _, w := range strings.Fields(words) {
			if _, taken := all[w]; !taken {
				all[w] = time.Month(i + 1)
			}
		}
	}
	return all
}()

// monthNamed is the month a word in lower case names, 0 for none.
func monthNamed(w string) time.Month { return months[w] }

// halfNamed is 1 for words of the forenoon, 2 of the afternoon, the same plus 2
// in Korean, 0 for other words.
func halfNamed(w string) int {
	switch w {
	case "am", "上午", "午前", "vorm", "vormittags", "πμ":
		return 1
	case "pm", "下午", "午後", "nachm", "nachmittags", "abends", "μμ":
		return 2
	case "오전":
		return 3
	case "오후":
		return 4
	}
	return 0
}

// zoneNamed is the offset of a zone's abbreviation, in lower case, in seconds
// east of UTC. Where one abbreviation has several meanings it is that of RFC
// 822, else that of Europe or Korea.
func zoneNamed(w string) (int, bool) {
	quarters, ok := zoneQuarters[w]
	return quarters * 15 * 60, ok
}

// zoneQuarters are offsets in quarters of an hour.
var zoneQuarters = map[string]int{
	"z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "uct": 0, "zulu": 0,
	"bst": 4, "west": 4, "cet": 4, "mez": 4, "met": 4, "mewt": 4, "wat": 4, "a": -4, "n": 4,
	"cest": 8, "mesz": 8, "mest": 8, "eet": 8, "sast": 8, "cat": 8, "oez": 8,
	"eest": 12, "msk": 12, "trt": 12, "eat": 12, "oesz": 12,
	"msd": 16, "gst": 16, "pkt": 20, "ist": 22,
	"ict": 28, "wib": 28, "hkt": 32, "sgt": 32, "awst": 32, "pht": 32,
	"kst": 36, "jst": 36, "acst": 38, "aest": 40, "kdt": 40, "acdt": 42, "aedt": 44,
	"nzst": 48, "nzt": 48, "nzdt": 52, "m": -48, "y": 48,
	"brt": -12, "art": -12, "nst": -14, "ndt": -10,
	"adt": -12, "ast": -16, "edt": -16, "est": -20, "et": -20, "cdt": -20, "cst": -24, "ct": -24,
	"mdt": -24, "mst": -28, "mt": -28, "pdt": -28, "pst": -32, "pt": -32,
	"akdt": -32, "akst": -36, "hst": -40, "hast": -40,
}
