package page

import (
	"slices"
	"strings"
)

// months are the names of the months, January first, in German and English, as
// they are written out and shortened, in lower case.
var months = [12]string{
	"jan januar jänner january", "feb febr februar feber february", "mrz mär märz maerz mar march", "apr april",
	"mai may", "jun juni june", "jul juli july", "aug august", "sep sept september", "okt oktober oct october",
	"nov november", "dez dezember dec december",
}

// monthNamed is the number of the month of that name, 0 for none.
func monthNamed(word string) int {
	for i, names := range months {
		for name := range strings.FieldsSeq(names) {
			if name == word {
				return i + 1
			}
		}
	}
	return 0
}

// monthNames are all names as alternatives of a regular expression, longest
// first.
func monthNames() string {
	var all []string
	for _, names := range months {
		all = append(all, strings.Fields(names)...)
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return strings.Join(all, "|")
}
