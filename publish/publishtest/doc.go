// Package publishtest holds what the desk publishes against the specifications,
// for tests: RFC 4287, 5005 and 6721, RSS 2.0 with the profile of the RSS
// Advisory Board, JSON Feed 1.1. It reads as a strict validator does, shares
// nothing with the code that writes, and returns what is wrong, nothing where
// all is right.
package publishtest
