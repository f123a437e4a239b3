package desk

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"time"

	"koreadesk/publish"
)

// servePrivate answers the operator: everything can be read, nothing done.
func (d *Desk) servePrivate(ctx context.Context, listener net.Listener) error {
	d.log.Info("serving the operator", "private", listener.Addr().String())
	return serveUntil(ctx, listener, pageGrace, patient(d.privateHandler()))
}

func (d *Desk) privateHandler() http.Handler {
	mux := http.NewServeMux()
	d.handleHealth(mux)
	mux.HandleFunc("GET /status.json", d.statusJSON)
	mux.HandleFunc("GET /ops.atom", d.operations)
	mux.Handle("GET /metrics", d.metrics.handler())
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "/status.json  how the desk and each source fares\n/ops.atom     changes of that, to subscribe to\n/metrics      figures, for Prometheus")
	})
	return mux
}

// operations is the feed an operator subscribes to.
func (d *Desk) operations(w http.ResponseWriter, r *http.Request) {
	self := "http://" + r.Host + r.URL.Path
	body, err := publish.Operations(d.edition.Load().desk, self, d.store.Stats().Born, d.alarms())
	if err != nil {
		http.Error(w, "the operations feed: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	sum := sha256.Sum256(body)
	w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}

func (d *Desk) statusJSON(w http.ResponseWriter, r *http.Request) {
	status, err := d.Status(r.Context())
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	_ = out.Encode(status) // whoever asked has gone
}
