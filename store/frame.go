package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/zstd"

	"koreadesk/news"
)

// The codecs of a record: how its payload is to be read.
const (
	codecPlain byte = 0
	codecZstd  byte = 1
)

const (
	frameHead  = 5        // codec 1, CRC-32C 4
	leastSpare = 64       // shorter payloads are not worth compressing
	mostRecord = 64 << 20 // of a record decoded; a bit flip must not ask for more
)

var (
	castagnoli  = crc32.MakeTable(crc32.Castagnoli)
	errChecksum = errors.New("checksum does not match")
)

// press compresses and restores payloads; it is safe for concurrent use.
type press struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

func newPress() (*press, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false),
		zstd.WithWindowSize(news.MaxRaw), zstd.WithLowerEncoderMem(true), zstd.WithSingleSegment(true))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(mostRecord), zstd.WithDecoderLowmem(true))
	if err != nil {
		return nil, err
	}
	return &press{enc: enc, dec: dec}, nil
}

// packed is a payload with its codec, waiting for the key it will stand under.
type packed struct {
	codec   byte
	payload []byte
}

// pack compresses a payload where that makes it shorter.
func (p *press) pack(payload []byte) packed {
	if len(payload) >= leastSpare {
		if small := p.enc.EncodeAll(payload, nil); len(small) < len(payload) {
			return packed{codecZstd, small}
		}
	}
	return packed{codecPlain, payload}
}

// own is p with a payload of its own, which may be the one that was packed.
func (p packed) own() packed {
	if p.codec == codecPlain {
		p.payload = bytes.Clone(p.payload)
	}
	return p
}

// frame is the value that stands in the file under key: codec, checksum of
// key, codec and payload, payload. With the key in the checksum a record that
// got under a wrong key is noticed as well.
func (p packed) frame(key []byte) []byte {
	v := make([]byte, frameHead, frameHead+len(p.payload))
	v[0] = p.codec
	binary.BigEndian.PutUint32(v[1:], checksum(key, p.codec, p.payload))
	return append(v, p.payload...)
}

func frame(key, payload []byte) []byte { return packed{codecPlain, payload}.frame(key) }

// unframe checks a value and returns its payload, which dies with the
// transaction unless it was compressed.
func (p *press) unframe(key, v []byte) ([]byte, error) {
	if len(v) < frameHead {
		return nil, fmt.Errorf("%w: %d bytes", errMalformed, len(v))
	}
	if checksum(key, v[0], v[frameHead:]) != binary.BigEndian.Uint32(v[1:]) {
		return nil, errChecksum
	}
	switch v[0] {
	case codecPlain:
		return v[frameHead:], nil
	case codecZstd:
		b, err := p.dec.DecodeAll(v[frameHead:], nil)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errMalformed, err)
		}
		return b, nil
	}
	return nil, fmt.Errorf("%w: codec %d", errMalformed, v[0])
}

func checksum(key []byte, codec byte, payload []byte) uint32 {
	sum := crc32.Update(0, castagnoli, key)
	sum = crc32.Update(sum, castagnoli, []byte{codec})
	return crc32.Update(sum, castagnoli, payload)
}

// pin is the value of an index: a checksum of key and number, and the number.
func pin(key []byte, num uint64) []byte {
	v := binary.AppendUvarint(make([]byte, 4, 4+binary.MaxVarintLen64), num)
	sum := crc32.Update(0, castagnoli, key)
	binary.BigEndian.PutUint32(v, crc32.Update(sum, castagnoli, v[4:]))
	return v
}

func unpin(key, v []byte) (uint64, error) {
	if len(v) < 5 {
		return 0, fmt.Errorf("%w: %d bytes", errMalformed, len(v))
	}
	sum := crc32.Update(0, castagnoli, key)
	if crc32.Update(sum, castagnoli, v[4:]) != binary.BigEndian.Uint32(v) {
		return 0, errChecksum
	}
	num, n := binary.Uvarint(v[4:])
	if n != len(v)-4 {
		return 0, fmt.Errorf("%w: no number", errMalformed)
	}
	return num, nil
}
