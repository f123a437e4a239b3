// Package page reads web pages for news: lists of articles where a publisher
// offers no feed, and the articles themselves. It is pure: no network, no
// clock; the moment that "three hours ago" is measured from is handed in.
//
// A list page is read by selectors (Compile, List.Read). They are written in
// feeds.yaml, or found by Propose on a page that nobody has described: it looks
// for what repeats, has a headline that links to the same site, and mostly a
// date. Feeds lists the feeds a page advertises, which are better than any
// selectors. ReadArticle takes the text, image, date and footer lines of one
// article.
//
// A selector that matches nothing is no absence of news but a page that was
// rebuilt: Reading.Drift says so.
//
// Pages are foreign bytes. Before anything builds a tree of them a stream of
// tags is made to nest (nest.go), no deeper and no longer than the bounds in
// tree.go: the parser of x/net/html would otherwise refuse what is nested 512
// deep, and make a gigabyte of a hundred kilobytes of unclosed tags. Selectors
// are matched in one walk over the tree (walk.go), whatever they say and
// however the page is built.
package page
