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

// FoldAfter has the names of new items written once there are so many of them.
func (o Options) FoldAfter(items int) Options {
	o.mostRecent = items
	return o
}

// Portions has a Settle write so many items in a transaction.
func (o Options) Portions(items int) Options {
	o.mostPortion = items
	return o
}

// ExtentOf is how much of a data file is in use, in octets.
var ExtentOf = extentOf

// Fold writes the names of all items into the file, as many new ones do.
func (s *Store) Fold() error { return s.write(func(w *work) error { w.fold(); return nil }) }

// PageSize is that of a new file.
const PageSize = pageSize
