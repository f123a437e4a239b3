package control

import (
	"context"
	"os/user"
	"runtime"
	"testing"

	"koreadesk/news"
)

// asked is a desk that notes who asks.
type asked struct {
	script
	who chan string
}

func (a asked) Edit(ctx context.Context, _ EditAsk) (Edited, error) {
	a.who <- Peer(ctx)
	return Edited{}, nil
}

func (a asked) Story(ctx context.Context, _ StoryAsk) (StoryDone, error) {
	a.who <- Peer(ctx)
	return StoryDone{}, nil
}

// The kernel says who is at the other end of the socket; nobody is where a
// desk is called without one.
func TestPeer(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this system does not tell")
	}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	desk := asked{who: make(chan string, 2)}
	client := dialed(t, desk)
	if _, err := client.Edit(t.Context(), EditAsk{Act: news.ActHide, Item: "x"}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Story(t.Context(), StoryAsk{Act: news.ActApart, Item: "x", Other: "y"}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if who := <-desk.who; who != me.Username {
			t.Errorf("%q asks, want %q", who, me.Username)
		}
	}
	if who := Peer(t.Context()); who != "" {
		t.Errorf("%q asks where nobody does", who)
	}
}
