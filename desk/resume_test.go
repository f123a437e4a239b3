package desk

import (
	"reflect"
	"testing"
	"time"

	"koreadesk/desk/control"
	"koreadesk/news"
)

// Only what was stopped, or was found on a page, is begun anew: resume is no
// way round a source's interval.
func TestResumed(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	later := now.Add(6 * time.Hour)
	chosen := news.Choice{Feed: "https://hafenblatt.example/feed"}
	for name, c := range map[string]struct {
		state news.State
		want  control.Resumed
		next  time.Time
	}{
		"stopped": {news.State{Stopped: true, Next: later, Failures: 2}, control.Resumed{Stopped: true}, now},
		"chosen":  {news.State{Choice: chosen, Next: later}, control.Resumed{Chosen: true}, now},
		"neither": {news.State{Next: later, Failures: 2}, control.Resumed{}, later},
	} {
		st, got := resumed(c.state, now)
		if !reflect.DeepEqual(got, c.want) || !st.Next.Equal(c.next) || st.Stopped || st.Choice != (news.Choice{}) || st.Failures != c.state.Failures {
			t.Errorf("%s: %+v, %+v", name, got, st)
		}
	}
}
