package desk

import "koreadesk/news"

// sources are sources by their ids. There may be thousands: each stands once in
// memory, in the list an edition has of them.
type sources map[string]*news.Source

func (s sources) add(list []news.Source) {
	for n := range list {
		s[list[n].ID] = &list[n]
	}
}

// of is a source; one that is not known is none.
func (s sources) of(id string) news.Source {
	if source := s[id]; source != nil {
		return *source
	}
	return news.Source{}
}

// polled are the sources of feeds.yaml, in its order.
func (e *edition) polled() []news.Source { return e.all[:len(e.all)-1] }

// byHand is the source of what editors find themselves.
func (e *edition) byHand() news.Source {
	return news.Source{ID: news.ByHand, Title: e.desk.Title, Rights: news.Rights{Content: news.ExtentSummary, Images: true}}
}
