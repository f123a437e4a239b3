// Package document turns the bytes of a feed into a Document: RSS 0.9x, 1.0,
// 1.1 and 2.0, Atom 0.3 and 1.0, CDF and JSON Feed, as they are found and not
// only as they are specified. It is pure: no network, no clock.
//
// The bytes pass through these stages:
//
//	encoding.go    bytes to UTF-8, exactly once: claim.go gathers what is said,
//	               charset.go knows the labels, mixed.go those with signs
//	               of Windows between, guess.go and alphabet.go what has none
//	scan.go        text to tokens; never fails, says what it mended
//	tree.go        tokens to elements: name spaces, language, base; closing.go
//	               ends what was left open, release.go frees what stood
//	               behind it. Nesting is bounded here, before
//	               anything recursive reads it
//	reader.go      elements to a Source (feed.go) and its Entries (article.go,
//	               media.go); common.go, link.go and category.go read what both
//	               have, date*.go dates
//	jsonfeed.go    the same from JSON, once jsonshape.go has put it into form
//	parse.go       gofeed reads the skeleton of the mended document, where
//	               that can add to our own reading
//	normalise.go   Entries to what the desk keeps
//	machine.go     the JSON form, a stable contract
//
// gofeed gives JSON Feed its form, is the reader of what RSS asks of those who
// poll (ttl, skipHours, skipDays) and of iTunes in RSS, and the second opinion
// that fills what our own reading of the elements left empty.
// Language, base, text types, persons, links, dates and the long texts are read
// from the tree, because gofeed does not carry what they need: xml:lang at each
// level, xml:base by RFC 3986, ids octet for octet, schemes, several creators.
package document
