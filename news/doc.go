// Package news holds what flows through the desk, and the rules that need
// nothing else: the types every other package speaks in.
//
// A Source is what feeds.yaml says of one publisher; a State is what the desk
// remembers of it between two polls. A poll brings a Delivery of Entries: each
// an article as one source told it. The store turns an Entry into an Item, the
// desk's own record with an identity that never changes, and notes who carried
// it as Sightings. A Verdict says which tags and themes an Item has under the
// present rules and the editors' Edits; a Place is one line of a theme's
// ledger, which remembers when an Item entered a theme and when it left.
//
// The package imports the standard library only, and no other package of the
// desk: everything stands on it.
package news
