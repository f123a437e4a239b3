package publish

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
)

var colour = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6})`)

// Every colour that carries text stands out from what it is on, in light and in
// dark, as WCAG 2.2 asks at level AA.
func TestContrast(t *testing.T) {
	s := NewSite(sampleSetup())
	for path, pairs := range map[string][][2]string{
		"/page.css": {
			{"ink", "paper"}, {"soft", "paper"}, {"link", "paper"}, {"seen", "paper"}, {"ink", "sheet"}, {"link", "sheet"}, {"chip-ink", "chip"},
		},
		"/feed.css": {{"ink", "paper"}, {"soft", "paper"}, {"link", "paper"}},
	} {
		css, _, _ := s.Page(path)
		light, dark, ok := strings.Cut(string(css), "prefers-color-scheme: dark")
		if !ok {
			t.Fatalf("%s knows no dark", path)
		}
		dark, _, _ = strings.Cut(dark, "}\n}")
		for _, part := range []string{light, dark} {
			colours := make(map[string]string)
			for _, m := range colour.FindAllStringSubmatch(part, -1) {
				colours[m[1]] = m[2]
			}
			for _, p := range pairs {
				if r := contrast(t, colours[p[0]], colours[p[1]]); r < 4.5 {
					t.Errorf("%s: --%s on --%s has a contrast of %.2f", path, p[0], p[1], r)
				}
			}
		}
	}
}

var (
	inline   = regexp.MustCompile(`style="([^"]*)"`)
	coloured = regexp.MustCompile(`(?:^|;)(?:color|background-color):#[0-9a-f]{6}|solid #[0-9a-f]{6}`)
	darkened = regexp.MustCompile(`\[style\*="([^"]+)"\] \{ ([a-z-]+): #([0-9a-f]{6}) !important; \}`)
)

// An issue is a letter and a page: every colour in its elements has another in
// the dark, and its text stands out in both.
func TestContrastOfIssues(t *testing.T) {
	story := sampleStories()[0]
	story.Note = "Bitte lesen"
	page := shown(t, story)["/korea/issue/2026-W47"]
	dark := make(map[string]string)
	for _, m := range darkened.FindAllStringSubmatch(page, -1) {
		dark[m[1]] = m[3]
	}
	const ground = "background-color:#ffffff"
	for _, m := range inline.FindAllStringSubmatch(page, -1) {
		for _, c := range coloured.FindAllString(m[1], -1) {
			c = strings.TrimPrefix(c, ";")
			light := c[len(c)-len("ffffff"):]
			if dark[c] == "" {
				t.Errorf("%s stays as it is in the dark", c)
			} else if !strings.HasPrefix(c, "color:") {
				continue
			} else if r := min(contrast(t, light, "ffffff"), contrast(t, dark[c], dark[ground])); r < 4.5 {
				t.Errorf("%s has a contrast of %.2f", c, r)
			}
		}
	}
	if len(dark) < 5 {
		t.Errorf("%v are all the colours of the dark", dark)
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	var r, g, b uint8
	if _, err := fmt.Sscanf(hex, "%02x%02x%02x", &r, &g, &b); err != nil {
		t.Fatalf("colour %q: %v", hex, err)
	}
	linear := func(c uint8) float64 {
		v := float64(c) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
