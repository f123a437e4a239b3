// Package publish makes feeds of items: what a theme shows now, written as
// Atom, RSS, JSON Feed and a page for people, and served from memory.
//
// The way of a page:
//
//	Window   which of a theme's members are shown now: pure, over the ledger
//	page     one model of a theme's page; every format is written from it
//	gate     an entry that would make the page invalid is left out and named;
//	         a file that is not valid is not published, the last good one stays
//	         (standstill: unless it shows what must not be shown any more)
//	file     one address: the Atom feed is written with the page, any other
//	         form when it is first asked for
//	Site     the files of all themes, compressed, each swapped in whole;
//	         served from memory, or written as a static tree
//	archive  a hundred lines of a theme's ledger (RFC 5005), read when asked for
//	issue    what entered between two cut-offs, as it is sent and kept
//	letter   a room of its own: stories by topic, for mail programs
//	Pinger   tells WebSub hubs of a new feed
//
// The rule that makes it work: the bytes of a page depend on what is shown and
// on the configuration, never on the hour or on what was rendered before. So a
// restart changes no ETag, and a reader's poll costs a 304.
//
// No markup of a source leaves except through news/text.Clean; everything else
// is plain text, escaped by the encoder of its format.
package publish
