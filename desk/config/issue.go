package config

import "koreadesk/news"

// The cycles of a newsletter.
const (
	weekly  = "weekly"
	monthly = "monthly"
)

// cycle is when the theme's issues are closed; zero is never.
func (t Theme) cycle() news.Cycle {
	if t.Issue == "" {
		return news.Cycle{}
	}
	c, _ := news.ParseCycle(t.Issue == monthly, t.Cutoff) // checked when the file was read
	return c
}

func (r *reading) checkIssue(path string, t Theme) {
	switch {
	case t.Issue == "" && t.Cutoff == "":
	case t.Issue == "":
		r.wrong(path+".cutoff", "there is no issue to be closed", "write issue: weekly or issue: monthly, or take cutoff out")
	case t.Issue != weekly && t.Issue != monthly:
		r.oneOf(path+".issue", t.Issue, weekly, monthly)
	case t.Cutoff == "":
		r.wrong(path+".issue", "does not say when an issue is closed", "add cutoff: "+cutoffHint(t))
	default:
		if _, err := news.ParseCycle(t.Issue == monthly, t.Cutoff); err != nil {
			r.wrong(path+".cutoff", quoted(t.Cutoff)+" "+err.Error(), "write "+cutoffHint(t))
		}
	}
}

func cutoffHint(t Theme) string {
	if t.Issue == monthly {
		return `"15 16:00 Europe/Berlin" or "last 16:00 Europe/Berlin"`
	}
	return `"Thu 16:00 Europe/Berlin"`
}
