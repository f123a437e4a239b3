package tagger

import "fmt"

// Country is how texts name one country: itself, its people, its places. The
// built-in list is what "another country" means to a vocabulary that names its
// own in Home.
type Country struct {
	Code   string `yaml:"code"` // ISO 3166-1 alpha-2
	Names  []Word `yaml:"names"`
	Places []Word `yaml:"places"` // capital and cities that stand for it
	People []Word `yaml:"people"` // heads of state and others who need no introduction
}

// The weights of another country's names.
const (
	countryWeight = 0.6
	placeWeight   = 0.5
	personWeight  = 0.6
)

func (c Country) groups() []Group {
	return []Group{
		{Class: "country", Weight: countryWeight, Words: c.Names},
		{Class: "place", Weight: placeWeight, Words: c.Places},
		{Class: "person", Weight: personWeight, Words: c.People},
	}
}

// readCountries reads the list of countries.
func readCountries(name string, b []byte) ([]Country, error) {
	var file struct {
		Countries []Country `yaml:"countries"`
	}
	if err := decode(name, b, &file); err != nil {
		return nil, err
	}
	for _, c := range file.Countries {
		if len(c.Code) != 2 || len(c.Names) == 0 {
			return nil, fmt.Errorf("vocabulary %s: country %q needs a code of two letters and names", name, c.Code)
		}
	}
	return file.Countries, nil
}
