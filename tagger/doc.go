// Package tagger decides which tags an item carries, and says because of which
// words. It is pure: no network, no clock, no state that changes.
//
// # What "about Korea" means
//
// An item is about Korea when South Korea, its authorities, institutes,
// universities, companies, cities or people, as actors, are a subject of it;
// domestic Korean news and news of Korean groups anywhere are. It is not when
// Korea is only mentioned: in a list of countries, as the venue of something
// long past, as a station in a life, as descent, in a product test or a police
// report, in a recipe, the name of a plant, a club, a song or a film, or when
// another country's news is told in Korean. North Korea alone is the tag
// north-korea and not korea; with a South Korean actor in it, both.
//
// # How it decides
//
// The text of every field is folded once, with a map back to the original. One
// pass of an Aho-Corasick automaton finds the words of all vocabularies at the
// same time. A find counts only where the word ends as its language lets it
// end (German inflection, English plurals, Korean particles) and, where that
// matters, is written as the vocabulary writes it.
//
// Then, for each tag by itself: masks take away what only looks like a find
// (Koreatanne, 한국시각). Rules take weight from what is only mentioned: finds in
// lists of countries and in datelines, a year's venue, a name under a title about
// others, a word that means something only beside another, a place named once
// where nobody acts. What is left is evidence, weighed by field, by class of word
// and by how many different words there are. The score is 1 - Π(1 - evidence); at
// the vocabulary's threshold the tag is given.
//
// The same finds speak against a tag where they name other countries. A Korean
// text is domestic news unless something in it points elsewhere: a country, a
// city, a person, "local time", or merely names that sound foreign in Hangul.
// Words that every country has (a ministry, an election) yield to such signs.
//
// Topics are a family: of those found, the item carries its two strongest. A
// vocabulary may ask more of itself as the second, give way in the text to what
// stands in the title, and be let in below its threshold where it is alone.
//
// Beside its words a topic has what labelled items taught: a linear model over
// the pieces of words, whose chance for the topic is one more piece of evidence.
// So a compound that no vocabulary lists (Kontaktlinsenhersteller) still says
// something. What a mask covers it does not hear, and against what is no topic
// (everyday) only the words of the vocabularies compete.
//
// The vocabularies are data: the files of the folder vocabulary, whose form
// the type Vocabulary documents. A file of the same form can stand in for any
// of them.
package tagger
