package page

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// slashedDay is a day in numbers that may stand in either order.
var slashedDay = regexp.MustCompile(`\b(\d{1,2})/(\d{1,2})/\d{4}\b`)

// slashed is what stands first in the days that readers see on the page
// written with slashes: "d" for the day, "m" for the month, "" where they do not tell or
// contradict each other.
func (t *tree) slashed() string {
	order := ""
	for n := t.root; n != nil; n = following(n, t.root) {
		if n.Type != html.TextNode || !strings.Contains(n.Data, "/") || n.Parent != nil && unread(n.Parent) {
			continue
		}
		for _, m := range slashedDay.FindAllStringSubmatch(n.Data[:min(len(n.Data), 400)], 4) {
			a, _ := strconv.Atoi(m[1])
			b, _ := strconv.Atoi(m[2])
			this := ""
			switch {
			case 12 < a && a <= 31 && b <= 12:
				this = "d"
			case 12 < b && b <= 31 && a <= 12:
				this = "m"
			}
			if this != "" && order != "" && this != order {
				return ""
			}
			order += this
			order = order[:min(len(order), 1)]
		}
	}
	return order
}
