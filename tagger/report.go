package tagger

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// confusionsShown is how many confusions of topics the table lists.
const confusionsShown = 12

// WriteTo writes r as a table a person reads.
func (r Report) WriteTo(w io.Writer) (int64, error) {
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "%d items, rules %s\n\n", r.Items, r.Rules)
	tw := tabwriter.NewWriter(&buf, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "tag\tright\twrong\tmissed\tprecision\trecall\tF1\t")
	for _, t := range r.Tags {
		row(tw, t.Tag, t)
	}
	if r.Topics != nil {
		row(tw, "all topics", *r.Topics)
	}
	for _, s := range r.Slices {
		if s.By == "trap" && s.Wrong+s.Missed == 0 {
			continue // a set has dozens, most of them without a miss
		}
		row(tw, fmt.Sprintf("%s, %s %s", s.Tag, s.By, s.Name), s.Tally)
	}
	tw.Flush()
	if len(r.Confusion) > 0 {
		fmt.Fprintf(&buf, "\ntopics given where another was wanted\n")
		for _, c := range r.Confusion[:min(len(r.Confusion), confusionsShown)] {
			fmt.Fprintf(&buf, "  %3d  %s where %s was wanted\n", c.Items, c.Given, c.Wanted)
		}
	}
	if len(r.Faults) > 0 {
		fmt.Fprintf(&buf, "\nthe rules failed on %d items, which count as without tags (please report them)\n", len(r.Faults))
		for _, f := range r.Faults {
			fmt.Fprintf(&buf, "  %s: %s\n", f.ID, f.What)
		}
	}
	if len(r.Misses) > 0 {
		fmt.Fprintf(&buf, "\n%s\n", misses(len(r.Misses)))
		for _, m := range r.Misses {
			m.write(&buf)
		}
	}
	return buf.WriteTo(w)
}

// String is the table of WriteTo.
func (r Report) String() string {
	var b strings.Builder
	r.WriteTo(&b) //nolint:errcheck // a Builder does not fail
	return b.String()
}

func misses(n int) string {
	if n == 1 {
		return "1 miss"
	}
	return fmt.Sprintf("%d misses", n)
}

func row(w io.Writer, name string, t Tally) {
	fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%s\t%s\t\n", name, t.Right, t.Wrong, t.Missed,
		share(t.Precision, t.Right+t.Wrong), share(t.Recall, t.Right+t.Missed), share(t.F1, t.Right+t.Wrong+t.Missed))
}

// share is x, or a dash where there is nothing it could be a share of.
func share(x float64, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", x)
}

// write prints a miss with everything that was found.
func (m Miss) write(w io.Writer) {
	verdict := "given, not wanted"
	if m.Wanted {
		verdict = "wanted, not given"
	}
	fmt.Fprintf(w, "  %s %s (%s, score %.3f of %.2f) %s\n", m.ID, m.Tag, verdict, m.Why.Score, m.Why.Threshold, m.Title)
	for _, e := range m.Why.Evidence {
		fmt.Fprintf(w, "      %s: %s (%s, %s) %.2f -> %.3f", e.Field, e.Text, e.Role, e.Class, e.Weight, e.Counts)
		if len(e.Rules) > 0 {
			fmt.Fprintf(w, "  %s", strings.Join(e.Rules, "; "))
		}
		fmt.Fprintln(w)
	}
}
