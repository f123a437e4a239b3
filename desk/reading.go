package desk

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"koreadesk/news"
	"koreadesk/tagger"
)

// mostReadings is how many items' readings are held: some full pages.
const mostReadings = 4096

// readings are what the tagger lately read of items under one edition. A page
// that changes by one entry is made of hundreds, whose words need not be looked
// for again.
type readings struct {
	mu   sync.Mutex
	seed maphash.Seed
	held map[uint64]reading // by item number
}

// reading is an item's language, and why it carries its tags.
type reading struct {
	of       uint64 // hash of what was read
	language string
	because  map[string][]string // by tag
}

func newReadings() *readings {
	return &readings{seed: maphash.MakeSeed(), held: make(map[uint64]reading)}
}

// reading is what the tagger reads of an item: as held, or read now.
func (e *edition) reading(item news.Item) reading {
	of := e.readings.hash(item)
	e.readings.mu.Lock()
	r, known := e.readings.held[item.Num]
	e.readings.mu.Unlock()
	if known && r.of == of {
		return r
	}
	r = e.readAnew(item, of)
	e.readings.mu.Lock()
	defer e.readings.mu.Unlock()
	if len(e.readings.held) >= mostReadings {
		clear(e.readings.held)
	}
	e.readings.held[item.Num] = r
	return r
}

// readAnew has the tagger read an item. One that the rules fail on has no
// reasons; settling it has told of that.
func (e *edition) readAnew(item news.Item, of uint64) (r reading) {
	r = reading{of: of, because: make(map[string][]string)}
	failing(func() {
		about := subject(item, e.sourceTags)
		r.language = tagger.Language(about)
		for _, s := range e.tagger.Tag(about) {
			for _, word := range s.Because {
				// A word is a piece of the text, which it would keep in memory.
				r.because[s.Tag] = append(r.because[s.Tag], strings.Clone(word))
			}
		}
	})
	return r
}

// hash is of all that subject takes from an item.
func (r *readings) hash(item news.Item) uint64 {
	var h maphash.Hash
	h.SetSeed(r.seed)
	write := func(texts ...string) {
		for _, t := range texts {
			maphash.WriteComparable(&h, t)
		}
	}
	categories := func(list []news.Category) {
		for _, c := range list {
			write(c.Term, c.Scheme, c.Label)
		}
		write("")
	}
	maphash.WriteComparable(&h, item.Body)
	write(item.Title, item.Summary, item.Language, item.Source)
	categories(item.Categories)
	for _, s := range item.Sightings {
		write(s.Source)
		categories(s.Categories)
	}
	return h.Sum64()
}

// because are the tags of a verdict with the reasons the rules give for them.
func (e *edition) because(item news.Item, verdict news.Verdict) []news.Score {
	scores := slices.Clone(verdict.Tags)
	if len(scores) == 0 {
		return nil
	}
	reasons := e.reading(item).because
	for n := range scores {
		if len(scores[n].Because) == 0 {
			scores[n].Because = slices.Clone(reasons[scores[n].Tag])
		}
		if scores[n].Because == nil {
			scores[n].Because = []string{}
		}
	}
	return scores
}

// language is that of an item as its source says, else as its text shows.
func (e *edition) language(item news.Item) string {
	if item.Language != "" {
		return item.Language
	}
	return e.reading(item).language
}
