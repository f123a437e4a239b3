package store

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"strconv"
	"time"
)

// schema is the number of the file's layout as doc.go draws it. It rises only
// when an older koreadesk would misread what a newer one wrote.
const schema = 5

// The buckets of the file; doc.go says what is in them.
var (
	bucketMeta      = []byte("meta")
	bucketSources   = []byte("sources")
	bucketStates    = []byte("states")
	bucketDocuments = []byte("documents")
	bucketOrigins   = []byte("origins")
	bucketItems     = []byte("items")
	bucketBodies    = []byte("bodies")
	bucketVersions  = []byte("versions")
	bucketEntered   = []byte("entered")
	bucketIDs       = []byte("ids")
	bucketKeys      = []byte("keys")
	bucketLinks     = []byte("links")
	bucketVerdicts  = []byte("verdicts")
	bucketJournal   = []byte("journal")
	bucketThemes    = []byte("themes")
	bucketLedgers   = []byte("ledgers")
	bucketEdits     = []byte("edits")
	bucketEdited    = []byte("edited")
	bucketPages     = []byte("pages")

	bucketSignatures = []byte("signatures")
	bucketQueue      = []byte("queue")
	bucketMerged     = []byte("merged")
	bucketMissing    = []byte("missing")
	bucketForgotten  = []byte("forgotten")
	bucketBlocks     = []byte("blocks")

	bucketIssues = []byte("issues") // made when it is first needed

	// In every theme's ledger.
	bucketLog     = []byte("log")
	bucketMember  = []byte("member")
	bucketClock   = []byte("clock")
	bucketTouched = []byte("touched")
)

var buckets = [][]byte{
	bucketMeta, bucketSources, bucketStates, bucketDocuments, bucketOrigins, bucketItems, bucketBodies,
	bucketVersions, bucketEntered, bucketIDs, bucketKeys, bucketLinks, bucketVerdicts, bucketJournal,
	bucketThemes, bucketLedgers, bucketEdits, bucketEdited, bucketPages, bucketSignatures, bucketQueue,
	bucketMerged, bucketMissing, bucketForgotten, bucketBlocks,
}

// The keys of meta.
var (
	metaSchema     = []byte("schema")
	metaAuthority  = []byte("authority")
	metaBirth      = []byte("birth")
	metaConfigured = []byte("configured") // the founders are known
	metaGeneration = []byte("generation")
	metaRules      = []byte("rules")
	metaSettled    = []byte("settled") // the last journal line that was settled
	metaPruned     = []byte("pruned")
	metaNamed      = []byte("named")
)

// kind says what of an entry a key was made from. The numbers stand in the file.
type kind byte

const (
	kindGUID  kind = 1
	kindLink  kind = 2 // the canonical link, or what Source.Key finds in the link
	kindDated kind = 3 // day and words of the title: looked at only while a migration is being recognised
	kindText  kind = 4 // folded title and summary, where an entry has neither GUID nor link to go by
)

// key is how an entry is recognised within its source: number of the source,
// kind, hash. The number comes first so that one poll touches one leaf.
type key [4 + 1 + 16]byte

func makeKey(source uint32, k kind, of string) *key {
	var out key
	binary.BigEndian.PutUint32(out[:], source)
	out[4] = byte(k)
	sum := sha256.Sum256([]byte(of))
	copy(out[5:], sum[:])
	return &out
}

func (k *key) kind() kind { return kind(k[4]) }

// linkHash is the key of a canonical link across sources.
type linkHash [16]byte

func hashLink(canonical string) (h linkHash) {
	sum := sha256.Sum256([]byte(canonical))
	copy(h[:], sum[:])
	return h
}

// idLength is how many characters of base32 tell items apart: 130 bits.
const idLength = 26

var idLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// makeID is the end of an item's id: the hash of what founded it. n counts up
// where the id is taken. Each part is preceded by its length and a colon.
func makeID(root string, k kind, of string, n int) string {
	h := sha256.New()
	for _, part := range []string{root, strconv.Itoa(int(k)), of, strconv.Itoa(n)} {
		h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return idLetters.EncodeToString(h.Sum(nil))[:idLength]
}

// Of the letters of an id the first are kept as the octets they stand for; the
// last two are no whole one.
const packedLetters = idLength - 2

func packID(id string) (b []byte, ok bool) {
	if len(id) != idLength {
		return nil, false
	}
	b, err := idLetters.DecodeString(id[:packedLetters])
	return append(b, id[packedLetters:]...), err == nil
}

func unpackID(b []byte) string {
	if len(b) != packedLetters*5/8+2 {
		return "" // no item has it: check tells
	}
	whole := b[:len(b)-2]
	return idLetters.EncodeToString(whole) + string(b[len(b)-2:])
}

// Numbers are keys in big-endian order, so that a cursor meets them rising.
func key8(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func key4(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

func number4(k []byte) uint32 {
	if len(k) != 4 {
		return 0
	}
	return binary.BigEndian.Uint32(k)
}

func number(k []byte) uint64 {
	if len(k) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(k)
}

func pair(a, b uint64) []byte { return binary.BigEndian.AppendUint64(key8(a), b) }

// byDate is a key that puts the newest first, and the lower number first where
// the second is the same.
func byDate(t time.Time, num uint64) []byte { return pair(newest(t), num) }

func newest(t time.Time) uint64 { return ^(uint64(t.Unix()) ^ 1<<63) }
