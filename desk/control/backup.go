package control

import "time"

// BackupAsk is where a backup goes: to a path, or under a name with the hour in
// it into a folder, which is made where there is none.
type BackupAsk struct {
	Path string `json:"path,omitempty"` // absolute
	Dir  string `json:"dir,omitempty"`  // absolute; instead of Path
	Keep int    `json:"keep,omitempty"` // of the backups in Dir, the newest; 0 is all
}

// Copying is how far a copy of the data file is, in bytes.
type Copying struct {
	Done  int64 `json:"done"`
	Total int64 `json:"total"`
}

// Saved is a data file that was copied, read through and found sound.
type Saved struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
	Items int    `json:"items"` // ever stored
}

// Restored is a data file that was put back from a backup.
type Restored struct {
	Saved
	Aside  string   `json:"aside,omitempty"`  // the file that was there before
	Undone []Undone `json:"undone,omitempty"` // takedowns the backup does not know of
	Unread string   `json:"unread,omitempty"` // why those cannot be told; "" when they can
}

// Undone is a takedown that a restored backup does not know of.
type Undone struct {
	Item string    `json:"item"`
	When time.Time `json:"when"`
	Who  string    `json:"who"`
	Why  string    `json:"why"`
	Back bool      `json:"back"` // its text is there again
}
