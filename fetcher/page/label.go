package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"koreadesk/news/text"
)

// line is a line of a page as a reader sees it.
type line struct {
	text  string
	links []string   // the texts of the links in it
	node  *html.Node // the block it stands in
	value *html.Node // that of its value, where the label has one of its own
}

// Bounds on what is searched for labels.
const (
	maxLines = 20_000
	maxLabel = 60  // bytes
	maxValue = 600 // bytes
)

// lines are the lines of the article's part of a page.
func (t *tree) lines() []line {
	var (
		out  []line
		now  strings.Builder
		this line
	)
	end := func(next *html.Node) {
		if this.text = text.Line(now.String()); this.text != "" {
			out = append(out, this)
		}
		now.Reset()
		this = line{node: next}
	}
	for n := t.root; n != nil && len(out) < maxLines; {
		switch {
		case n.Type == html.TextNode:
			if this.node == nil {
				this.node = n.Parent
			}
			now.WriteString(n.Data)
		case n.Type == html.ElementNode && (unread(n) || n.Data == "head" || chromeLines(n)):
			end(nil)
			if n = past(n, t.root); n != nil {
				continue
			}
		case n.Type == html.ElementNode && block(n.Data):
			end(n)
		case named(n, "a"):
			this.links = append(this.links, wordsOf(n))
		}
		if n == nil {
			break
		}
		next := following(n, t.root)
		for up := n; up != nil && next != nil && !within(next, up); up = up.Parent {
			if block(up.Data) {
				end(up.Parent)
			}
		}
		n = next
	}
	end(nil)
	return out
}

// chrome reports whether an element begins what is no part of an article.
func chrome(n *html.Node) bool {
	return named(n, "nav", "aside", "figure", "form", "footer", "header") && inChrome(n)
}

// value is what stands behind one of the labels: on the same line behind a
// colon, else on the next one. Of several the last counts, for such lines
// stand below the text. Links in it are given as well, where it consists of
// them.
func value(lines []line, labels []string) (string, []string) {
	for i := len(lines) - 1; i >= 0; i-- {
		head, rest, colon := strings.Cut(lines[i].text, ":")
		if len(head) > maxLabel || !slices.Contains(labels, labelled(head)) {
			continue
		}
		if rest = strings.TrimSpace(rest); rest != "" {
			if len(rest) <= maxValue {
				return rest, whole(rest, lines[i].links)
			}
			continue
		}
		next := i + 1
		if next < len(lines) && (colon || named(lines[i].node, "dt", "th")) && len(lines[next].text) <= maxValue && !strings.HasSuffix(lines[next].text, ":") {
			return lines[next].text, whole(lines[next].text, lines[next].links)
		}
	}
	return "", nil
}

// labelled is the form in which labels are compared.
func labelled(s string) string {
	s = text.Fold(s)
	return strings.ReplaceAll(strings.ReplaceAll(s, " / ", "/"), "( ", "(")
}

// whole returns the links when nothing but marks stands between them.
func whole(s string, links []string) []string {
	for _, l := range links {
		s = strings.Replace(s, l, "", 1)
	}
	if len(links) == 0 || strings.Trim(s, " ,;|/·•[]") != "" {
		return nil
	}
	return links
}

// Labels of the lines below an article, folded.
func sourceLabels() []string {
	return []string{"quelle", "quellen", "source", "출처", "자료출처", "자료제공"}
}

func editorLabels() []string { return []string{"redaktion"} }

func dateLabels() []string {
	return []string{"datum", "veröffentlicht", "veröffentlicht am", "veröffentlichungsdatum", "erscheinungsdatum", "erschienen am", "date", "published",
		"publication date", "등록일", "작성일", "게시일", "등록일자", "등록일시", "작성일자", "배포일", "입력"}
}

func countryLabels() []string {
	return []string{"länder/organisationen", "länder", "land", "country", "countries", "국가", "대상국가"}
}

func themeLabels() []string {
	return []string{"themen", "thema", "themenfelder", "themenfeld", "schlagworte", "schlagwörter", "topics", "topic", "tags", "분야", "주제"}
}

func authorLabels() []string {
	return []string{"autor", "autorin", "autoren", "author", "authors"}
}

// Themes are labels of known sites that contain a comma and are one label all
// the same. A line of themes is never cut at a comma without such a list.
func Themes() []string {
	return []string{
		"Wirtschaft, Märkte", "Ethik, Recht, Gesellschaft", "Internationalisierung Deutschlands, Bi-/Multilaterales",
		"Bildung und Hochschulen", "Berufs- und Weiterbildung", "Dienstleistungsforschung", "Energie", "Engineering und Produktion",
		"Fachkräfte", "Förderung", "Geistes- und Sozialwissenschaften", "Geowissenschaften", "Grundlagenforschung",
		"Information u. Kommunikation", "Infrastruktur", "Innovation", "Lebenswissenschaften", "Mobilität", "Netzwerke",
		"Physik. u. chem. Techn.", "Sicherheitsforschung", "Strategie und Rahmenbedingungen", "Umwelt u. Nachhaltigkeit",
		"Programmausschreibungen", "Fachberichte und -studien", "inside Newsletter",
	}
}

// split cuts a line of labels. At a semicolon, bar or dot it always does; at a
// comma only where one side of it is a label of the closed list known. What is
// not known and hangs together by commas stays together.
func split(s string, known []string) []string {
	folded := make([]string, len(known))
	for i, k := range known {
		folded[i] = text.Fold(k)
	}
	var out []string
	for run := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ';' || r == '|' || r == '•' || r == '·' }) {
		pieces := strings.Split(run, ",")
		unknown := 0 // where the pieces begin that no label was found for
		for i := 0; i < len(pieces); {
			size := leading(pieces[i:], folded)
			if size == 0 {
				i++
				continue
			}
			out = add(out, pieces[unknown:i])
			out = add(out, pieces[i:i+size])
			i += size
			unknown = i
		}
		out = add(out, pieces[unknown:])
	}
	return out
}

// leading is how many of the pieces, at most, make the first label of the list.
func leading(pieces, known []string) int {
	for size := min(len(pieces), 6); size > 0; size-- {
		if slices.Contains(known, text.Fold(strings.Join(pieces[:size], ","))) {
			return size
		}
	}
	return 0
}

func add(out, pieces []string) []string {
	if s := text.Line(strings.Join(pieces, ",")); s != "" && !slices.Contains(out, s) && len(out) < maxCategories {
		out = append(out, s)
	}
	return out
}

// countries cuts a line of countries at the commas that stand in no brackets.
func countries(s string) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			depth--
		case ',', ';':
			if depth <= 0 {
				out = add(out, []string{s[start:i]})
				start = i + 1
			}
		}
	}
	return add(out, []string{s[start:]})
}
