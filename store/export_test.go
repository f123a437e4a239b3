package store

// WithoutSync makes a test's many small transactions quick; what the system
// does with the file after a crash is not what such a test is about.
func (s *Store) WithoutSync() { s.db.NoSync = true }

// CopyFile is what tests of both packages take a crash with.
var CopyFile = copyFile

// Schema is the newest one.
const Schema = schema

// OnCommit has a function called after every transaction, by the writer.
func (s *Store) OnCommit(do func()) { s.committed = do }

// OnCommit is the same from before the file is opened.
func (o Options) OnCommit(do func()) Options {
	o.committed = do
	return o
}

// ExtentOf is how much of a data file is in use, in octets.
var ExtentOf = extentOf

// PageSize is that of a new file.
const PageSize = pageSize
