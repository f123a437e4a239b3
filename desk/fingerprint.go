package desk

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"

	"koreadesk/news"
)

// fingerprint is a short name for all the rules together: what a verdict or a
// ledger depends on, and not what only a page shows (titles, limits). A source
// without tags is no rule.
func fingerprint(tagger string, themes []news.Theme, sourceTags map[string][]string) string {
	type rule struct {
		ID             string
		Was            []string
		All, Any, None []string
		Date           news.Clock
		Withdrawn      bool `json:",omitempty"`
		Approval       bool `json:",omitempty"`
		Private        bool `json:",omitempty"`
	}
	rules := make([]rule, len(themes))
	for n, t := range themes {
		rules[n] = rule{t.ID, t.Was, t.All, t.Any, t.None, t.Date, t.Withdrawn, t.Approval, !t.Token.IsZero()}
	}
	sourceTags = maps.Clone(sourceTags)
	maps.DeleteFunc(sourceTags, func(_ string, tags []string) bool { return len(tags) == 0 })
	sum := sha256.New()
	// encoding/json sorts the keys of maps, so equal rules give equal bytes.
	if err := json.NewEncoder(sum).Encode([]any{tagger, rules, sourceTags}); err != nil {
		panic(fmt.Sprintf("themes and tags are plain values: %v", err))
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
