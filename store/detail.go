package store

import "koreadesk/news"

// What an item has besides its text: categories, persons, enclosures.

func appendCategories(w *wire, n fieldNumber, cs []news.Category) {
	for _, c := range cs {
		var one wire
		one.str(1, c.Term)
		one.str(2, c.Scheme)
		one.str(3, c.Label)
		w.message(n, one)
	}
}

func decodeCategory(f field, to *[]news.Category) error {
	var c news.Category
	err := f.inside(func(f field) error {
		switch f.n {
		case 1:
			c.Term = f.s
		case 2:
			c.Scheme = f.s
		case 3:
			c.Label = f.s
		}
		return nil
	})
	*to = append(*to, c)
	return err
}

func encodePerson(p news.Person) []byte {
	var w wire
	w.str(1, p.Name)
	w.str(2, p.Email)
	w.str(3, p.URI)
	return w
}

func decodePerson(f field, to *[]news.Person) error {
	var p news.Person
	err := f.inside(func(f field) error {
		switch f.n {
		case 1:
			p.Name = f.s
		case 2:
			p.Email = f.s
		case 3:
			p.URI = f.s
		}
		return nil
	})
	*to = append(*to, p)
	return err
}

func encodeEnclosure(e news.Enclosure) []byte {
	var w wire
	w.str(1, e.Link)
	w.str(2, e.Type)
	w.signed(3, e.Length)
	return w
}

func decodeEnclosure(f field, to *[]news.Enclosure) error {
	var e news.Enclosure
	err := f.inside(func(f field) error {
		switch f.n {
		case 1:
			e.Link = f.s
		case 2:
			e.Type = f.s
		case 3:
			e.Length = f.signed()
		}
		return nil
	})
	*to = append(*to, e)
	return err
}
