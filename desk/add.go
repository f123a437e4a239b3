package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"koreadesk/desk/control"
	"koreadesk/fetcher"
	"koreadesk/news"
	"koreadesk/news/text"
	"koreadesk/store"
)

// add takes an article found by hand: it is read like any other and becomes an
// item, or a sighting of one that is held.
func (d *Desk) add(ctx context.Context, edit news.Edit, ask control.EditAsk) (news.Edit, error) {
	address, err := url.Parse(ask.Item)
	if err != nil || address.Host == "" || address.Scheme != "http" && address.Scheme != "https" {
		return edit, fmt.Errorf("%q is no address of an article: give it whole, https://...", ask.Item)
	}
	entry, err := d.found(ctx, address, ask)
	if err != nil {
		return edit, err
	}
	// Nothing of this source is news for having been found first: an editor
	// decides on each.
	if _, err := d.store.Amend(news.ByHand, func(st news.State) news.State { st.Fetched = true; return st }); err != nil {
		return edit, err
	}
	state, _ := d.store.State(news.ByHand)
	delivery := news.Delivery{Source: news.ByHand, At: edit.When, State: state, Fresh: true, Entries: []news.Entry{entry}}
	if _, err := d.store.Put(ctx, delivery); err != nil {
		return edit, err
	}
	record, err := d.store.Find(entry.Link)
	if err != nil && !errors.Is(err, store.ErrNoItem) {
		return edit, err
	}
	if err != nil || record.Item.Erased { // known by its text, or by its address
		return edit, fmt.Errorf("%s was taken down, and does not come back", entry.Link)
	}
	edit.Item, edit.Value = record.Item.ID, entry.Link
	return d.store.AddEdit(edit)
}

// found is the entry of an article: what its page says, and where the editor
// says otherwise, what the editor says.
func (d *Desk) found(ctx context.Context, address *url.URL, ask control.EditAsk) (entry news.Entry, err error) {
	told := control.Found{}
	if ask.Found != nil {
		told = *ask.Found
	}
	entry = news.Entry{Link: address.String(), Via: news.Origin{Title: text.Line(told.Source)},
		Title: text.Line(told.Title), Summary: text.Line(told.Summary), Published: told.Date}
	if !told.Unread {
		e := d.edition.Load()
		entry, err = e.fetcher.Article(ctx, e.sourceAt(address), entry, time.Now())
		if err != nil {
			return entry, fmt.Errorf("%w (with --unread the page is not asked for: then give a --title)", err)
		}
	}
	if entry.Title == "" {
		return entry, errors.New("the page names no title: give one with --title")
	}
	entry.Via.Title = cmp.Or(entry.Via.Title, strings.TrimPrefix(address.Hostname(), "www."))
	return entry, nil
}

// sourceAt is the configured source on whose site an address is: it says how
// that site is asked, and where its articles tell what. Where there is none the
// usual manners hold.
func (e *edition) sourceAt(address *url.URL) news.Source {
	for _, id := range slices.Sorted(maps.Keys(e.sources)) {
		src := e.sources.of(id)
		if u, err := url.Parse(src.URL); err == nil && fetcher.Domain(u.Hostname()) == fetcher.Domain(address.Hostname()) {
			return src
		}
	}
	return news.Source{ID: news.ByHand, URL: address.String()}
}
