package document

import (
	"fmt"
	"strings"
)

func tooDeep() error {
	return refuse(TooDeep, fmt.Sprintf("the document nests elements deeper than %d levels, which no feed does; it was not read", MaxDepth))
}

func tooLarge() error {
	return refuse(TooLarge, fmt.Sprintf("the document is too large: unpacked it is more than %d MiB; it was not read, check the address", maxUnpacked>>20))
}

func tooMany(kept, total int) string {
	return fmt.Sprintf("the document has %d entries; the first %d were kept", total, kept)
}

// noFeed says what a document without a feed in it is. First is the name of
// its first element.
func noFeed(text, first string) error {
	head := strings.ToLower(text[:min(len(text), 4096)])
	switch {
	case first == "html" || first == "head" || first == "body" || first == "script" || first == "meta" ||
		strings.Contains(head, "<!doctype html") || strings.Contains(head, "<html"):
		return refuse(HTML, "the document is an HTML page, not a feed; look on it for a feed's address, or read it as a page source")
	case first != "":
		return refuse(NotFeed, "the document is XML with the root element "+clip(first)+", but no feed; check the address")
	case strings.TrimSpace(text) == "" || strings.HasPrefix(head, "<?xml") || strings.HasPrefix(strings.TrimSpace(head), "<!--"):
		return refuse(Empty, "the document has no element in it; ask again later, and check the address if it stays so")
	}
	return refuse(NotFeed, "the document is plain text that begins with “"+clip(firstLine(text))+"”, not a feed; check the address")
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	return s
}

// clip shortens what is quoted in a sentence.
func clip(s string) string {
	r := []rune(s)
	if len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
