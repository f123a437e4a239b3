package config

import (
	_ "embed"
	"fmt"
	"os"
	"strings"
	"text/template"
)

// First is what a first feeds.yaml is made of. Sources are those of a
// subscription list; none takes three well-known ones, to have something to
// read.
type First struct {
	Title    string
	BaseURL  string
	Language string // de, en or ko
	Sources  []Source
}

//go:embed first.yaml
var firstText string

var firstTemplate = template.Must(template.New("first.yaml").Parse(firstText))

// wellKnown are feeds that a desk for Korea can begin with.
var wellKnown = []Source{
	{ID: "yonhap-en", Title: "Yonhap News Agency", URL: "https://en.yna.co.kr/RSS/news.xml", Language: "en"},
	{ID: "korea-herald", Title: "The Korea Herald", URL: "https://www.koreaherald.com/rss/newsAll", Language: "en"},
	{ID: "fraunhofer", Title: "Fraunhofer-Gesellschaft", URL: "https://www.fraunhofer.de/de/rss/presse.rss", Language: "de"},
}

// firstWords are what the desk itself says in a first feeds.yaml, by language.
var firstWords = map[string]struct{ northKorea, everything string }{
	"de": {"Nordkorea", "Alle Meldungen"},
	"en": {"North Korea", "All news"},
	"ko": {"북한", "모든 소식"},
}

// Text is the file, with its comments. The error is Mistakes where what was
// given is not right.
func (f First) Text(file string, k Known) ([]byte, error) {
	if len(f.Sources) == 0 {
		f.Sources = wellKnown
	}
	words, known := firstWords[f.Language]
	if !known {
		words = firstWords["en"] // the language is then one of the Mistakes
	}
	var b strings.Builder
	err := firstTemplate.Execute(&b, map[string]string{
		"Title": scalar(f.Title), "BaseURL": scalar(f.BaseURL), "Language": scalar(f.Language),
		"Sources": WriteSources(f.Sources, 2, "\n"), "NorthKorea": words.northKorea, "Everything": words.everything,
	})
	if err != nil {
		return nil, fmt.Errorf("first configuration: %w", err)
	}
	text := []byte(b.String())
	_, err = Parse(file, text, k)
	return text, err
}

// Vacant says what Create would, before a person is asked what to write.
func Vacant(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return taken(path)
	}
	return nil
}

func taken(path string) error {
	return fmt.Errorf("%s is there already and stays as it is: name another with -c FILE", path)
}

// Create writes a file that must not be there yet.
func Create(path string, text []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		return taken(path)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be made (%w): name one in a folder that is there and that you may write, with -c FILE", path, Cause(err))
	}
	_, err = f.Write(text)
	if shut := f.Close(); err == nil {
		err = shut
	}
	if err != nil {
		os.Remove(path) // half a configuration is worse than none
	}
	return err
}
