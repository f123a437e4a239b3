// Package fetcher turns a source into entries with one polite HTTP request,
// and says when to come again.
//
// The desk polls hundreds of public sites that owe it nothing, so it means to
// be the best-behaved client they see, and it trusts nothing they send. One
// Fetch is one conditional GET and no more: no HEAD before it, no probing after
// it. What the server said of its own wishes (validators, max-age, Retry-After,
// moves, 410) is kept in the source's State and obeyed at the next poll.
//
// The way of a request:
//
//	turns     its registrable domain's turn: one at a time, a gap apart
//	ask       the hops of one GET; each is checked, each takes its own turn
//	places    the requests at work; who has a connection open goes first
//	guard     the address dialled, after DNS: public unless it was allowed
//	body      content coding, size, rate and the memory of all bodies together
//	Fetch     what the answer means; the document is inflated and read once
//	delivery  what is new in it, and the State to remember
//	Next      when to come again: a pure function of what is remembered
//
// Every failure is an *Error with a Kind, because the kind decides how long the
// desk stays away. State is always fit to be stored: validators are in it only
// when the document they belong to was read and understood.
package fetcher
