package desk

import (
	"reflect"
	"testing"

	"koreadesk/news"
)

const readingFeeds = `
desk: {title: Hafenbrief, base_url: https://desk.example/, authority: "desk.example,2026"}
tags: [{id: korea, title: Korea, vocabulary: korea}]
themes: [{id: korea, title: Korea, any: [korea]}]
sources: [{id: hafen, title: Hafen, url: https://hafen.example/feed}]
`

// What a page is made of must not differ by whether an item was read before.
func TestReadingFollowsItsItem(t *testing.T) {
	d := testDesk(t, readingFeeds)
	e := d.edition.Load()
	item := news.Item{Num: 7, Source: "hafen", Title: "Werft aus Busan liefert Fähre", Summary: "Die Werft aus Südkorea liefert im Mai."}
	verdict := news.Verdict{Item: 7, Tags: []news.Score{{Tag: "korea", Score: 0.9}}}
	first := e.because(item, verdict)
	if len(first) != 1 || len(first[0].Because) == 0 {
		t.Fatalf("no reasons: %+v", first)
	}
	if lang := e.language(item); lang != "de" {
		t.Errorf("language %q, not de", lang)
	}
	if again := e.because(item, verdict); !reflect.DeepEqual(first, again) {
		t.Errorf("read again: %+v, not %+v", again, first)
	}
	again := e.because(item, verdict)
	again[0].Because[0] = "scribbled over"
	if held := e.because(item, verdict); !reflect.DeepEqual(first, held) {
		t.Errorf("a caller's change came back: %+v", held)
	}

	for name, change := range map[string]func(*news.Item){
		"title":    func(i *news.Item) { i.Title = "Werft aus Incheon liefert Fähre" },
		"summary":  func(i *news.Item) { i.Summary = "Die Werft in Ulsan liefert im Mai." },
		"body":     func(i *news.Item) { i.Body = news.Raw{Markup: "<p>Seoul</p>", Kind: news.HTML} },
		"category": func(i *news.Item) { i.Categories = []news.Category{{Term: "Republik Korea"}} },
		"sighting": func(i *news.Item) {
			i.Sightings = []news.Sighting{{Source: "other", Categories: []news.Category{{Term: "Republik Korea"}}}}
		},
	} {
		changed := item
		change(&changed)
		fresh := e.readAnew(changed, 0)
		e.because(item, verdict) // held is the one before
		if got := e.because(changed, verdict)[0].Because; !reflect.DeepEqual(got, fresh.because["korea"]) {
			t.Errorf("%s changed: %v, not %v", name, got, fresh.because["korea"])
		}
		if e.readings.hash(changed) == e.readings.hash(item) {
			t.Errorf("%s changed, the hash did not", name)
		}
	}
}

func TestReadingsAreBounded(t *testing.T) {
	d := testDesk(t, readingFeeds)
	e := d.edition.Load()
	for n := range uint64(mostReadings + 10) {
		e.language(news.Item{Num: n, Title: "Fähre"})
	}
	if n := len(e.readings.held); n > mostReadings {
		t.Errorf("%d readings are held, %d may be", n, mostReadings)
	}
}

// An item that an editor tagged is shown even where the rules fail on it.
func TestReadingOfWhatTheRulesFailOn(t *testing.T) {
	e := &edition{readings: newReadings()} // no tagger: it fails on everything
	scores := e.because(news.Item{Num: 1, Title: "x"}, news.Verdict{Tags: []news.Score{{Tag: "korea", Score: 1}}})
	if len(scores) != 1 || len(scores[0].Because) != 0 {
		t.Errorf("got %+v", scores)
	}
	if lang := e.language(news.Item{Num: 1, Title: "x"}); lang != "" {
		t.Errorf("language %q of what was not read", lang)
	}
}
