package store

import (
	"errors"
	"fmt"
	"time"

	"google.golang.org/protobuf/encoding/protowire"
)

// fieldNumber is the number of a field in a record; it is never used twice.
type fieldNumber = protowire.Number

var (
	errMalformed = errors.New("malformed record")
	errLost      = errors.New("it is missing")
)

// wire is a record being written in protobuf's wire format. Zero values are
// left out, so that a field added later costs old records nothing.
type wire []byte

func (w *wire) num(n fieldNumber, v uint64) {
	if v != 0 {
		w.each(n, v)
	}
}

// each writes v even when it is zero, as an element of a list must be.
func (w *wire) each(n fieldNumber, v uint64) {
	*w = protowire.AppendVarint(protowire.AppendTag(*w, n, protowire.VarintType), v)
}

func (w *wire) signed(n fieldNumber, v int64) { w.num(n, protowire.EncodeZigZag(v)) }

func (w *wire) flag(n fieldNumber, v bool) {
	if v {
		w.each(n, 1)
	}
}

func (w *wire) str(n fieldNumber, s string) {
	if s != "" {
		w.element(n, s)
	}
}

// element writes s even when it is empty, as an element of a list must be.
func (w *wire) element(n fieldNumber, s string) {
	*w = protowire.AppendString(protowire.AppendTag(*w, n, protowire.BytesType), s)
}

func (w *wire) bytes(n fieldNumber, b []byte) {
	if len(b) > 0 {
		w.message(n, b)
	}
}

// message writes a record inside this one, even when it is empty.
func (w *wire) message(n fieldNumber, b []byte) {
	*w = protowire.AppendBytes(protowire.AppendTag(*w, n, protowire.BytesType), b)
}

// time writes an instant as zigzag seconds since 1970, followed by its
// nanoseconds where it has any.
func (w *wire) time(n fieldNumber, t time.Time) {
	if t.IsZero() {
		return
	}
	var room [20]byte
	b := protowire.AppendVarint(room[:0], protowire.EncodeZigZag(t.Unix()))
	if ns := t.Nanosecond(); ns != 0 {
		b = protowire.AppendVarint(b, uint64(ns))
	}
	w.message(n, b)
}

// field is one field of a record being read.
type field struct {
	n   fieldNumber
	num uint64
	b   []byte // valid while the transaction lives
	s   string // the same octets, safe to keep
}

func (f field) signed() int64 { return protowire.DecodeZigZag(f.num) }

func (f field) flag() bool { return f.num != 0 }

func (f field) time() (time.Time, error) {
	sec, n := protowire.ConsumeVarint(f.b)
	if n < 0 {
		return time.Time{}, fmt.Errorf("field %d: %w: no instant", f.n, errMalformed)
	}
	var ns uint64
	if rest := f.b[n:]; len(rest) > 0 {
		if ns, n = protowire.ConsumeVarint(rest); n < 0 || ns >= 1e9 {
			return time.Time{}, fmt.Errorf("field %d: %w: no instant", f.n, errMalformed)
		}
	}
	return time.Unix(protowire.DecodeZigZag(sec), int64(ns)).UTC(), nil
}

// into sets t to the field's instant.
func (f field) into(t *time.Time) error {
	at, err := f.time()
	if err == nil {
		*t = at
	}
	return err
}

// fields calls each for every field of a record. The record is copied once,
// and all strings given out share that copy.
func fields(b []byte, each func(f field) error) error { return walk(b, string(b), each) }

// inside does the same for a record that is a field of another.
func (f field) inside(each func(f field) error) error { return walk(f.b, f.s, each) }

func walk(b []byte, s string, each func(f field) error) error {
	for at := 0; at < len(b); {
		n, typ, size := protowire.ConsumeTag(b[at:])
		if size < 0 {
			return fmt.Errorf("%w: %w", errMalformed, protowire.ParseError(size))
		}
		at += size
		f := field{n: n}
		switch typ {
		case protowire.VarintType:
			f.num, size = protowire.ConsumeVarint(b[at:])
		case protowire.BytesType:
			if f.b, size = protowire.ConsumeBytes(b[at:]); size >= 0 {
				f.s = s[at+size-len(f.b) : at+size]
			}
		default: // of a later koreadesk
			size = protowire.ConsumeFieldValue(n, typ, b[at:])
			f.n = 0
		}
		if size < 0 {
			return fmt.Errorf("field %d: %w: %w", n, errMalformed, protowire.ParseError(size))
		}
		at += size
		if f.n == 0 {
			continue
		}
		if err := each(f); err != nil {
			return err
		}
	}
	return nil
}
