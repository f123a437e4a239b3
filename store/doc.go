// Package store keeps what the desk knows: it turns the entries that sources
// deliver into items with an identity that never changes, remembers what the
// rules said of them and when they entered each theme, all in one bbolt file.
//
// # Rules
//
// An Entry becomes an Item once. Within its source it is recognised by its
// GUID, by its link, and, only while a source is seen to move its site, by its
// title and day or by its text (a straggler, later, by title and day). A key
// leads to one item for ever, or to none: keys are only added. What a source sent
// in its last document and sends again unchanged is not even looked at.
//
// An entry that no key knows is compared with the items first seen within 21
// days that are likely to be the same story (package story), and becomes a
// sighting of the one whose lead it matches best. The index of these is in
// memory and made from the signatures in the file when the first such entry
// comes. Two items that both exist are never made one by rule: that is
// proposed, as is whatever only an editor can tell.
//
// One goroutine writes. A transaction takes all deliveries that arrived while
// the last one ran, at most 4,000 items, in the order of feeds.yaml; hashing,
// comparing and compressing are done before, in the goroutine of the caller. A
// source's validators are written in the transaction that writes its items. A
// later schedule alone is written behind, within 30 seconds.
//
// Put names in the journal what arrived or changed. Settle reads the journal,
// has the items judged outside any transaction, and writes verdicts, ledgers
// and its cursor in one. Of thousands it writes verdicts and ledgers in portions
// and the ledgers' indexes by date last, with the cursor: what waits to be settled
// may be a member without standing in these. Regenerate judges all items by new rules beside the
// verdicts in force and switches at the end.
//
// No value is believed that fails its checksum: the record is named, by the
// error and by Stats, and left out. An entry whose item is damaged is known and
// changes nothing; it does not come back as new.
//
// # The file
//
// All numbers in keys are big-endian, so that cursors meet them rising. A date
// in a key is the complement of the seconds since 1970 with the sign flipped,
// so that the newest comes first. Two kinds of value:
//
//	record   codec 1 | CRC-32C 4 | payload      codec 0 plain, 1 zstd
//	pin      CRC-32C 4 | number (uvarint)
//
// Both checksums (Castagnoli) begin with the key, then take all that follows
// them (a record's also its codec byte). A payload is in protobuf's wire format
// unless said otherwise: fields are numbered in the encode functions, numbers
// are never used twice, unknown fields are skipped, zero values are left out.
// So a new field is no new schema, as long as an older koreadesk may lose it;
// upgrade.go lifts a file of an older schema. An instant is a field of zigzag seconds and,
// where there are any, nanoseconds.
//
//	meta                        facts about the file
//	  schema      pin           5; a higher one is refused
//	  authority   record, text  of every id; never changes
//	  birth       pin           seconds since 1970
//	  configured  pin           1 once the founders are known
//	  generation  pin           of the verdicts in force; 1 at birth
//	  rules       record, text  fingerprint of the rules that made them
//	  settled     pin           the last journal line that was settled
//	  pruned      pin           seconds since 1970: when Prune last came to its end
//	  named       pin           the last item whose id and link stand in ids and links
//	                            for certain; those of later ones are in their records
//
//	sources     id -> record    number (from the bucket's sequence), id its first
//	                            item ids were made from, last configuration
//	states      source 4 -> record          news.State
//	documents   source 4 -> record          of the last document, for each entry:
//	                            print 8 (of all it says) | kind 1 | hash 16 of the
//	                            key it is known by | tag 8 of its link's key
//	origins     n 4 -> record   news.Origin without Updated; items refer to it
//
//	items       num 8 -> record the item without its body (head), but for a body
//	                            whose markup is the summary; num is the order of
//	                            arrival. Its sequence is the last num
//	bodies      num 8 -> record news.Raw
//	versions    num 8 | n 4 -> record       news.Version, the last 10 of an item
//	entered     num 8 -> pin    seconds: when it first entered a feed
//
//	ids         26 letters -> pin num       the end of the item's id. That of a merged
//	                            item leads to it; the survivor's head names
//	                            it as an alias
//	keys        source 4 | kind 1 | hash 16 -> pin num      how a source's entries
//	                            are recognised; 0 is a key that stopped being one.
//	                            kind 1 GUID, 2 canonical link or what Source.Key
//	                            finds in the link, 3 day and words of the title,
//	                            4 folded title and summary of an entry with neither
//	links       hash 16 -> pin num          canonical link, across sources. Keys here and
//	                            in ids fall everywhere: those of new items are
//	                            written when there are many (see named)
//
//	verdicts    generation 8 -> bucket      there are two while rules change; one
//	                            that is not in force is dropped by Open
//	  num 8 -> record           tag ids with scores in thousandths, themes, hidden
//	journal     seq 8 -> record, reason 1 | num uvarint     what waits to be settled:
//	                            1 arrived, 2 backfill, 3 changed, 4 joined, 5 edited.
//	                            Settled lines are removed
//
//	themes      id -> record    number (from the bucket's sequence), clock, retired,
//	                            earlier ids, private
//	ledgers     theme 4 -> bucket
//	  log       n 8 -> record   news.Place, from 0; only ever completed
//	  member    num 8 -> record line in the log, lead's source, date on the clock,
//	                            when it entered or last changed
//	  clock     date 8 | num 8 -> pin n     members by the theme's clock
//	  touched   date 8 | num 8 -> pin n     members by entering or change, where that
//	                            is another date than the theme's clock has
//
//	edits       n 8 -> record   news.Edit, from 1; only ever appended
//	edited      num 8 | n 8 -> pin n        edits by item
//	pages       path -> record  news.Mark
//
// A hash of 16 octets is the beginning of a SHA-256: of the GUID's octets, the
// link, or the text. An id is the beginning of the base32 (a-z2-7) of the
// SHA-256 of source id, kind, key and a count, each as LENGTH:TEXT.
//
//	signatures  num 8 -> record, sign 64 | seconds 8    story.Sign of the lead's
//	                            text and when the item was first seen; of items
//	                            first seen within 21 days
//	queue       num 8 | num 8 -> record     two items that may be one story, the
//	                            older first: why, since when, and the edit
//	                            that says they are not
//	merged      num 8 -> pin num            what an editor made part of another
//	                            item. Its records stay as they were, and every
//	                            key, link and id that leads to it leads on
//
//	missing     source 4 | num 8 -> record  an item its source lists no more: since
//	                            when, and what stood before and after it
//	forgotten   num 8 -> pin seconds        of a pruned item, whose keys stay: when
//	                            its source last listed it
//	blocks      num 8 -> record, sign 64    of a text that was taken down
//
//	issues      theme 4 -> bucket           made when it is first needed
//	  closed    record          the last cut-off that has passed
//	  all       name -> record  news.Issue, its files in pieces as they were sent
//	  sent      26 letters -> record, name  in which issue an item was sent
//
// Drawing, code and schema number change together.
package store
