// Package desk is the desk at work: the only package that knows the organs. It
// polls what is due (fetcher into store), settles what came (store through the
// tagger into verdicts and ledgers), builds the pages that changed (store into
// publish), and answers commands, the same with and without a daemon.
//
// All that follows from one feeds.yaml is one value, an edition: configuration,
// tagger, fetcher, site. It is made whole and replaced whole; a reload that
// fails has changed nothing.
//
// Polls run side by side. Settling, building and reloading take turns: at any
// moment one of them works, and what arrives meanwhile waits in the store's
// journal, where a crash cannot lose it.
package desk
