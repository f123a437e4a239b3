package store

// WithoutSync makes a test's many small transactions quick; what the system
// does with the file after a crash is not what such a test is about.
func (s *Store) WithoutSync() { s.db.NoSync = true }

// CopyFile is what tests of both packages take a crash with.
var CopyFile = copyFile

// Schema is the newest one.
const Schema = schema
