package config

import (
	"slices"
	"strings"
)

// meantKey is the known key that somebody who wrote key meant, or "".
func meantKey(key string, known []string) string {
	if same := synonym(key); same != "" && slices.Contains(known, same) {
		return same
	}
	return nearest(key, known)
}

// synonym is the word this file uses for what other programs call otherwise.
func synonym(key string) string {
	switch key {
	case "name", "label":
		return "title"
	case "feed", "link", "href", "address", "uri", "xmlurl", "xmlUrl":
		return "url"
	case "lang", "locale":
		return "language"
	case "tz", "zone":
		return "timezone"
	case "feeds", "channels":
		return "sources"
	case "word", "words", "keywords":
		return "terms"
	case "category", "labels":
		return "categories"
	case "interval", "refresh":
		return "every"
	case "max", "count", "size":
		return "limit"
	case "license":
		return "licence"
	case "database", "db", "store":
		return "data"
	case "baseurl", "baseURL", "base":
		return "base_url"
	}
	return ""
}

// nearest is the one of words that is the fewest typing slips away from word,
// or "" when none is near enough to be meant.
func nearest(word string, words []string) string {
	const telling = 4 // letters: a shorter beginning is chance
	word = strings.ToLower(word)
	best, least := "", 1+max(1, len(word)/3)
	for _, w := range words {
		if d := slips(word, w); d < least {
			best, least = w, d
		}
	}
	if best == "" {
		for _, w := range words {
			if len(w) >= telling && strings.HasPrefix(word, w) || len(word) >= telling && strings.HasPrefix(w, word) {
				return w
			}
		}
	}
	return best
}

// slips counts the letters to add, drop, change or swap with their neighbour to
// make b of a (optimal string alignment).
func slips(a, b string) int {
	const longest = 64 // longer words are not slips of a key
	x, y := []rune(a), []rune(b)
	if len(x) > longest || len(y) > longest {
		return longest
	}
	rows := [3][]int{make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		before, last, row := rows[(i+1)%3], rows[(i+2)%3], rows[i%3]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return rows[len(x)%3][len(y)]
}
