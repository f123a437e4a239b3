package story

// Verbs of titles, which two writers exchange freely over one text: "opens a lab
// in Munich", "picks Munich for a lab". Those that say the opposite they do not.

// doings is what a title's verb says of a thing: 1 that it comes about or grows,
// -1 that it ends or shrinks, 0 neither.
var doings = verbs(map[int]string{
	1: `rise rises rose gain gains gained climb climbs climbed increase increases increased grow grows grew jump jumps jumped surge surges
open opens opened launch launches launched start starts started begin begins began found founds win wins won land lands landed
buy buys bought acquire acquires acquired approve approves approved allow allows agree agrees agreed sign signs signed add adds expand expands
steigt steigen stieg stiegen gestiegen waechst wachsen wuchs gewachsen klettert klettern erhoeht zugelegt
eroeffnet eroeffnen startet starten beginnt beginnen gruendet gruenden errichtet errichten baut bauen gewinnt gewinnen
kauft kaufen uebernimmt uebernehmen erwirbt erwerben genehmigt genehmigen erlaubt billigt unterzeichnet unterzeichnen unterschreibt unterschreiben vereinbart vereinbaren`,
	-1: `fall falls fell drop drops dropped decline declines declined slip slips slipped sink sinks shrink shrinks
close closes closed shut shuts end ends ended halt halts stop stops stopped quit quits leave leaves lose loses lost sell sells sold
reject rejects ban bans block blocks cut cuts cancel cancels
sinkt sinken sank sanken gesunken faellt fallen fielen gefallen schrumpft schrumpfen geschrumpft
beendet beenden stoppt stoppen streicht streichen verliert verlieren verkauft verkaufen verbietet verbieten untersagt kuerzt kuerzen kuendigt`,
	0: `pick picks picked choose chooses chose select selects name names unveil unveils present presents show shows see sees get gets take takes
build builds built make makes develop develops developed set sets invest invests plan plans study studies join joins bring brings offer offers
sue sues seek seeks expect expects deliver delivers supply supplies report reports post posts book books
waehlt waehlen nennt zeigt zeigen praesentiert praesentieren stellt stellen kommt kommen geht gehen holt holen bringt bringen nimmt nehmen
investiert investieren plant planen entwickelt entwickeln liefert liefern bekommt bekommen erhaelt erhalten foerdert foerdern bietet bieten richtet richten laedt laden meldet melden verzeichnet
verklagt verklagen klagt klagen zieht ziehen`,
})

func verbs(lists map[int]string) map[string]int {
	out := make(map[string]int)
	for says, list := range lists {
		for w := range set(list) {
			out[w] = says
		}
	}
	return out
}

// exchanged reports whether two words are verbs that do not say the opposite.
func exchanged(a, b string) bool {
	x, isA := doings[a]
	y, isB := doings[b]
	return isA && isB && x*y >= 0
}
