package tagger

import "strings"

// endings are what may follow a German or English word: declension, plural,
// possessive without its apostrophe.
const endings = " s es e en n er em ens ern ers in innen nen erin erinnen "

// particles are what may follow a Korean noun, and the few suffixes that are
// written together with it so often that they read like one.
const particles = " 은 는 이 가 을 를 의 에 에서 서 서도 선 에게 에게서 에는 에도 에만 에서는 에서도 에서의 에의 엔 에선 와 과 도 로 으로 로는 으로는 로도 으로도" +
	" 로의 으로의 로서 으로서 로써 으로써 로부터 으로부터 만 만의 만이 부터 까지 까지의 보다 보다는 처럼 같은 뿐 마다 조차 대로 께서 께 한테 하고 랑 이랑" +
	" 이나 나 며 이며 이고 고 란 이란 라 이라 라는 이라는 라고 이라고 이다 다 였다 이었다 입니다 입니까 인 인의 인들 인들이 인은 인이 들 들이 들은 들의 들을 들에 들과" +
	" 측 측은 측이 측에 측의 측과 내 내에 내에서 산 발 행 식 계 계의 계는 계가 및 등 등의 등은 등이 등을 등에 등에서 등과 간 이자 으론 론 이던 였던 이었던 별 판 형 용 상 하 씨 씨가 씨는 씨의 군 양 님 "

// ends reports whether rest is an ending a word may take.
func ends(rest []byte) bool {
	if hangulAt(rest, len(rest)-1) {
		return strings.Contains(particles, " "+string(rest)+" ")
	}
	return len(rest) <= 8 && strings.Contains(endings, " "+string(rest)+" ")
}
