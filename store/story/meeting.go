package story

import "math/bits"

// meetings are the entries of an index that have parts in common with a sign.
// They are few, and counted where they stand: nothing is sorted to add them up.
type meetings struct {
	slots [mostMeetings]meeting // by a hash of the entry
	taken [mostMeetings / 2]uint16
	count int // of the slots that are taken
}

// mostMeetings is a power of two, and twice as many as one walk can meet.
const mostMeetings = 2 * signParts * mostSteps

// meeting is an entry and the parts in which it agrees, a bit each.
type meeting struct {
	entry uint32 // 1 + its place in the index; 0 is none
	parts uint16
}

func (m *meetings) add(entry, part int) {
	id := uint32(entry) + 1
	at := id * 0x9e3779b1 % mostMeetings
	for m.slots[at].entry != id {
		if m.slots[at].entry == 0 {
			m.slots[at].entry = id
			m.taken[m.count] = uint16(at)
			m.count++
			break
		}
		at = (at + 1) % mostMeetings
	}
	m.slots[at].parts |= 1 << part
}

// agrees is how much the parts in common tell: a title most, then how a text
// begins.
func (m meeting) agrees() int {
	const title, lead = 1 << signTitle, 1 << signLead
	sum := bits.OnesCount16(m.parts)
	if m.parts&title != 0 {
		sum += 3
	}
	if m.parts&lead != 0 {
		sum += 2
	}
	return sum
}
