package page

import (
	"errors"
	"fmt"
	"strings"

	"github.com/andybalholm/cascadia"
)

// selector is one key of Selectors, compiled.
type selector struct {
	text      string  // as written
	attribute string  // what is taken of the element; "" is its text
	after     bool    // looked for behind the entry, up to the next one ("+ dd")
	self      bool    // the entry's own element (":scope", or "@href" alone)
	chains    []chain // any of them
}

// chain is a selector without commas, cut at its combinators.
type chain struct {
	parts []cascadia.Sel
	joins []byte // how each part hangs on the one before it: ' ', '>', '+', '~'; the first is 0
}

// Bounds on a selector. Longer ones are mistakes.
const (
	maxSelector = 1000
	maxParts    = 32
)

// CheckSelector says what is wrong with a selector as it stands in feeds.yaml,
// nil when it can be used.
func CheckSelector(s string) error {
	_, err := parse(s)
	return err
}

// parse reads SELECTOR, SELECTOR@ATTRIBUTE, @ATTRIBUTE, :scope and, for what
// stands behind the entry it belongs to, + SELECTOR.
func parse(s string) (*selector, error) {
	out := &selector{text: s}
	rest := strings.TrimSpace(s)
	if rest == "" {
		return nil, errors.New("selector is empty")
	}
	if len(rest) > maxSelector {
		return nil, fmt.Errorf("selector is longer than %d characters", maxSelector)
	}
	var err error
	if rest, out.attribute, err = cutAttribute(rest); err != nil {
		return nil, err
	}
	if behind, ok := strings.CutPrefix(rest, "+"); ok {
		out.after, rest = true, strings.TrimSpace(behind)
	}
	if rest == "" || rest == ":scope" {
		out.self = true
		if out.after {
			return nil, fmt.Errorf("selector %q: + needs a selector behind it", s)
		}
		return out, nil
	}
	// The whole is read first: its errors speak of what was written.
	if _, err := cascadia.ParseGroup(rest); err != nil {
		return nil, fmt.Errorf("selector %q cannot be read: %w", s, err)
	}
	if strings.Count(rest, ":has(") > 1 {
		return nil, fmt.Errorf("selector %q: more than one :has() would take too long on a large page", s)
	}
	out.chains, err = chains(rest)
	if err != nil {
		return nil, fmt.Errorf("selector %q cannot be read: %w", s, err)
	}
	return out, nil
}

// cutAttribute takes the attribute off the end of a selector.
func cutAttribute(s string) (rest, name string, err error) {
	at := strings.LastIndexByte(s, '@')
	if at < 0 || strings.ContainsAny(s[at:], `]"')`) {
		return s, "", nil // within a selector for the value of an attribute
	}
	name = strings.ToLower(strings.TrimSpace(s[at+1:]))
	if name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-_:") != "" {
		return "", "", fmt.Errorf("selector %q: %q is no name of an attribute", s, s[at+1:])
	}
	return strings.TrimSpace(s[:at]), name, nil
}

// chains cuts a valid group of selectors at its commas and combinators.
func chains(s string) ([]chain, error) {
	var (
		out   []chain
		one   chain
		join  byte
		start int
		count int
	)
	end := func(at int) error {
		part := strings.TrimSpace(s[start:at])
		if part == "" {
			return errors.New("a part of it is empty")
		}
		sel, err := cascadia.Parse(part)
		if err != nil {
			return err
		}
		one.parts, one.joins = append(one.parts, sel), append(one.joins, join)
		if count++; count > maxParts {
			return fmt.Errorf("it has more than %d parts", maxParts)
		}
		return nil
	}
	for i := 0; i < len(s); {
		next, sign := step(s, i)
		if sign == 0 {
			i = next
			continue
		}
		if err := end(i); err != nil {
			return nil, err
		}
		start, i, join = next, next, sign
		if sign == ',' {
			out, one, join = append(out, one), chain{}, 0
		}
	}
	if err := end(len(s)); err != nil {
		return nil, err
	}
	return append(out, one), nil
}

// step is where the character, or what is in brackets or quotes, at i ends;
// for a combinator or comma, with the blanks around it, also which it is.
func step(s string, i int) (int, byte) {
	switch s[i] {
	case '\\':
		return min(i+2, len(s)), 0
	case '"', '\'':
		return quoted(s, i), 0
	case '(', '[':
		depth := 0
		for i < len(s) {
			switch s[i] {
			case '\\':
				i++
			case '"', '\'':
				i = quoted(s, i) - 1
			case '(', '[':
				depth++
			case ')', ']':
				depth--
			}
			if i++; depth == 0 {
				break
			}
		}
		return min(i, len(s)), 0
	case ' ', '\t', '\n', '\r', '\f', '>', '+', '~', ',':
		sign := byte(' ')
		for ; i < len(s) && strings.IndexByte(" \t\n\r\f>+~,", s[i]) >= 0; i++ {
			if strings.IndexByte(">+~,", s[i]) >= 0 {
				sign = s[i]
			}
		}
		if i == len(s) {
			return i, 0
		}
		return i, sign
	}
	return i + 1, 0
}

// quoted is where the string that opens at i ends.
func quoted(s string, i int) int {
	mark := s[i]
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case mark:
			return i + 1
		}
	}
	return len(s)
}
