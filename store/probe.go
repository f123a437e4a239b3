package store

import "go.etcd.io/bbolt"

// A transaction that failed for want of room says that the next one will: small
// ones fit into unused pages for a long while, and mean nothing. So a failure
// stands until as much was written as deliveries need.

// probeSize is as much, in octets.
const probeSize = 1 << 20

// metaProbe is a key of meta that is there for a moment.
var metaProbe = []byte("probe")

// look ends a failure that no longer holds.
func (w *writer) look() {
	if w.failed() == nil {
		return
	}
	err := w.s.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Put(metaProbe, make([]byte, probeSize)) })
	if err == nil {
		err = w.s.update(func(tx *bbolt.Tx) error { return tx.Bucket(bucketMeta).Delete(metaProbe) })
	}
	w.fail(err)
	if err == nil {
		w.s.askAgain()
	}
}

func (w *writer) fail(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failure = err
}

// failed is why nothing can be written, as far as is known.
func (w *writer) failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failure
}
