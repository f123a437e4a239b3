// Package story decides whether two tellings are the same text, and whether a
// change of one is a change a reader would notice. It is pure: it knows no
// store, no network and no clock, so that every store can decide alike.
//
// Two things are looked at. What a text says is its words, figures and signs
// of money, in order, whatever the case, the quotes, the white space and the
// markup; counters ("12 Kommentare", "조회수 340") and the query strings of
// addresses are no part of it. Its Digest stands for it: texts with equal
// digests say the same.
//
// Whether tellings of different sources are the same story is decided by Same,
// on the link both point to and on their titles.
package story
