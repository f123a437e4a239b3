package control

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// ErrNobody means that no daemon answers at the socket.
var ErrNobody = errors.New("no daemon answers")

// Client is a running desk, seen through its socket.
type Client struct {
	path  string
	http  *http.Client
	owner Owner
}

// Owner is how a daemon introduces itself.
type Owner struct {
	Data      string `json:"data"` // path of its data file
	Authority string `json:"authority"`
}

// Owner is who answers.
func (c *Client) Owner() Owner { return c.owner }

var _ Desk = (*Client)(nil)

// Dial finds the daemon that owns the data file; ErrNobody when none answers.
func Dial(ctx context.Context, data string) (*Client, error) {
	for _, path := range Paths(data) {
		client, err := dial(ctx, path)
		if err != nil {
			continue
		}
		if err := post[none](ctx, client, "hello", none{}, nil, &client.owner); err == nil && sameFile(client.owner.Data, data) {
			return client, nil
		}
		client.Close()
	}
	return nil, fmt.Errorf("data file %s: %w at its control socket", data, ErrNobody)
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

func dial(ctx context.Context, path string) (*Client, error) {
	dialer := net.Dialer{Timeout: 2 * time.Second}
	connect := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return dialer.DialContext(ctx, "unix", path)
	}
	conn, err := connect(ctx, "", "")
	if err != nil {
		return nil, err
	}
	conn.Close()
	return &Client{path: path, http: &http.Client{Transport: &http.Transport{DialContext: connect}}}, nil
}

// Close lets go of the connection.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

func post[Line any](ctx context.Context, c *Client, name string, ask any, each func(Line) error, into any) error {
	body, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	// The host is a name for the socket; nothing resolves it.
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://koreadesk/v1/"+name, bytes.NewReader(body))
	if err != nil {
		return err
	}
	answer, err := c.http.Do(req)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil { // it has just answered hello
		return fmt.Errorf("control socket %s: %w (%w)", c.path, errEnded, errors.Unwrap(err))
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(answer.Body, 4096))
		return fmt.Errorf("the daemon at %s does not understand %s: %s (is it of another version? restart it)",
			c.path, name, strings.TrimSpace(string(text)))
	}
	err = read(answer.Body, each, into)
	if errors.Is(err, errEnded) && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// Poll implements Desk.
func (c *Client) Poll(ctx context.Context, ask PollAsk, each func(PollLine) error) (sum PollSum, err error) {
	err = post(ctx, c, "poll", ask, each, &sum)
	return sum, err
}

// Items implements Desk.
func (c *Client) Items(ctx context.Context, ask ItemsAsk, each func(Item) error) error {
	return post(ctx, c, "items", ask, each, &none{})
}

// Show implements Desk.
func (c *Client) Show(ctx context.Context, ref string) (shown Shown, err error) {
	err = post[none](ctx, c, "show", ref, nil, &shown)
	return shown, err
}

// Explain implements Desk.
func (c *Client) Explain(ctx context.Context, ref string) (why Explained, err error) {
	err = post[none](ctx, c, "explain", ref, nil, &why)
	return why, err
}

// Status implements Desk.
func (c *Client) Status(ctx context.Context) (status Status, err error) {
	err = post[none](ctx, c, "status", none{}, nil, &status)
	return status, err
}

// Reload implements Desk.
func (c *Client) Reload(ctx context.Context, each func(Settling) error) (done Reloaded, err error) {
	err = post(ctx, c, "reload", none{}, each, &done)
	return done, err
}

// Turn implements Desk.
func (c *Client) Turn(ctx context.Context, host string, taken func(string) error) error {
	return post(ctx, c, "turn", host, taken, &none{})
}

// Resume implements Desk.
func (c *Client) Resume(ctx context.Context, sources []string) (done []Resumed, err error) {
	err = post[none](ctx, c, "resume", sources, nil, &done)
	return done, err
}

// Story implements Desk.
func (c *Client) Story(ctx context.Context, ask StoryAsk) (done StoryDone, err error) {
	err = post[none](ctx, c, "story", ask, nil, &done)
	return done, err
}

// Digest implements Desk.
func (c *Client) Digest(ctx context.Context, ask DigestAsk) (digest Digest, err error) {
	err = post[none](ctx, c, "digest", ask, nil, &digest)
	return digest, err
}

// Verify implements Desk.
func (c *Client) Verify(ctx context.Context) (problems []string, err error) {
	err = post[none](ctx, c, "verify", none{}, nil, &problems)
	return problems, err
}

// Plan implements Desk.
func (c *Client) Plan(ctx context.Context, ask PlanAsk, each func(PlanLine) error) (sum PlanSum, err error) {
	err = post(ctx, c, "plan", ask, each, &sum)
	return sum, err
}

// Labels implements Desk.
func (c *Client) Labels(ctx context.Context, each func(Label) error) error {
	return post(ctx, c, "labels", none{}, each, &none{})
}

// Queue implements Desk.
func (c *Client) Queue(ctx context.Context) (waiting []Waiting, err error) {
	err = post[none](ctx, c, "queue", none{}, nil, &waiting)
	return waiting, err
}

// Backup implements Desk.
func (c *Client) Backup(ctx context.Context, ask BackupAsk, each func(Copying) error) (saved Saved, err error) {
	err = post(ctx, c, "backup", ask, each, &saved)
	return saved, err
}

// Edit implements Desk.
func (c *Client) Edit(ctx context.Context, ask EditAsk) (done Edited, err error) {
	err = post[none](ctx, c, "edit", ask, nil, &done)
	return done, err
}

// Log implements Desk.
func (c *Client) Log(ctx context.Context, item string) (edits []Edited, err error) {
	err = post[none](ctx, c, "log", item, nil, &edits)
	return edits, err
}
