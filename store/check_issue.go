package store

import (
	"fmt"
	"slices"

	"koreadesk/news"
)

// issues checks what was sent of each theme: every issue, and which item stands
// in which.
func (c *checker) issues() error {
	top := c.tx.Bucket(bucketIssues)
	if top == nil {
		return nil
	}
	if err := c.ofThemes(bucketIssues, top); err != nil {
		return err
	}
	for _, theme := range c.numbered() {
		i, err := c.s.readIssues(c.tx, theme)
		if err != nil || i == nil {
			continue // ledgers reports a theme that cannot be read
		}
		if i.all == nil || i.sent == nil {
			c.report(i.part(nil), nil, "it has no issues, or does not say what they hold")
			continue
		}
		if err := c.newsletter(i); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) newsletter(i *issues) error {
	if v := i.at.Get(issuesClosed); v != nil {
		if _, err := c.s.press.unframe(issuesClosed, v); err != nil {
			c.report(i.part(issuesClosed), issuesClosed, "%v", err)
		}
	}
	holds := make(map[string][]string)
	err := c.each(i.part(issuesAll), i.all, func(k, b []byte) error {
		issue, err := decodeIssue(b)
		if err != nil {
			return err
		}
		holds[string(k)] = issue.Items
		return c.inside(i, issue)
	})
	return first(err, c.each(i.part(issuesSent), i.sent, func(k, name []byte) error {
		if !slices.Contains(holds[string(name)], string(k)) {
			return fmt.Errorf("issue %s does not hold item %s", name, k)
		}
		return nil
	}))
}

// inside checks that an issue's items are noted to have been sent, and that its
// pieces are theirs.
func (c *checker) inside(i *issues, issue news.Issue) error {
	for _, id := range issue.Items {
		if i.sent.Get([]byte(id)) == nil {
			return fmt.Errorf("item %s is not noted to have been sent", id)
		}
	}
	for _, f := range issue.Files {
		for _, p := range f.Pieces {
			if p.Item != "" && !slices.Contains(issue.Items, p.Item) {
				return fmt.Errorf("it has words of item %s, which it does not hold", p.Item)
			}
		}
	}
	return nil
}
