package story

// What an item's other sightings say against an entry that matches its lead: of
// them the title alone is kept.

// Under is the same text under another title, of another source.
func (p Prepared) Under(title, source string) Prepared {
	t := p.telling
	t.Title, t.Source = title, source
	return Prepare(t)
}

// Called reports whether a telling goes by a title, but for a label or a note.
func (p Prepared) Called(title string) bool {
	r := rooms.Get().(*room)
	defer r.leave()
	return p.beside(p.Under(title, ""), r).sameTitle()
}

// Contradicts says in what two tellings cannot be one story; "" is nothing,
// however little they are alike.
func (p Prepared) Contradicts(q Prepared) string {
	r := rooms.Get().(*room)
	defer r.leave()
	c := p.beside(q, r)
	why := c.conflict()
	if c.x.corrects || c.y.corrects || why == denied || why == announced {
		return ""
	}
	return why
}
