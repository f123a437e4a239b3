// Package storetest is the contract of a store, as tests.
//
// Run tries every promise on stores that a constructor makes; whatever keeps
// items for the desk must pass it. Open gives a test a store of its own in a
// data file that is checked, every record and every index, when the test ends.
package storetest

import (
	"context"
	"iter"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"koreadesk/news"
	"koreadesk/store"
)

// Store is what the desk asks of a store.
type Store interface {
	Configure(sources []news.Source, now time.Time) error
	Sources() (configured, removed []news.Source)
	Claim(now time.Time, a store.Ask) []news.State
	Due() (next time.Time, ok bool)
	Release(source string)
	Put(ctx context.Context, d news.Delivery) (news.Receipt, error)
	States() []news.State
	State(id string) (news.State, bool)
	Flush() error
	Settle(ctx context.Context, themes []news.Theme, judge store.Judge, now time.Time, most int) (store.Settled, error)
	Generation() (n uint64, rules string)
	Regenerate(ctx context.Context, rules string, themes []news.Theme, judge store.Judge, now time.Time,
		progress func(done, total int)) (changed []string, err error)
	Find(ref string) (store.Record, error)
	Items(q store.Query) iter.Seq2[store.Record, error]
	Load(nums []uint64, bodies bool) ([]store.Record, error)
	Newest(theme string) iter.Seq2[news.Member, error]
	Touched(theme string, since time.Time) iter.Seq2[news.Member, error]
	Places(theme string, from uint64, most int) ([]news.Place, error)
	Left(theme string, since time.Time, most int) ([]news.Place, error)
	Versions(num uint64) ([]news.Version, error)
	AddEdit(e news.Edit) (news.Edit, error)
	Edits(itemID string) ([]news.Edit, error)
	Queue() ([]store.Proposal, error)
	Merge(a, b string, e news.Edit) (news.Edit, error)
	Split(ref, which string, e news.Edit) (news.Edit, error)
	Apart(a, b string, e news.Edit) (news.Edit, error)
	Takedown(ref string, e news.Edit) (news.Edit, error)
	Prune(ctx context.Context, r store.Retention, now time.Time) (int, error)
	UndoStory(n uint64, e news.Edit) (news.Edit, error)
	Closed(theme string) (time.Time, error)
	Send(issue news.Issue) error
	Issue(theme, name string) (news.Issue, error)
	Issues(theme string) ([]string, error)
	Unsent(theme string, after, upTo time.Time) ([]news.Place, error)
	Marks() (map[string]news.Mark, error)
	SaveMarks(marks map[string]news.Mark) error
	Check(ctx context.Context) ([]store.Problem, error)
	Ping() error
}

// Authority is the one in the ids of stores that tests open.
const Authority = "feeds.example.org,2026"

// Open opens a new data file, which is checked when the test ends.
func Open(t testing.TB) *store.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "koreadesk.db"))
}

// OpenAt opens the data file at path, which is checked when the test ends
// unless the test has closed it by then.
func OpenAt(t testing.TB, path string) *store.Store {
	t.Helper()
	s, err := store.Open(path, store.Options{Authority: Authority, Create: true})
	if err != nil {
		t.Fatalf("open %s: %v", path, err)
	}
	t.Cleanup(func() {
		if s.Ping() == nil {
			Sound(t, s)
		}
		if err := s.Close(); err != nil {
			t.Errorf("close %s: %v", path, err)
		}
	})
	return s
}

// Sound fails the test when the store finds anything wrong with itself, but in
// these places.
func Sound(t testing.TB, s Store, but ...string) {
	t.Helper()
	problems, err := s.Check(context.Background())
	if err != nil {
		t.Errorf("check: %v", err)
	}
	for _, p := range problems {
		if slices.Contains(but, p.Bucket) {
			continue
		}
		t.Errorf("check: %s %s: %s", p.Bucket, p.Key, p.What)
	}
}

// Run tries every promise on stores that open makes, each on an empty one.
func Run(t *testing.T, open func(t *testing.T) Store) {
	for name, promise := range map[string]func(*testing.T, *round){
		"GUID":                     guid,
		"Link":                     link,
		"NeitherGUIDNorLink":       neither,
		"SameLinkSameText":         sameLinkSameText,
		"SharedLink":               sharedLink,
		"GUIDTwice":                guidTwice,
		"GUIDComesBackAsAnother":   guidComesBack,
		"KeyOfSource":              keyOfSource,
		"TwoKeysTwoItems":          twoKeys,
		"Migration":                migration,
		"MigrationOfMerged":        migrationOfMerged,
		"MigrationOfRetold":        migrationOfRetold,
		"MigrationByText":          migrationByText,
		"NoMigration":              noMigration,
		"Straggler":                straggler,
		"ShortStraggler":           shortStraggler,
		"UndatedStraggler":         undatedStraggler,
		"Renamed":                  renamed,
		"TwoAddresses":             twoAddresses,
		"IDsComeAgain":             func(t *testing.T, r *round) { idsComeAgain(t, r, open) },
		"Unchanged":                unchanged,
		"Cosmetic":                 cosmetic,
		"Again":                    again,
		"SameFounder":              sameFounder,
		"Material":                 material,
		"ManyVersions":             manyVersions,
		"Redated":                  redated,
		"Founder":                  founder,
		"Newcomer":                 newcomer,
		"Join":                     join,
		"NoJoin":                   noJoin,
		"JoinLiftsHeld":            joinLiftsHeld,
		"Release":                  release,
		"NoChain":                  noChain,
		"TitleAgain":               titleAgain,
		"Contradicted":             contradicted,
		"Window":                   windows,
		"Proposed":                 proposed,
		"Apart":                    apart,
		"Lead":                     lead,
		"Merge":                    merge,
		"MergeEnteredFirst":        mergeEnteredFirst,
		"MergeUndone":              mergeUndone,
		"Split":                    split,
		"SplitForgotten":           splitForgotten,
		"SplitUndone":              splitUndone,
		"SplitRefused":             splitRefused,
		"Takedown":                 takedown,
		"Withdrawn":                withdrawn,
		"NotWithdrawn":             notWithdrawn,
		"NotWithdrawnBesideMerged": notWithdrawnBesideMerged,
		"Forgotten":                forgotten,
		"ForgottenRetitled":        forgottenRetitled,
		"ForgottenMoved":           forgottenMoved,
		"ForgottenMerged":          forgottenMerged,
		"Issue":                    issue,
		"Settle":                   settle,
		"SettleInSteps":            settleInSteps,
		"Edits":                    edits,
		"Clocks":                   clocks,
		"Bodies":                   bodies,
		"Touched":                  touched,
		"TouchedLong":              touchedLong,
		"Regenerate":               regenerate,
		"RegenerateFails":          regenerateFails,
		"RegenerateWhileArriving":  regenerateWhileArriving,
		"ThemeRenamedAndGone":      themeRenamedAndGone,
		"Find":                     find,
		"Items":                    items,
		"Load":                     load,
		"Claim":                    claim,
		"ClaimForce":               claimForce,
		"States":                   states,
		"Configuration":            configuration,
		"UnknownSource":            unknownSource,
		"Marks":                    marks,
		"Canceled":                 canceled,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			promise(t, &round{t: t, s: s, now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)})
			if !t.Failed() {
				Sound(t, s)
			}
		})
	}
}
