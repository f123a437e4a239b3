package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPenSetsWordsOff(t *testing.T) {
	text := "Der Besuch aus Südkorea: Seoul plant"
	country, place := strings.Index(text, "Südkorea"), strings.Index(text, "Seoul")
	spans := []span{{place, place + 5}, {country, country + 9}, {country, country + 4}, {-1, 3}, {9, 900}}
	got := pen{bold: true}.passages(text, spans)
	want := []string{"Der Besuch aus \x1b[1mSüdkorea\x1b[0m: \x1b[1mSeoul\x1b[0m plant"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{text}, pen{}.passages(text, spans)); diff != "" {
		t.Errorf("a pen that is put down: %s", diff)
	}
	if newPen(&bytes.Buffer{}).bold {
		t.Error("bold where there is no terminal")
	}
}

func TestPenShowsPassagesOfALongText(t *testing.T) {
	text := strings.Repeat("viel Text davor ", 40) + "Seoul" + strings.Repeat(" viel 한국어 danach", 40) + " Busan am Ende"
	one, two := strings.Index(text, "Seoul"), strings.Index(text, "Busan")
	got := pen{}.passages(text, []span{{one, one + 5}, {two, two + 5}})
	if len(got) != 2 || !strings.Contains(got[0], "Seoul") || !strings.Contains(got[1], "Busan am Ende") {
		t.Fatalf("passages: %q", got)
	}
	if !strings.HasPrefix(got[0], "… ") || !strings.HasSuffix(got[0], " …") || strings.HasSuffix(got[1], "…") {
		t.Errorf("what is left out is not shown: %q", got)
	}
}
