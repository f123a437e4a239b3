package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
	"koreadesk/publish"
	"koreadesk/store"
)

// sent gives a site the issues that were sent.
type sent struct{ desk *Desk }

// Issues implements publish.Sent.
func (s sent) Issues(theme string) ([]string, error) { return s.desk.store.Issues(theme) }

// Issue implements publish.Sent.
func (s sent) Issue(theme, name string) (news.Issue, bool, error) {
	issue, err := s.desk.store.Issue(theme, name)
	if errors.Is(err, store.ErrNoItem) {
		return issue, false, nil
	}
	return issue, err == nil, err
}

// send closes the issues whose cut-off has passed, those that were missed as
// well, and builds the pages that name them. The caller has the turn.
func (d *Desk) send(ctx context.Context, e *edition, now time.Time) error {
	changed := make(map[string]bool)
	for _, theme := range e.themes {
		if theme.Issue.IsZero() {
			continue
		}
		new, err := d.sendTheme(ctx, e, theme, now)
		if err != nil {
			return fmt.Errorf("issues of %s: %w", theme.ID, err)
		}
		if new {
			changed[theme.ID] = true
		}
	}
	_, err := d.build(ctx, e, changed)
	for theme := range changed {
		site := d.site.Load()
		d.hubs.Tell(site.Hubs(theme), site.IssueTopics(theme))
	}
	return err
}

// sendTheme closes a theme's issues up to now. A theme whose ledger has not
// begun has missed none; its first issue is that of the last cut-off.
func (d *Desk) sendTheme(ctx context.Context, e *edition, theme news.Theme, now time.Time) (new bool, err error) {
	lines, err := d.store.Lines(theme.ID)
	if lines == 0 || err != nil {
		return false, err
	}
	closed, err := d.store.Closed(theme.ID)
	if err != nil {
		return false, err
	}
	cutoff, last := theme.Issue.Before(now), closed
	if last.IsZero() {
		last = before(theme.Issue, cutoff)
	} else {
		cutoff = theme.Issue.After(closed)
	}
	for ; !cutoff.After(now); cutoff = theme.Issue.After(cutoff) {
		if err := ctx.Err(); err != nil {
			return new, err
		}
		issue, err := d.issue(e, theme, last, cutoff, closed.IsZero())
		if err != nil {
			return new, err
		}
		sent, err := d.sendIssue(issue)
		if err != nil {
			return new, err
		}
		new = new || sent
		last, closed = cutoff, cutoff
	}
	return new, nil
}

// sendIssue keeps an issue, unless one of its name was sent: the cut-off was
// moved on within its week or month. What it would have had waits for the next.
func (d *Desk) sendIssue(issue news.Issue) (sent bool, err error) {
	names, err := d.store.Issues(issue.Theme)
	if err != nil {
		return false, err
	}
	if slices.Contains(names, issue.Name) {
		d.log.Info("an issue of this name was sent already: what entered since goes into the next one",
			"theme", issue.Theme, "issue", issue.Name, "items", len(issue.Items))
		issue.Items = nil // says only that its cut-off has passed
	}
	if err := d.store.Send(issue); err != nil || len(issue.Items) == 0 {
		return false, err
	}
	d.log.Info("issue closed", "theme", issue.Theme, "issue", issue.Name, "items", len(issue.Items))
	return true, nil
}

// before is the cut-off before another.
func before(c news.Cycle, cutoff time.Time) time.Time { return c.Before(cutoff.Add(-time.Second)) }

// issue is what a theme's ledger had at a cut-off and no issue has. What entered
// before the last one and was not sent is late; a cycle further back, or before
// the first, it is old.
func (d *Desk) issue(e *edition, theme news.Theme, last, cutoff time.Time, first bool) (news.Issue, error) {
	after := last
	if !first {
		after = before(theme.Issue, last)
	}
	places, err := d.store.Unsent(theme.ID, after, cutoff)
	if err != nil {
		return news.Issue{}, err
	}
	stories, err := d.toldInLetters(e, places, cutoff)
	if err != nil {
		return news.Issue{}, err
	}
	issue, refused, err := d.site.Load().Issue(theme.ID, theme.Issue.Name(cutoff), last, cutoff, stories)
	for _, r := range refused {
		d.log.Warn("entry left out of an issue", "theme", r.Theme, "issue", issue.Name, "item", r.Item, "why", r.Why)
	}
	return issue, err
}

// toldInLetters are the stories of a ledger's lines that may be shown, as they
// are pinned at some instant: a cut-off that was missed gives the same letter.
func (d *Desk) toldInLetters(e *edition, places []news.Place, at time.Time) ([]publish.Story, error) {
	all, err := d.told(e, places, at)
	var stories []publish.Story
	for _, s := range all {
		if s.Gone.IsZero() && !s.Item.Erased && s.Item.Into == "" {
			stories = append(stories, s)
		}
	}
	return stories, err
}

// nextIssue is the first cut-off that is to come; zero where no theme has one.
func (e *edition) nextIssue(now time.Time) (next time.Time) {
	for _, theme := range e.themes {
		if !theme.Issue.IsZero() {
			next = sooner(next, theme.Issue.After(now))
		}
	}
	return next
}

// sendDue closes the issues whose cut-off has passed, when nothing else is
// being done.
func (d *Desk) sendDue(ctx context.Context, now time.Time) error {
	d.turn.Lock()
	defer d.turn.Unlock()
	return d.send(ctx, d.edition.Load(), now)
}

// closeIssues does sendDue for the loops.
func (d *Desk) closeIssues(ctx context.Context, now time.Time) {
	if err := d.sendDue(ctx, now); err != nil && ctx.Err() == nil {
		d.log.Error("issues could not be closed; it is tried again", "error", err)
	}
}

// Digest is what entered a theme in some time, as an issue would have it.
func (d *Desk) Digest(_ context.Context, ask control.DigestAsk) (control.Digest, error) {
	e, now := d.edition.Load(), time.Now()
	since, err := Since(ask.Since, now)
	if err != nil {
		return control.Digest{}, fmt.Errorf("digest: %w", err)
	}
	if err := e.hasTheme(ask.Theme); err != nil {
		return control.Digest{}, fmt.Errorf("digest: %w", err)
	}
	places, err := d.store.Places(ask.Theme, 0, 0)
	if err != nil && !errors.Is(err, store.ErrDamaged) {
		return control.Digest{}, err
	}
	var within []news.Place
	for _, p := range places {
		if p.Left.IsZero() && !p.Entered.Before(since) {
			within = append(within, p)
		}
	}
	stories, err := d.toldInLetters(e, within, now)
	if err != nil {
		return control.Digest{}, err
	}
	page, text, err := d.site.Load().Digest(ask.Theme, since, now, stories)
	return control.Digest{HTML: page, Text: text, Items: len(stories)}, err
}
