package control

import (
	"context"
	"net/http"
)

// none stands for no request, no line or no result.
type none struct{}

// Handler serves a desk over HTTP; owner is how it introduces itself.
func Handler(owner Owner, desk Desk) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/hello", single(func(context.Context, none) (Owner, error) { return owner, nil }))
	mux.HandleFunc("POST /v1/poll", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(ask PollAsk, each func(PollLine) error) (PollSum, error) {
			return desk.Poll(r.Context(), ask, each)
		})
	})
	mux.HandleFunc("POST /v1/items", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(ask ItemsAsk, each func(Item) error) (none, error) {
			return none{}, desk.Items(r.Context(), ask, each)
		})
	})
	mux.HandleFunc("POST /v1/plan", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(ask PlanAsk, each func(PlanLine) error) (PlanSum, error) {
			return desk.Plan(r.Context(), ask, each)
		})
	})
	mux.HandleFunc("POST /v1/labels", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(_ none, each func(Label) error) (none, error) {
			return none{}, desk.Labels(r.Context(), each)
		})
	})
	mux.HandleFunc("POST /v1/backup", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(ask BackupAsk, each func(Copying) error) (Saved, error) {
			return desk.Backup(r.Context(), ask, each)
		})
	})
	mux.HandleFunc("POST /v1/reload", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(_ none, each func(Settling) error) (Reloaded, error) {
			return desk.Reload(r.Context(), each)
		})
	})
	mux.HandleFunc("POST /v1/show", single(desk.Show))
	mux.HandleFunc("POST /v1/explain", single(desk.Explain))
	mux.HandleFunc("POST /v1/status", single(func(ctx context.Context, _ none) (Status, error) { return desk.Status(ctx) }))
	mux.HandleFunc("POST /v1/queue", single(func(ctx context.Context, _ none) ([]Waiting, error) { return desk.Queue(ctx) }))
	mux.HandleFunc("POST /v1/story", single(desk.Story))
	mux.HandleFunc("POST /v1/edit", single(desk.Edit))
	mux.HandleFunc("POST /v1/log", single(desk.Log))
	mux.HandleFunc("POST /v1/digest", single(desk.Digest))
	mux.HandleFunc("POST /v1/verify", single(func(ctx context.Context, _ none) ([]string, error) { return desk.Verify(ctx) }))
	mux.HandleFunc("POST /v1/turn", func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(host string, taken func(string) error) (none, error) {
			return none{}, desk.Turn(r.Context(), host, taken)
		})
	})
	mux.HandleFunc("POST /v1/resume", single(desk.Resume))
	return mux
}

// single serves a method that answers with one result and no lines.
func single[Ask, Result any](do func(context.Context, Ask) (Result, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		call(w, r, func(ask Ask, _ func(none) error) (Result, error) { return do(r.Context(), ask) })
	}
}
