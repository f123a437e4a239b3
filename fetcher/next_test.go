package fetcher

import (
	"fmt"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"koreadesk/news"
)

// published is a history with n publications, one each step, the newest one
// step before now.
func published(n int, step time.Duration) []time.Time {
	var times []time.Time
	for i := range n {
		times = append(times, morning.Add(-step*time.Duration(i+1)))
	}
	return times
}

func TestNext(t *testing.T) {
	hourly := news.Source{ID: "hafenblatt", Every: time.Hour, EveryMax: 6 * time.Hour}
	own := hourly
	own.OwnEvery = true
	hasty := hourly
	hasty.Every = time.Second
	local := hasty
	local.AllowPrivate = true
	tagged := news.State{ETag: `"v"`}
	with := func(change func(*news.State)) news.State {
		st := tagged
		change(&st)
		return st
	}
	trouble := func(times int) news.State {
		return news.State{ETag: `"v"`, Failures: times, Trouble: news.Trouble{Kind: "x", Times: times}}
	}
	for _, v := range []struct {
		name    string
		src     news.Source
		st      news.State
		o       Outcome
		want    time.Duration
		because string
	}{
		{"a lively source is polled at every", hourly, with(func(st *news.State) { st.History = published(32, 10*time.Minute) }), Outcome{}, time.Hour, "every 1h"},
		{"a quieter one twice as often as it publishes", hourly, with(func(st *news.State) { st.History = published(32, 4*time.Hour) }), Outcome{}, 2 * time.Hour, "about every 4h"},
		{"a quiet one at every_max", hourly, with(func(st *news.State) { st.History = published(32, 72*time.Hour) }), Outcome{}, 6 * time.Hour, "every_max"},
		{"one that never published at every_max", hourly, tagged, Outcome{}, 6 * time.Hour, "not published"},
		{"a burst returns to every", hourly, with(func(st *news.State) {
			st.History = append(published(3, 20*time.Minute), published(29, 72*time.Hour)...)
		}), Outcome{}, time.Hour, "every 1h"},
		{"no validators: at least 6h", hourly, news.State{History: published(32, 10*time.Minute)}, Outcome{}, 6 * time.Hour, "no validators"},
		{"no validators, but every is the source's own", own, news.State{History: published(32, 10*time.Minute)}, Outcome{}, time.Hour, "every 1h"},
		{"ttl lengthens", hourly, with(func(st *news.State) {
			st.History, st.Rhythm = published(32, 10*time.Minute), news.Rhythm{Every: 3 * time.Hour, By: "ttl"}
		}), Outcome{}, 3 * time.Hour, "(ttl)"},
		{"sy:updatePeriod lengthens", hourly, with(func(st *news.State) {
			st.History, st.Rhythm = published(32, 10*time.Minute), news.Rhythm{Every: 3 * time.Hour, By: "sy:updatePeriod"}
		}), Outcome{}, 3 * time.Hour, "(sy:updatePeriod)"},
		{"a document that broke off is asked for again at every", hourly, news.State{History: published(32, 72*time.Hour)}, Outcome{Cut: true}, time.Hour, "broke off"},
		{"ttl never shortens", hourly, with(func(st *news.State) {
			st.History, st.Rhythm.Every = published(32, 4*time.Hour), 5*time.Minute
		}), Outcome{}, 2 * time.Hour, "publishes"},
		{"ttl lengthens to a day at most", hourly, with(func(st *news.State) { st.Rhythm.Every = 1000 * time.Hour }), Outcome{}, 24 * time.Hour, "ttl"},
		{"articles that remain are read after every", hourly, news.State{}, Outcome{Remains: true}, time.Hour, "remain"},
		{"not before max-age ends", hourly, with(func(st *news.State) { st.NotUntil = morning.Add(7 * time.Hour) }), Outcome{}, 7 * time.Hour, "max-age"},
		{"max-age never shortens", hourly, with(func(st *news.State) { st.NotUntil = morning.Add(time.Minute) }), Outcome{}, 6 * time.Hour, "not published"},
		{"not in skipHours", hourly, with(func(st *news.State) {
			st.History, st.Rhythm.SkipHours = published(32, 10*time.Minute), []int{9, 10}
		}), Outcome{}, 3 * time.Hour, "skipHours"},
		{"not in skipDays", hourly, with(func(st *news.State) {
			st.History, st.Rhythm.SkipDays = published(32, 10*time.Minute), []time.Weekday{time.Monday, time.Tuesday}
		}), Outcome{}, 40 * time.Hour, "skipDays"},
		{"who skips every hour is not believed", hourly, with(func(st *news.State) {
			st.History = published(32, 10*time.Minute)
			for h := range 24 {
				st.Rhythm.SkipHours = append(st.Rhythm.SkipHours, h)
			}
		}), Outcome{}, time.Hour, "every 1h"},
		{"never sooner than 5m", hasty, with(func(st *news.State) { st.History = published(32, time.Second) }), Outcome{}, 5 * time.Minute, "never sooner than 5m"},
		{"but at home as often as every says", local, with(func(st *news.State) { st.History = published(32, time.Second) }), Outcome{}, time.Second, "every 1s"},

		{"Retry-After is waited for", hourly, trouble(1), Outcome{Kind: HTTP, Status: 503, RetryAfter: morning.Add(5 * time.Hour)}, 5 * time.Hour, "Retry-After"},
		{"a short Retry-After is no reason to hurry", hourly, trouble(9), Outcome{Kind: HTTP, Status: 503, RetryAfter: morning.Add(time.Minute)}, time.Hour, "Retry-After"},
		{"429 without it: 4h", hourly, trouble(1), Outcome{Kind: HTTP, Status: 429}, 4 * time.Hour, "doubling"},
		{"403 without it: 4h", hourly, trouble(1), Outcome{Kind: HTTP, Status: 403}, 4 * time.Hour, "doubling"},
		{"403 again: 8h", hourly, trouble(2), Outcome{Kind: HTTP, Status: 403}, 8 * time.Hour, "doubling"},
		{"403 a third time: 16h", hourly, trouble(3), Outcome{Kind: HTTP, Status: 403}, 16 * time.Hour, "doubling"},
		{"403 for ever: once a day", hourly, trouble(30), Outcome{Kind: HTTP, Status: 403}, 24 * time.Hour, "doubling"},
		{"a challenge is a refusal", hourly, trouble(1), Outcome{Kind: Challenge, Status: 503}, 4 * time.Hour, "refuses"},
		{"500: every, at first", hourly, trouble(1), Outcome{Kind: HTTP, Status: 500}, time.Hour, "failure 1 in a row"},
		{"DNS: at most every_max", hourly, trouble(12), Outcome{Kind: DNS}, 6 * time.Hour, "dns"},
		{"DNS: doubled", hourly, trouble(2), Outcome{Kind: DNS}, 2 * time.Hour, "dns"},
		{"timeouts: doubled again", hourly, trouble(4), Outcome{Kind: Timeout}, 8 * time.Hour, "timeout"},
		{"500 for ever: once a day", hourly, trouble(1000), Outcome{Kind: HTTP, Status: 500}, 24 * time.Hour, "failure 1000 in a row"},
		{"404 slows", hourly, trouble(1), Outcome{Kind: HTTP, Status: 404}, 6 * time.Hour, "http 404"},
		{"404 for ever: once a day", hourly, trouble(9), Outcome{Kind: HTTP, Status: 404}, 24 * time.Hour, "http 404"},
		{"410: nothing is asked", hourly, news.State{Stopped: true, Failures: 1}, Outcome{Kind: HTTP, Status: 410}, 24 * time.Hour, "source resume"},
	} {
		t.Run(v.name, func(t *testing.T) {
			next, interval, because := Next(v.src, v.st, v.o, morning)
			if interval != v.want {
				t.Errorf("interval is %v (%s), want %v", interval, because, v.want)
			}
			if !strings.Contains(because, v.because) {
				t.Errorf("because %q, want it to say %q", because, v.because)
			}
			if early, late := morning.Add(v.want), morning.Add(v.want+v.want/10); next.Before(early) || next.After(late) {
				t.Errorf("next is %v, want between %v and %v", next, early, late)
			}
		})
	}
}

