package tagger

import (
	"strings"
	"unicode/utf8"
)

// A Korean text about another country names its people and places, and more of
// them than any list holds. Hangul writes foreign names with syllables that
// Korean words hardly use (르, 츠, 켄, 슨): a word of nothing but those and open
// syllables is taken for a foreign name, unless it is one of the loan words
// that everyday Korean is full of.

const (
	// foreignSyllables hardly occur in Korean words.
	foreignSyllables = "르푸슬쿠헤샤크틀냐폴턴룬얀튀켈델덴힐멘흐멜베슈렝렌겐맥롬튼툼브렘젤셸덜딩캄클페티랜콘케커즈론웨드프츠트스셀폼엠헬샌린앤" +
		"킨킹캐캘캠컬켄퀸퍼펠펙플핑핀쇼셔슨슐윌윈웰왓톰톤팀랩렛릭릴릿닉빅빌블뷔뮐쾰괴뤼쉬젠젭잭챈첼퓨큐뉴듀럴벤벨윅닐펀퀴롭셰레쿨넬텔벅헨딜셋헌렉븐랙벡멀켓쟁몽젝윗퀼뷰뤽클릴핀펜펙"
	// openSyllables occur in both.
	openSyllables = "라리로루네니나다도노마모미무메보비부바파타카키코토투포피디사소수세시아이오우에안인란랑터러버저조지하호후요유랄롤칸칼탄탈판팔한할알엘올일얼"
	// loanWords are Korean words all the same.
	loanWords = " 브랜드 스포츠 리스트 클라우드 크리스마스 스트레스 케이블 스케이트 스노보드 스피드 스크린 스타트 트렌드 드라이브 스티로폼 트로트 스피커 마스크 메르스" +
		" 아르바이트 비트코인 아이스크림 데이트 테스트 프린트 코스피 코스닥 아이디어 미디어 네이버 카카오 인터뷰 센터 콘서트 뮤지컬 페이지 에너지 라디오 비디오 오디오 시리즈" +
		" 사이트 이슈 버스 서비스 프로 프로젝트 리더 리스크 티브이 아파트 오피스 캐나다 크레인 파이프 가이드 사이버 드라이버 스캔들 하이브리드 레이저 스파이 시나리오 바이오 로비 리조트 미스터리 판타지 멜로디 컨테이너 라이벌" +
		" 스마트 하나로마트 파라다이스 다큐멘터리 브로커 크루즈 파트너 아마추어 엘리트 가이드라인 온라인 라이브 리베이트 오토바이 캐스터 프리랜서 스트리머 헬기 콘크리트 비타민 아나운서 카드 포트폴리오 오프라인 스토리 드라마 테이프 클라이맥스 다이어트 바리스타 시스템 에피소드 마이스터 마이스터고" +
		" 드론쇼 로컬푸드 클러스터 캠페인 오케스트라 트레킹 에코델타 메타버스 스마트시티 디스플레이 마이크로 케이블카 모노레일 브랜딩 셔틀버스 트레일러 모빌리티 에스컬레이터 엘리베이터 이스포츠 스켈레톤" +
		" 라디오스타 롤러코스터 쇼트트랙 마스터플랜 랜드마크 스토킹 케이스 프린터 네이버페이 크리에이터 레스토랑 베이커리 슈퍼마켓 "
)

// foreignClass is the class of words that sound foreign.
const (
	foreignClass  = "foreign-sounding"
	foreignWeight = 0.3
)

// loans finds the words of t that sound foreign.
func loans(t *text, order int) []find {
	var list []find
	for i := 0; i < len(t.fold); {
		r, size := utf8.DecodeRune(t.fold[i:])
		if scriptOf(r) != hangul {
			i += size
			continue
		}
		end := i + size + run(t.fold, i+size)
		if n := foreignStem(t.fold[i:end]); n > 0 {
			m := &term{role: elsewhere, word: string(t.fold[i : i+n]), weight: foreignWeight}
			list = append(list, find{term: m, text: t, order: order, start: i, end: i + n, stop: i + n})
		}
		i = end
	}
	return list
}

// foreignStem is how many bytes of a Hangul word, without its particle, sound
// foreign; 0 when they do not.
func foreignStem(word []byte) int {
	if !mayBeForeign(word) {
		return 0
	}
	syllables := []rune(string(word))
	for cut := min(3, len(syllables)-3); cut >= 0; cut-- { // 에서 before 서
		stem := syllables[:len(syllables)-cut]
		if cut > 0 && !ends([]byte(string(syllables[len(stem):]))) {
			continue
		}
		if soundsForeign(stem) { // few do: the list of loans is long
			if borrowed(syllables, cut) {
				return 0
			}
			return len(string(stem))
		}
	}
	return 0
}

// borrowed reports whether a word is a loan that Korean has made its own, with
// the longest particle taken off or a shorter one.
func borrowed(syllables []rune, longest int) bool {
	for cut := range longest + 1 {
		rest := string(syllables[len(syllables)-cut:])
		stem := string(syllables[:len(syllables)-cut])
		if (cut == 0 || ends([]byte(rest))) && strings.Contains(loanWords, " "+stem+" ") {
			return true
		}
	}
	return false
}

func soundsForeign(stem []rune) bool {
	foreign := 0
	for _, r := range stem {
		switch soundOf(r) {
		case foreignSound:
			foreign++
		case 0:
			return false
		}
	}
	return foreign >= 2 || foreign == 1 && len(stem) >= 4
}

// mayBeForeign reports whether the first syllable of a word is one that names
// begin with and any of it is foreign: hardly a Korean word is.
func mayBeForeign(word []byte) bool {
	r, _ := utf8.DecodeRune(word)
	if soundOf(r) == 0 {
		return false
	}
	for len(word) > 0 {
		r, size := utf8.DecodeRune(word)
		if soundOf(r) == foreignSound {
			return true
		}
		word = word[size:]
	}
	return false
}

// How a syllable sounds; 0 is Korean.
const (
	openSound = 1 + iota
	foreignSound
)

// firstSyllable and lastSyllable bound the block of Hangul syllables.
const firstSyllable, lastSyllable = 0xAC00, 0xD7A3

func soundOf(r rune) uint8 {
	if r < firstSyllable || lastSyllable < r {
		return 0
	}
	return sounds[r-firstSyllable]
}

var sounds = func() (table [lastSyllable - firstSyllable + 1]uint8) {
	for _, r := range openSyllables {
		table[r-firstSyllable] = openSound
	}
	for _, r := range foreignSyllables {
		table[r-firstSyllable] = foreignSound
	}
	return table
}()
