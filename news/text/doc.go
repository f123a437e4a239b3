// Package text says what text is: how markup becomes plain text, how plain
// text becomes a line, a key or a few sentences, which HTML is fit to be shown,
// and when two links are the same address.
//
// Three rules hold throughout.
//
// Nothing invisible gets out. Soft hyphens, zero-width characters, controls,
// bidirectional overrides and stray variation selectors are taken away; a
// joiner stays only where writing needs it (an emoji sequence, Arabic, the
// scripts of India). Blanks of every width are one blank, all text is NFC.
//
// Markup is read once, as a stream, in linear time. A reader hands on the
// tokens of HTML or XHTML without the elements nobody reads (script, style,
// template and the like); Plain takes its text, Clean its structure. What
// Clean returns went through five steps: that reader, rewriting of names and
// attributes with every link made absolute, the policy of bluemonday, a
// balancer that knows how elements of HTML may nest and how deep, and the
// parser and renderer of x/net/html. It is a fixed point: cleaning it again
// changes nothing, and where that cannot be reached the text is shown without
// markup.
//
// Markup leaves in two grades. Clean is for our own pages: an article's
// structure and nothing else. Safe is for programs that want what the publisher
// wrote: all that cannot run, forms, media, drawings and simple styles among it.
//
// A canonical link is a key, never shown. It may only lose what certainly does
// not choose the article: an article found twice is a nuisance, two articles
// taken for one is a loss.
//
// Every function is pure and may be called from many goroutines at once.
package text