// The reason in status names the element that asks for the interval.
func TestAFeedIsTakenAtItsWord(t *testing.T) {
	const sy = `<updatePeriod xmlns="http://purl.org/rss/1.0/modules/syndication/">daily</updatePeriod>`
	for asks, want := range map[string]string{
		`<ttl>600</ttl>`:         "every 10h (ttl)",
		sy:                       "every 24h (sy:updatePeriod)",
		`<ttl>600</ttl>` + sy:    "every 24h (sy:updatePeriod)",
		`<ttl>100000</ttl>` + sy: "(ttl)",
	} {
		o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v"`)
			w.Write([]byte(strings.Replace(feed("Kran"), "<item>", asks+"<item>", 1)))
		})
		s := subscribe(t, o.URL)
		s.good()
		if !strings.Contains(s.st.Because, want) {
			t.Errorf("%s: %q, want %q", asks, s.st.Because, want)
		}
	}
}

func TestJitter(t *testing.T) {
	st := news.State{ETag: `"v"`}
	seen := map[time.Time]bool{}
	for n := range 100 {
		src := news.Source{ID: fmt.Sprintf("source-%d", n)}
		next, _, _ := Next(src, st, Outcome{}, morning)
		if again, _, _ := Next(src, st, Outcome{}, morning); !again.Equal(next) {
			t.Fatalf("%s: %v, then %v", src.ID, next, again)
		}
		seen[next] = true
	}
	if len(seen) < 95 {
		t.Errorf("100 sources share %d moments", len(seen))
	}
}

