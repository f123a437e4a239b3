// Package config reads feeds.yaml: who publishes, which sources are polled,
// what is tagged, and which themes come of it.
//
// The types are the manual. Each field of Config and of the types below it is
// one key of the file, and its comment says what the key means, what it may
// hold, and what stands when it is left out. Nothing else explains the file:
// a comment changed here is the documentation changed.
//
// Reading is strict and complete. Strict: a key the desk does not know is a
// mistake, not a key ignored in silence. Complete: all mistakes are told at
// once, each with its line and column, the path of its key, what is wrong and
// what to write instead, so that an editor needs one look and not ten. Only a
// file that is no YAML at all tells of one mistake, the first.
//
//	Load, Parse    bytes -> nodes      the YAML library; its troubles reworded (syntax.go)
//	fill           nodes -> Config     by the types' own tags; keys, kinds, defaults (fill.go)
//	check          Config -> mistakes  what the types alone cannot tell (check*.go)
//	DeskNews, ...  Config -> news      what the organs of the desk are handed (convert.go)
//
// A Config that was returned without an error holds only values that were
// checked; it is a value, replaced whole and never changed.
package config
