package publish

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
)

// prose is so many lines of words, different ones for each seed.
func prose(seed uint64, lines int) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	words := strings.Fields("kran hafen brücke stadt werk halle strom 서울 부산 projekt ulsan messe bahn zug schiff ufer damm turm")
	var b bytes.Buffer
	for range lines {
		for range 3 + r.IntN(20) {
			fmt.Fprintf(&b, "%s%d ", words[r.IntN(len(words))], r.IntN(300))
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func unpacked(t *testing.T, packed []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// What is packed in pieces is one gzip file for any reader, hardly longer than
// one packed whole, and the same whether pieces were kept or not.
func TestPack(t *testing.T) {
	long := prose(1, 4000)
	tool, _ := exec.LookPath("gzip")
	var p press
	for n, body := range [][]byte{nil, []byte("x"), prose(2, 100), long, long[:leastPiece], long[:leastPiece+1], long[:mostPiece+1],
		bytes.Repeat([]byte("a"), 300<<10), bytes.Repeat([]byte("\n"), 200<<10), append(bytes.Clone(long[:200<<10]), long[100<<10:]...)} {
		packed := p.pack("/a", body)
		if got := unpacked(t, packed); !bytes.Equal(got, body) {
			t.Errorf("body %d of %d octets became %d", n, len(body), len(got))
		}
		if again := p.pack("/a", body); !bytes.Equal(again, packed) {
			t.Errorf("body %d was packed otherwise when its pieces were kept", n)
		}
		if other := new(press).pack("/b", body); !bytes.Equal(other, packed) {
			t.Errorf("body %d is packed otherwise by another press", n)
		}
		var whole bytes.Buffer
		z := gzip.NewWriter(&whole)
		z.Write(body)
		z.Close()
		if len(packed) > whole.Len()*115/100+600 {
			t.Errorf("body %d takes %d octets, packed whole %d", n, len(packed), whole.Len())
		}
		if tool == "" {
			continue
		}
		cmd := exec.Command(tool, "-dc")
		cmd.Stdin = bytes.NewReader(packed)
		if got, err := cmd.Output(); err != nil || !bytes.Equal(got, body) {
			t.Errorf("gzip read body %d as %d octets, want %d: %v", n, len(got), len(body), err)
		}
	}
}

// A change leaves the pieces far from it as they were, wherever it stands and
// however long it is.
func TestPackChanged(t *testing.T) {
	body := prose(3, 6000)
	for _, at := range []int{0, len(body) / 2, len(body) - 100} {
		for _, change := range []string{"eine Zeile mehr\n", strings.Repeat("noch eine\n", 50)} {
			var p press
			p.pack("/a", body)
			changed := append(append(bytes.Clone(body[:at]), change...), body[at:]...)
			p.pack("/a", changed)
			same := 0
			for k := range p.kept["/a"][0] {
				if _, ok := p.kept["/a"][1][k]; ok {
					same++
				}
			}
			if all := len(p.kept["/a"][0]); all < 5 || same < all-3 {
				t.Errorf("at %d: %d of %d pieces stayed", at, same, all)
			}
		}
	}
}

// Whoever walks a theme's archives leaves nothing behind in the press.
func TestPiecesOfArchivesAreNotKept(t *testing.T) {
	s, past := archiving(t, 330)
	for n := range past.stories {
		past.stories[n].Item.Summary = string(prose(uint64(n), 20))
	}
	rebuild(t, s, past)
	for _, path := range s.Paths() {
		body, _, ok := s.Page(path)
		if _, archive := archiveNumber(path); archive && (!ok || pieceEnd(body) == len(body)) {
			t.Fatalf("%s of %d octets has no pieces", path, len(body))
		}
	}
	for path := range s.press.kept {
		if _, ok := s.shelf.Load().files[path]; !ok {
			t.Errorf("pieces of %s are kept", path)
		}
	}
}