func TestHistory(t *testing.T) {
	at := func(hours int) news.Entry {
		return news.Entry{Published: morning.Add(time.Duration(hours) * time.Hour)}
	}
	t.Run("dates of entries, newest first, each once", func(t *testing.T) {
		st := news.State{History: []time.Time{morning.Add(-2 * time.Hour)}}
		got := history(publications(st, []news.Entry{at(-3), at(-1), at(-2), at(-1)}, morning))
		if len(got) != 3 || !got[0].Equal(morning.Add(-time.Hour)) || !got[2].Equal(morning.Add(-3*time.Hour)) {
			t.Errorf("history is %v", got)
		}
	})
	t.Run("without dates the first document counts once, then each that brought an item", func(t *testing.T) {
		undated := []news.Entry{{}, {}, at(50)}
		st := news.State{New: morning}
		st.History = history(publications(st, undated, morning))
		if len(st.History) != 1 || !st.History[0].Equal(morning) {
			t.Errorf("history is %v", st.History)
		}
		for n := range 5 { // a build date changes, nothing else
			st.History = history(publications(st, undated, morning.Add(time.Duration(n+1)*time.Hour)))
		}
		if len(st.History) != 1 {
			t.Errorf("without a new item history is %v", st.History)
		}
		st.New = morning.Add(6 * time.Hour)
		if st.History = history(publications(st, undated, morning.Add(7*time.Hour))); len(st.History) != 2 || !st.History[0].Equal(st.New) {
			t.Errorf("after a new item history is %v", st.History)
		}
	})
	t.Run("it is bounded", func(t *testing.T) {
		var entries []news.Entry
		for n := range 200 {
			entries = append(entries, at(-n))
		}
		if got := history(publications(news.State{}, entries, morning)); len(got) != remembered || !got[0].Equal(morning) {
			t.Errorf("%d are remembered, from %v", len(got), got[0])
		}
	})
	t.Run("silence lengthens by itself", func(t *testing.T) {
		h := published(10, time.Hour)
		before, _ := pace(h, morning)
		after, _ := pace(h, morning.Add(100*time.Hour))
		if before != time.Hour || after != 11*time.Hour {
			t.Errorf("pace is %v, after silence %v", before, after)
		}
	})
}

