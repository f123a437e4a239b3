package story

import (
	"encoding/binary"
	"math/bits"
)

// Sign stands for a telling where others like it are looked for. Zero parts
// stand for nothing.
type Sign [signParts]uint32

// The parts of a sign: their order stands in data files.
const (
	signTitle = 0  // the title
	signLead  = 1  // how the text begins
	signPairs = 2  // MinHashes over pairs of words of the title, up to signText
	signText  = 6  // MinHashes over threes of words of the text, to the end
	signParts = 16 // of four octets
)

// SignSize is the length of a sign's octets.
const SignSize = 4 * signParts

const leadWords = 4 // words of a text that are its beginning

// Sign makes the telling's sign.
func (t Telling) Sign() Sign { return Prepare(t).Sign() }

// Sign makes the sign of a telling that was taken apart already.
func (p Prepared) Sign() Sign {
	var s Sign
	var room [256]uint64
	words := units(room[:0], p.told.title)
	s[signTitle] = whole(words)
	minHash(s[signPairs:signText], words, 2)
	words = units(room[:0], p.told.text)
	if len(words) >= leastText {
		s[signLead] = whole(words[:leadWords])
	}
	minHash(s[signText:], words, 3)
	return s
}

// Bytes is the sign as it is kept.
func (s Sign) Bytes() []byte {
	b := make([]byte, 0, SignSize)
	for _, part := range s {
		b = binary.BigEndian.AppendUint32(b, part)
	}
	return b
}

// SignOf reads the octets of a sign; ok is false when they are none.
func SignOf(b []byte) (s Sign, ok bool) {
	if len(b) != SignSize {
		return s, false
	}
	for n := range s {
		s[n] = binary.BigEndian.Uint32(b[4*n:])
	}
	return s, true
}

// IsZero reports whether the telling said nothing.
func (s Sign) IsZero() bool { return s == Sign{} }

// units are the hashes of a text's words; of Hangul, whose spaces are set at
// will, those of each two neighbouring syllables, whatever stands between them.
// They are added to out.
func units(out []uint64, ts []token) []uint64 {
	last := rune(0)
	for _, t := range ts {
		if t.figure || !hangul(t.s) {
			out, last = append(out, hashWord(t.s)), 0
			continue
		}
		for _, r := range t.s {
			if last != 0 {
				out = append(out, mix(uint64(last)<<32|uint64(r)))
			}
			last = r
		}
	}
	return out
}

// hashWord is FNV-1a with its bits well mixed.
func hashWord(s string) uint64 {
	h := uint64(14695981039346656037)
	for n := range len(s) {
		h = (h ^ uint64(s[n])) * 1099511628211
	}
	return mix(h)
}

// mix is the finisher of SplitMix64: each bit of x changes half of the result.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// whole is one hash of all units in their order; 0 without any.
func whole(us []uint64) uint32 {
	if len(us) == 0 {
		return 0
	}
	h := uint64(len(us))
	for _, u := range us {
		h = mix(bits.RotateLeft64(h, 5) ^ u)
	}
	return max(uint32(h>>32), 1)
}

// minHash sets each of the parts to the least hash, by a function of its own,
// of any run of so many units: two texts agree in one with the probability of
// the share of runs that both have (Broder).
func minHash(parts []uint32, us []uint64, run int) {
	if len(us) == 0 {
		return
	}
	run = min(run, len(us))
	for n := range parts {
		parts[n] = ^uint32(0)
	}
	for n := 0; n+run <= len(us); n++ {
		h := uint64(run)
		for _, u := range us[n : n+run] {
			h = bits.RotateLeft64(h, 21)*0x9e3779b97f4a7c15 ^ u
		}
		h = mix(h)
		for k := range parts {
			// Multiply-shift: an odd factor of its own for each part.
			v := uint32(h * (uint64(2*k+1)*0x9e3779b97f4a7c15 | 1) >> 32)
			parts[k] = min(parts[k], max(v, 1))
		}
	}
}

// Repeats reports whether two signs are those of one text, told twice: nearly
// all of the text's parts agree, or title and beginning do. A text of a few words
// ("Read on") is no text: it stands under many titles.
func (s Sign) Repeats(t Sign) bool {
	text, title := 0, s[signTitle] != 0 && s[signTitle] == t[signTitle]
	for part := signText; part < signParts; part++ {
		if s[part] != 0 && s[part] == t[part] {
			text++
		}
	}
	return text >= 8 && s[signLead] != 0 && t[signLead] != 0 || title && s[signLead] == t[signLead]
}
