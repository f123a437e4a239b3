package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"

	"koreadesk/desk/control"
)

// scraped is what Prometheus reads of a desk that has polled, settled, built,
// served, reloaded and alarmed.
func scraped(t *testing.T) (*Desk, string) {
	t.Helper()
	d := opened(t, func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, rss("Eine Brücke", "Ein Tunnel")) })
	if _, err := d.Poll(t.Context(), control.PollAsk{}, func(control.PollLine) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Reload(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	d.metrics.alarms.WithLabelValues("silent").Inc()
	d.handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "/all.atom", nil))
	answer := httptest.NewRecorder()
	d.privateHandler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if answer.Code != http.StatusOK {
		t.Fatalf("status %d: %s", answer.Code, answer.Body)
	}
	return d, answer.Body.String()
}

func TestMetrics(t *testing.T) {
	d, text := scraped(t)
	for _, want := range []string{
		`koreadesk_polls_total{outcome="new document"} 1`,
		`koreadesk_entries_total{became="new"} 2`,
		`koreadesk_http_requests_total{code="200"} 1`,
		`koreadesk_config_reloads_total{result="taken"} 1`,
		`koreadesk_store_items 2`,
		`koreadesk_store_writable 1`,
		`koreadesk_sources{verdict="ok"} 1`,
		`koreadesk_refused_entries{theme="all"} 0`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %s", want)
		}
	}
	if !regexp.MustCompile(`koreadesk_page_size_bytes\{path="/all.atom"\} [1-9]`).MatchString(text) {
		t.Error("the size of /all.atom is not told")
	}
	problems, err := testutil.GatherAndLint(d.metrics.registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
	if promtool, err := exec.LookPath("promtool"); err == nil {
		check := exec.Command(promtool, "check", "metrics")
		check.Stdin = strings.NewReader(text)
		if out, err := check.CombinedOutput(); err != nil || len(out) > 0 {
			t.Errorf("promtool: %v\n%s", err, out)
		}
	}
}

// The alert rules ask for figures there are.
func TestAlertRules(t *testing.T) {
	const path = "../deploy/prometheus/koreadesk.rules.yml"
	rules, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, text := scraped(t)
	asked := regexp.MustCompile(`koreadesk_[a-z_]+`).FindAllString(string(rules), -1)
	if len(asked) < 10 {
		t.Fatalf("only %d figures are asked for", len(asked))
	}
	for _, name := range asked {
		if !strings.Contains(text, "# TYPE "+name+" ") && name != "koreadesk_source_verdict" {
			t.Errorf("there is no figure %s", name)
		}
	}
	if promtool, err := exec.LookPath("promtool"); err == nil {
		if out, err := exec.Command(promtool, "check", "rules", path).CombinedOutput(); err != nil {
			t.Errorf("promtool: %v\n%s", err, out)
		}
	}
}
