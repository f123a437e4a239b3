package story

// oppositions are pairs of what the figures of a row of notices may be about: two
// of them are told in the same words but for this one.
var oppositions = [...][2]map[string]bool{
	{
		set(`ausfuhr ausfuhren export exporte exporten exports exportierte ausgefuehrt 수출 수출액 수출이 수출은`),
		set(`einfuhr einfuhren import importe importen imports importierte eingefuehrt 수입 수입액 수입이 수입은`),
	}, {
		set(`steigt steigen stieg stiegen gestiegen gestiegene waechst wachsen wuchs gewachsen zunahme anstieg plus
		rise rises rose rising risen gain gains gained climb climbs climbed increase increases increased grew jump jumps jumped higher
		상승 상승한 상승했다 오른 올랐다 증가 증가한 증가했다 늘어 늘어난`),
		set(`sinkt sinken sank sanken gesunken gesunkene faellt fallen fiel fielen gefallen schrumpft schrumpfen geschrumpft rueckgang abnahme minus
		fall falls fell falling fallen drop drops dropped decline declines declined slip slips slipped lower
		하락 하락한 하락했다 내린 내렸다 감소 감소한 감소했다 줄어 줄어든`),
	}, {
		set(`opened opens open 출발 출발했다 개장`),
		set(`closed closes close 마감 마감했다 마쳤다 폐장`),
	},
}

// opposed says of which of two opposites each telling speaks, and not of the
// other: of exports and of imports, of a rise and of a fall.
func opposed(x, y told) string {
	for _, o := range oppositions {
		a, b := sides(x, o), sides(y, o)
		if a[0] != "" && a[1] == "" && b[0] == "" && b[1] != "" {
			return "one says the opposite: " + a[0] + ", " + b[1]
		}
		if a[0] == "" && a[1] != "" && b[0] != "" && b[1] == "" {
			return "one says the opposite: " + a[1] + ", " + b[0]
		}
	}
	return ""
}

// sides is the first word of a telling on each side of an opposition.
func sides(t told, o [2]map[string]bool) (found [2]string) {
	for _, part := range [][]token{t.title, t.text} {
		for _, w := range part {
			for n := range o {
				if found[n] == "" && o[n][w.s] {
					found[n] = w.s
				}
			}
		}
	}
	return found
}
