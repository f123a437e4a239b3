package news

import "time"

// Mark is what is remembered of a published page across restarts, so that
// Last-Modified tells when its bytes changed and not when the desk started.
type Mark struct {
	Hash    string    // of the page's bytes, as its ETag carries it
	Changed time.Time // UTC, whole seconds
}
