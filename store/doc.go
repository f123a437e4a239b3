// Package store keeps what the desk knows: it turns the entries that sources
// deliver into items with an identity that never changes, in one bbolt file.
package store
