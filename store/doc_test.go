package store

import (
	"fmt"
	"os"
	"regexp"
	"testing"
)

// The drawing of the file names every bucket and key there is, and the schema.
func TestDrawing(t *testing.T) {
	drawing, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	names := append([][]byte{bucketIssues, bucketLog, bucketMember, bucketClock, bucketTouched, issuesClosed, issuesAll, issuesSent,
		metaSchema, metaAuthority, metaBirth, metaConfigured, metaGeneration, metaRules, metaSettled, metaPruned, metaNamed}, buckets...)
	for _, name := range names {
		if !regexp.MustCompile(fmt.Sprintf(`(?m)^//\t(?:  )?%s +\S`, name)).Match(drawing) {
			t.Errorf("doc.go does not draw %s", name)
		}
	}
	if !regexp.MustCompile(fmt.Sprintf(`(?m)^//\t  schema +pin +%d; `, schema)).Match(drawing) {
		t.Errorf("doc.go draws another schema than %d", schema)
	}
}
