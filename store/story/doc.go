// Package story decides whether two tellings are the same text, and whether a
// change of one is a change a reader would notice. It is pure: it knows no
// store, no network and no clock, so that every store can decide alike.
//
// # A change of one telling
//
// What a text says is its words, figures and signs of money, in order, whatever
// the case, the quotes, the white space and the markup; counters ("12
// Kommentare", "조회수 340"), the query strings of addresses and the furniture of
// the page (advertisements, pointers to other articles, "vor 5 Stunden") are no
// part of it. Its Digest stands for it: texts with equal digests say the same.
//
// # Two tellings
//
// Compare says of two tellings whether they are one story: the same text or
// release, however it was republished, retitled, shortened, labelled, corrected
// or damaged on the way. A report of one's own on the same event is another
// story, and so is the next notice of a series, however much of its text comes
// again. Likeness alone cannot tell these apart: a yearly call with one figure
// changed is more like the last one than a release under a new title is like
// itself. So of what is alike Compare looks for what contradicts.
//
// A telling is made ready by taking off what its sender added: labels ("[속보]",
// "Pressemitteilung:", "(dpa)"), datelines ("BONN (AP) -"), notes of where it
// was taken from. Words are folded, umlauts written out, figures and dates have one form,
// and so have the Korean words that copies exchange for each other.
//
// Then titles and texts are aligned word by word (longest common subsequence; an
// inflected word, a slip of the hand and words divided otherwise are partners).
// The words that are left without a partner are the differences:
//
//   - Each side has a figure, a day, a month or a name that the other telling
//     has nowhere, or they stand in the same place: different. What only one
//     has is no contradiction, since texts are cut and go on; what is put for a
//     name ("the ministry") is none, nor is a figure that moved with its clause,
//     or a short name in brackets behind the long one. Over one text only those
//     names of the titles count that stand in the same place.
//   - One speaks of a rise, of exports, of the opening alone, the other of a fall,
//     of imports, of the close: different.
//   - Two names have changed places in the titles and in the texts, with a verb
//     between them: different.
//   - One side denies, takes back, or announces what the other has in the past:
//     different. So it is where a verb that announces stands in the past in the
//     other. What a title denies of a thing that the other does not name does not
//     count.
//   - The titles are one frame with other words put into the same place, words
//     that the other telling does not know: the same template, different. Over one
//     text two verbs that are no opposites are only two writers' words. Of two
//     titles of two writers only figures, acronyms and cities tell as much.
//   - The titles name different countries: different.
//   - The dates are more than 21 days apart: another occasion, different.
//
// If nothing contradicts, the shorter text must stand in the longer one: nearly
// whole under another title, which must be on the same thing; most of it under
// the same title; three quarters of a longer one that day. What two senders print
// word for word is one release, whatever each calls it. A text labelled as a correction may have other figures in its
// title. A label before a title or a note behind it makes no other
// title. Without a text a title must be long enough to stand alone; one source
// that has it twice in a day, once without the text, has listed one thing twice.
// What lies between is Unsure: it is proposed to an editor and never acted on.
//
// Nothing in it is tuned to a source. The words it knows (lexicon.go) are closed
// classes of German, English and Korean. What it cannot know: that two names
// are one ("der Konzern", "Samsung"), that a text was rewritten, or translated.
//
// # Finding whom to compare
//
// Comparing with everything would cost more the more is kept, so a Sign of 64
// octets stands for each telling: a hash of its title, one of how its text
// begins, and MinHashes over pairs of words of the title and over threes of
// words of the text (over pairs of syllables in Hangul, which writes spaces at
// will). Of two texts that share a third of their threes, one of ten MinHashes
// is equal with a probability of 98 in 100; a text that was cut keeps its
// beginning, one with a new title its text, one without a text its title. The
// Index finds the signs that have a part in common with another, the newest
// first, at a cost that does not depend on how many there are.
package story
