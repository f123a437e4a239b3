package story_test

import (
	"testing"

	"koreadesk/store/story"
)

// A text that two senders print word for word is one release, whatever each
// calls it. The papers of one house share their stock phrases.
func TestTwoSenders(t *testing.T) {
	const text = "Der Hersteller aus Changwon mietet dafür 3.000 Quadratmeter am Hafen. Ab Mai sollen dort 25 Menschen arbeiten."
	first := story.Telling{Title: "Hwacheon eröffnet Vorführzentrum in Neuss", Text: text, Link: "https://hafen.example.org/1", Source: "hafen"}
	for _, c := range []struct {
		name  string
		other story.Telling
		want  story.Decision
	}{
		{"another sender", story.Telling{Text: text, Link: "https://kammer.example.net/2", Source: "kammer"}, story.Same},
		{"another paper of the house", story.Telling{Text: text, Link: "https://presse.example.org/2", Source: "presse"}, story.Unsure},
		{"the same source", story.Telling{Text: text, Link: "https://hafen.example.org/2", Source: "hafen"}, story.Unsure},
		{"a phrase", story.Telling{Text: "Ab Mai sollen dort 25 Menschen arbeiten.", Link: "https://kammer.example.net/2", Source: "kammer"}, story.Different},
		{"a text of its own", story.Telling{Text: "Der Konzern aus Changwon mietet dafür einen Hof am Stadtrand. Im Herbst wird er wieder geräumt.", Link: "https://kammer.example.net/2", Source: "kammer"}, story.Different},
	} {
		c.other.Title = "Maschinenbau: Südkoreaner kommen an den Rhein"
		if m := story.Compare(first, c.other); m.Decision != c.want {
			t.Errorf("%s: %v (%s), want %v", c.name, m.Decision, m.Why, c.want)
		}
		if m := story.Compare(c.other, first); m.Decision != c.want {
			t.Errorf("%s, the other way: %v (%s), want %v", c.name, m.Decision, m.Why, c.want)
		}
	}
}

// What every site says of itself is nobody's release.
func TestHousekeepingIsNoRelease(t *testing.T) {
	const text = "Um diesen Inhalt zu sehen, erlauben Sie bitte Cookies und laden Sie die Seite danach noch einmal."
	a := story.Telling{Title: "Werft in Geoje stellt Köche ein", Text: text, Link: "https://hafen.example.org/1", Source: "hafen"}
	b := story.Telling{Title: "Aachen sucht einen Namen für den Wal", Text: text, Link: "https://kammer.example.net/2", Source: "kammer"}
	if m := story.Compare(a, b); m.Decision == story.Same {
		t.Errorf("joined: %s", m.Why)
	}
}
