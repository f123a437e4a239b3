package desk

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"time"
)

// servePrivate answers the operator: everything can be read, nothing done.
func (d *Desk) servePrivate(ctx context.Context, listener net.Listener) error {
	d.log.Info("serving the operator", "private", listener.Addr().String())
	return serveUntil(ctx, listener, pageGrace, &http.Server{
		Handler:           d.privateHandler(),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       120 * time.Second,
		MaxHeaderBytes:    16 << 10,
	})
}

func (d *Desk) privateHandler() http.Handler {
	mux := http.NewServeMux()
	d.handleHealth(mux)
	mux.HandleFunc("GET /status.json", d.statusJSON)
	return mux
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
