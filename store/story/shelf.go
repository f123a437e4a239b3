package story

// shelf holds the entries of an index in pieces. One array of them all would be
// made anew, larger, whenever it is full: beside hundreds of thousands of items
// that is as much memory again, for the old one and for room nobody needs yet.
type shelf struct {
	pieces []*[shelfPiece]indexed
	count  int
}

// shelfPiece is a power of two; so many entries take 144 KB.
const shelfPiece = 1 << 10

// at is the entry at a place, which is its for as long as it is held.
func (s *shelf) at(n int) *indexed {
	return &s.pieces[uint(n)/shelfPiece][uint(n)%shelfPiece]
}

func (s *shelf) push(e indexed) {
	if s.count == len(s.pieces)*shelfPiece {
		s.pieces = append(s.pieces, new([shelfPiece]indexed))
	}
	s.count++
	*s.at(s.count - 1) = e
}

// pop takes the last entry away; the room it took is kept.
func (s *shelf) pop() { s.count-- }
