package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// frame is one JSON value of an answer: exactly one field is set.
type frame struct {
	Line   json.RawMessage `json:"line,omitempty"`
	Result json.RawMessage `json:"result,omitempty"`
	Error  *wireError      `json:"error,omitempty"`
}

type wireError struct {
	Text string `json:"text"`
}

// Error is an error the daemon answered with, as it worded it.
type Error struct{ Text string }

func (e *Error) Error() string { return e.Text }

// errStopped is the answer of a process that was stopped while it worked on it.
var errStopped = errors.New("who answered was stopped before this was done; ask again")

// errEnded is what became of a call whose answer broke off: whoever answers may
// be a daemon or another command, and was killed.
var errEnded = errors.New("who answered ended before this was done; what it had stored is kept, ask again")

// maxAsk bounds a request, in bytes.
const maxAsk = 1 << 20

// call serves one method: it reads the request, runs do and writes its lines
// and its result.
func call[Ask, Line, Result any](w http.ResponseWriter, r *http.Request, do func(Ask, func(Line) error) (Result, error)) {
	var ask Ask
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxAsk)).Decode(&ask); err != nil {
		http.Error(w, "the request is not what this daemon understands: "+err.Error(), http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := json.NewEncoder(w)
	flush := http.NewResponseController(w)
	send := func(name string, value any) error {
		raw, err := json.Marshal(value)
		if err != nil {
			return err
		}
		f := frame{Line: raw}
		if name == "result" {
			f = frame{Result: raw}
		}
		if err := out.Encode(f); err != nil {
			return err
		}
		return flush.Flush()
	}
	result, err := do(ask, func(line Line) error { return send("line", line) })
	if err == nil {
		err = send("result", result)
	}
	if err != nil {
		if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
			err = errStopped // not by who reads this
		}
		// The connection may be gone; then nobody is left to be told.
		_ = out.Encode(frame{Error: &wireError{Text: err.Error()}})
	}
}

// read takes an answer apart: each gets the lines, into the result.
func read[Line any](body io.Reader, each func(Line) error, into any) error {
	in := json.NewDecoder(body)
	for {
		var f frame
		if err := in.Decode(&f); err != nil {
			return fmt.Errorf("%w (%w)", errEnded, err)
		}
		switch {
		case f.Error != nil:
			return &Error{Text: f.Error.Text}
		case f.Result != nil:
			return json.Unmarshal(f.Result, into)
		case f.Line != nil && each != nil:
			var line Line
			if err := json.Unmarshal(f.Line, &line); err != nil {
				return err
			}
			if err := each(line); err != nil {
				return err
			}
		}
	}
}
