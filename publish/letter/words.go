package letter

import "strings"

// Words are what a letter says of itself.
type Words struct {
	Lang    string
	Others  string // heading of what is under no topic
	Also    string
	Licence string
	Editor  string // before an editor's line
	Removed string // where a story was taken out
	Online  string
	More    string // to the theme's page
	None    string
	By      string // before the desk's title
}

// Words are those of the letter's language; German where it is not known.
func (l Letter) Words() Words {
	switch primary, _, _ := strings.Cut(strings.ToLower(l.Lang), "-"); primary {
	case "en":
		return Words{Lang: "en", Others: "More stories", Also: "Also reported by", Licence: "Licence", Editor: "Editor's note", Removed: "An entry was removed here.",
			Online: "Read this issue in the browser", More: "All stories of this theme", None: "There was nothing in this time.", By: "Put together by"}
	case "ko":
		return Words{Lang: "ko", Others: "그 밖의 소식", Also: "함께 보도한 매체", Licence: "라이선스", Editor: "편집자 주", Removed: "이 자리에 있던 소식은 삭제되었습니다.",
			Online: "브라우저에서 보기", More: "이 주제의 모든 소식", None: "이 기간에는 소식이 없습니다.", By: "엮은이"}
	default:
		return Words{Lang: "de", Others: "Weitere Meldungen", Also: "Auch berichtet von", Licence: "Lizenz", Editor: "Anmerkung der Redaktion", Removed: "Hier wurde ein Eintrag entfernt.",
			Online: "Diese Ausgabe im Browser lesen", More: "Alle Meldungen dieses Themas", None: "In dieser Zeit gab es keine Meldung.", By: "Zusammengestellt von"}
	}
}
