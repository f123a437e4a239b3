package tagger

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Learned names what labelled items taught about a tag, as Learn writes it.
type Learned struct {
	From string `yaml:"from"` // a built-in one (topics), or a file
	Tag  string `yaml:"tag"`  // which of its tags
}

// learnedHead opens every learned file.
const learnedHead = `# What labelled items taught about tags, in log odds. Made by "koreadesk learn",
# not by hand. The first two lines name the tags and their biases, each further
# one a piece of words and what it says: "batter*	3+12" is 1.2 for tag 3, the
# first being 0, where a word begins so.
`

// tenths is the grain of what is written.
const tenths = 10

// write writes l in the form that readLearned reads.
func (l *learned) write(w io.Writer) error {
	out := bufio.NewWriter(w)
	out.WriteString(learnedHead) //nolint:errcheck // Flush says so
	fmt.Fprintf(out, "tags\t%s\nbias\t", strings.Join(l.tags, " "))
	for n, b := range l.bias {
		fmt.Fprintf(out, "%s%.1f", strings.Repeat(" ", min(n, 1)), b)
	}
	out.WriteByte('\n') //nolint:errcheck // Flush says so
	for _, piece := range slices.Sorted(maps.Keys(l.rows)) {
		sep := byte('\t')
		out.WriteString(piece) //nolint:errcheck // Flush says so
		for _, x := range l.leans[l.rows[piece]] {
			fmt.Fprintf(out, "%c%d%+d", sep, x.tag, int(math.Round(float64(x.weight)*tenths)))
			sep = ' '
		}
		out.WriteByte('\n') //nolint:errcheck // Flush says so
	}
	return out.Flush()
}

// readLearned reads a learned file; name is what errors call it.
func readLearned(name string, file []byte) (*learned, error) {
	l := &learned{rows: make(map[string]int32, bytes.Count(file, []byte("\n")))}
	n := 0
	for line := range strings.Lines(string(file)) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if err := l.line(line); err != nil {
			return nil, fmt.Errorf("learned %s, line %d: %w; make it anew with koreadesk learn", name, n, err)
		}
	}
	if len(l.tags) == 0 || len(l.bias) != len(l.tags) {
		return nil, fmt.Errorf("learned %s: it has to open with a line of tags and one of as many biases; make it anew with koreadesk learn", name)
	}
	return l, nil
}

// line takes one line of a learned file.
func (l *learned) line(line string) error {
	piece, rest, ok := strings.Cut(line, "\t")
	switch {
	case !ok || piece == "":
		return fmt.Errorf("%q is no piece of a word, a tab and what it says", line)
	case l.tags == nil:
		if piece != "tags" {
			return fmt.Errorf("the tags are expected here, not %q", piece)
		}
		l.tags = strings.Fields(rest)
		return checkTags(l.tags)
	case l.bias == nil:
		for _, f := range strings.Fields(rest) {
			b, err := strconv.ParseFloat(f, 64)
			if err != nil || piece != "bias" || math.IsNaN(b) || math.IsInf(b, 0) {
				return fmt.Errorf("the biases of the tags are expected here, not %q", f)
			}
			l.bias = append(l.bias, b)
		}
		return nil
	}
	if _, twice := l.rows[piece]; twice {
		return fmt.Errorf("%q stands in the file twice", piece)
	}
	leans, err := l.says(rest)
	if err != nil {
		return err
	}
	l.rows[piece] = int32(len(l.leans))
	l.leans = append(l.leans, leans)
	return nil
}

// checkTags refuses tags that a learned cannot tell apart.
func checkTags(tags []string) error {
	if len(tags) > math.MaxUint8 {
		return fmt.Errorf("%d tags, more than the %d that one file can teach about", len(tags), math.MaxUint8)
	}
	for n, tag := range tags {
		if slices.Contains(tags[:n], tag) {
			return fmt.Errorf("the tag %q is named twice", tag)
		}
	}
	return nil
}

// tenthsMost is the strongest lean that is believed.
const tenthsMost = 1000

// says reads what a piece says: "3+12 0-4".
func (l *learned) says(rest string) ([]lean, error) {
	var leans []lean
	for _, f := range strings.Fields(rest) {
		at := max(strings.IndexAny(f, "+-"), 0)
		tag, err := strconv.Atoi(f[:at])
		weight, werr := strconv.Atoi(f[at:])
		if err != nil || werr != nil || tag < 0 || tag >= len(l.tags) || max(weight, -weight) > tenthsMost {
			return nil, fmt.Errorf("%q is no tag's number with tenths behind it", f)
		}
		leans = append(leans, lean{uint8(tag), float32(weight) / tenths})
	}
	if len(leans) == 0 {
		return nil, errors.New("a piece that says nothing")
	}
	return leans, nil
}

// learn gives b what its vocabulary says it learned; each file is read once.
func (c *compiler) learn(b *book, from *Learned, read func(string) ([]byte, error), sum io.Writer) error {
	l, had := c.learned[from.From]
	if !had {
		file, err := builtin.ReadFile("learned/" + from.From + ".txt")
		if err != nil && read != nil {
			file, err = read(from.From)
		}
		if err != nil {
			return fmt.Errorf("learned: %q is neither built in (topics) nor a file that can be read: %w", from.From, err)
		}
		fmt.Fprintf(sum, "%x\n", sha256.Sum256(file))
		if l, err = readLearned(from.From, file); err != nil {
			return err
		}
		c.learned[from.From] = l
	}
	b.learned, b.column = l, slices.Index(l.tags, from.Tag)
	if b.column < 0 {
		return fmt.Errorf("learned: %s taught nothing about %q; it knows %s", from.From, from.Tag, strings.Join(l.tags, ", "))
	}
	return nil
}
