package tagger

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"koreadesk/news"
)

//go:embed vocabulary/*.yaml vocabulary/*/*.yaml learned/*.txt
var builtin embed.FS

// countriesFile lists the world's countries; it is no vocabulary of a tag.
const countriesFile = "countries"

// Builtin are the desk's own tags, each with its built-in vocabulary: korea,
// north-korea and the topics.
func Builtin() []news.Tag {
	return []news.Tag{
		{ID: "korea", Title: "Korea", Vocabulary: "korea"},
		{ID: "north-korea", Title: "Nordkorea", Vocabulary: "north-korea"},
		topic("wirtschaft-maerkte", "Wirtschaft, Märkte"),
		topic("innovation", "Innovation"),
		topic("bildung-hochschulen", "Bildung und Hochschulen"),
		topic("grundlagenforschung", "Grundlagenforschung"),
		topic("energie", "Energie"),
		topic("umwelt-nachhaltigkeit", "Umwelt u. Nachhaltigkeit"),
		topic("mobilitaet", "Mobilität"),
		topic("information-kommunikation", "Information u. Kommunikation"),
		topic("lebenswissenschaften", "Lebenswissenschaften"),
		topic("produktion", "Engineering und Produktion"),
		topic("sicherheit", "Sicherheitsforschung"),
		topic("foerderung", "Förderung, Bekanntmachungen"),
		topic("netzwerke-kooperation", "Netzwerke, Kooperation"),
		topic("politik", "Strategie und Rahmenbedingungen"),
	}
}

func topic(id, title string) news.Tag {
	return news.Tag{ID: id, Title: title, Vocabulary: id}
}

// Vocabularies are the names of the built-in vocabularies.
func Vocabularies() []string {
	files, err := fs.Glob(builtin, "vocabulary/*.yaml")
	if err != nil {
		return nil
	}
	var names []string
	for _, f := range files {
		if name := strings.TrimSuffix(path.Base(f), ".yaml"); name != countriesFile {
			names = append(names, name)
		}
	}
	return names
}

// load reads the vocabulary called name: a built-in one, or a file.
func load(name string, read func(string) ([]byte, error)) (*Vocabulary, []byte, error) {
	if slices.Contains(Vocabularies(), name) {
		b, parts, err := stored(name)
		if err != nil {
			return nil, nil, fmt.Errorf("vocabulary %s: %w", name, err)
		}
		v, err := readVocabulary(name, b, parts...)
		for _, p := range parts {
			b = append(b, p.text...)
		}
		return v, b, err
	}
	if read == nil {
		return nil, nil, fmt.Errorf("vocabulary %q is not built in; there are %s", name, strings.Join(Vocabularies(), ", "))
	}
	b, err := read(name)
	if err != nil {
		return nil, nil, fmt.Errorf("vocabulary %q is neither built in (%s) nor a file that can be read: %w",
			name, strings.Join(Vocabularies(), ", "), err)
	}
	v, err := readVocabulary(name, b)
	return v, b, err
}

// stored is the file of the built-in vocabulary called name and the parts that a
// folder of that name holds.
func stored(name string) (file []byte, parts []part, err error) {
	if file, err = builtin.ReadFile("vocabulary/" + name + ".yaml"); err != nil {
		return nil, nil, err
	}
	names, err := fs.Glob(builtin, "vocabulary/"+name+"/*.yaml")
	if err != nil {
		return nil, nil, err
	}
	for _, n := range names {
		text, err := builtin.ReadFile(n)
		if err != nil {
			return nil, nil, err
		}
		parts = append(parts, part{name: strings.TrimPrefix(n, "vocabulary/"), text: text})
	}
	return file, parts, nil
}