func TestMay(t *testing.T) {
	src := news.Source{ID: "hafenblatt", URL: "https://hafenblatt.example/feed"}
	in := func(h int) time.Time { return morning.Add(time.Duration(h) * time.Hour) }
	polled := news.State{Asked: src.URL, Polled: in(-1), Next: in(-1), Because: "every 1h"}
	with := func(change func(*news.State)) news.State {
		st := polled
		change(&st)
		return st
	}
	for _, v := range []struct {
		name            string
		st              news.State
		due, all, force bool
	}{
		{"a source never polled goes at once", news.State{}, true, true, true},
		{"one that is due goes", polled, true, true, true},
		{"our own interval holds but for --all", with(func(st *news.State) { st.Next = in(1) }), false, true, true},
		{"max-age holds but for --force", with(func(st *news.State) { st.NotUntil = in(1) }), false, false, true},
		{"skipHours hold but for --force", with(func(st *news.State) { st.Rhythm.SkipHours = []int{8} }), false, false, true},
		{"skipDays hold but for --force", with(func(st *news.State) { st.Rhythm.SkipDays = []time.Weekday{time.Monday} }), false, false, true},
		{"410 holds but for --force", with(func(st *news.State) { st.Stopped = true }), false, false, true},
		{"a refusal without Retry-After holds but for --force", with(func(st *news.State) {
			st.Next, st.Trouble = in(1), news.Trouble{Kind: "http", Status: 403, Times: 1}
		}), false, false, true},
		{"a failure without a refusal is our own interval", with(func(st *news.State) {
			st.Next, st.Trouble = in(1), news.Trouble{Kind: "http", Status: 500, Times: 1}
		}), false, true, true},
		{"Retry-After always holds", with(func(st *news.State) { st.Held, st.NotUntil = in(1), in(1) }), false, false, false},
		{"a new address owes nothing to the old one", with(func(st *news.State) {
			st.Asked, st.Held, st.Stopped, st.Next = "https://old.example/", in(1), true, in(1)
		}), true, true, true},
	} {
		t.Run(v.name, func(t *testing.T) {
			for _, h := range []struct {
				haste Haste
				want  bool
			}{{Due, v.due}, {All, v.all}, {Force, v.force}} {
				ok, when, because := May(src, v.st, h.haste, morning)
				if ok != h.want || because == "" {
					t.Errorf("haste %d: %v (%s), want %v", h.haste, ok, because, h.want)
				}
				if !ok && !v.st.Stopped && !when.After(morning) {
					t.Errorf("haste %d: refused until %v", h.haste, when)
				}
			}
		})
	}
}

func TestSpread(t *testing.T) {
	t.Run("after a restart due polls are spread", func(t *testing.T) {
		seen := map[time.Time]bool{}
		for n := range 50 {
			src := news.Source{ID: fmt.Sprint(n), URL: "https://a.example/"}
			at := Spread(src, news.State{Asked: src.URL, Polled: morning.Add(-9 * time.Hour), Next: morning.Add(-8 * time.Hour)}, morning)
			if at.Before(morning) || at.After(morning.Add(10*time.Minute)) {
				t.Errorf("poll at %v", at)
			}
			seen[at] = true
		}
		if len(seen) < 45 {
			t.Errorf("50 sources share %d moments", len(seen))
		}
	})
	t.Run("a source never polled goes at once", func(t *testing.T) {
		if at := Spread(news.Source{ID: "x"}, news.State{}, morning); !at.Equal(morning) {
			t.Errorf("poll at %v", at)
		}
	})
}

func TestRewound(t *testing.T) {
	tomorrow := morning.Add(24 * time.Hour)
	st := news.State{
		Polled: tomorrow, OK: tomorrow, New: morning.Add(-time.Hour),
		Next: tomorrow.Add(time.Hour), NotUntil: tomorrow.Add(30 * time.Minute),
	}
	t.Run("a clock set back by a day does not stop polling for a day", func(t *testing.T) {
		got, ok := Rewound(st, morning)
		want := news.State{
			Polled: morning, OK: morning, New: morning.Add(-time.Hour),
			Next: morning.Add(time.Hour), NotUntil: morning.Add(30 * time.Minute),
		}
		if !ok || !reflect.DeepEqual(got, want) {
			t.Errorf("%v\n got %+v\nwant %+v", ok, got, want)
		}
	})
	t.Run("a clock that runs on changes nothing", func(t *testing.T) {
		for _, now := range []time.Time{tomorrow.Add(-time.Second), tomorrow, tomorrow.Add(48 * time.Hour)} {
			if got, ok := Rewound(st, now); ok || !reflect.DeepEqual(got, st) {
				t.Errorf("at %v: %+v", now, got)
			}
		}
	})
}
