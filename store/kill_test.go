package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"koreadesk/news"
)

// putForEver is the process that is killed: it delivers documents that grow
// and says how many entries of them are stored.
func putForEver(path string) {
	s, err := Open(path, Options{Authority: "example.org,2026", Create: true})
	if err == nil {
		err = s.Configure([]news.Source{{ID: "a"}}, noon)
	}
	var es []news.Entry
	for n := 0; err == nil; n++ {
		es = append(es, article(n))
		if n > 0 && n%3 == 0 {
			es[n-1].Title += ", revised"
		}
		_, err = s.Put(context.Background(), news.Delivery{Source: "a", At: noon, Fresh: true, Entries: es})
		if err == nil {
			fmt.Println(len(es))
			_, err = s.Settle(context.Background(), allThemes, judgeAll, noon, 3)
		}
	}
	fmt.Println(err)
}

// Killed at any moment, the file has all that was acknowledged, each once.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koreadesk.db")
	for round := range 8 {
		victim := exec.Command(os.Args[0])
		victim.Env = append(os.Environ(), "STORE_TEST_PUT="+path)
		out, err := victim.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := victim.Start(); err != nil {
			t.Fatal(err)
		}
		stored := 0
		lines := bufio.NewScanner(out)
		for n := 0; n < 5+7*round && lines.Scan(); n++ {
			if _, err := fmt.Sscan(lines.Text(), &stored); err != nil {
				t.Errorf("the other process says %q", lines.Text())
			}
		}
		if err := victim.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it had said before it died
			_, _ = fmt.Sscan(lines.Text(), &stored)
		}
		_ = victim.Wait()
		s := reopen(t, path)
		titles := make(map[string]int)
		for r, err := range s.Items(Query{}) {
			if err != nil {
				t.Fatal(err)
			}
			titles[strings.TrimSuffix(r.Item.Title, ", revised")]++
		}
		for title, n := range titles {
			if n > 1 {
				t.Errorf("%q is there %d times", title, n)
			}
		}
		if len(titles) < stored {
			t.Errorf("%d items, but %d were acknowledged", len(titles), stored)
		}
		if problems, err := s.Check(context.Background()); err != nil || len(problems) > 0 {
			t.Errorf("after round %d: %v, %v", round, problems, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
