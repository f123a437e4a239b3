package desk

import (
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"koreadesk/desk/control"
)

// metrics are the desk in figures, by the conventions of Prometheus: base
// units, _total for what only grows, few and bounded labels.
type metrics struct {
	registry *prometheus.Registry
	polls    *prometheus.CounterVec
	pollTime prometheus.Histogram
	bytes    prometheus.Counter
	entries  *prometheus.CounterVec
	settle   prometheus.Histogram
	build    prometheus.Histogram
	requests *prometheus.CounterVec
	answered [600]atomic.Pointer[prometheus.Counter] // of requests, by status, as they were met
	alarms   *prometheus.CounterVec
	reloads  *prometheus.CounterVec
	reloadOK prometheus.Gauge
}

// took are the bounds of durations in seconds: from a page built to a source
// that hangs.
var took = prometheus.ExponentialBuckets(0.002, 2.5, 12)

func newMetrics(d *Desk) *metrics {
	counters := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: "koreadesk_" + name, Help: help}, labels)
	}
	duration := func(name, help string) prometheus.Histogram {
		return prometheus.NewHistogram(prometheus.HistogramOpts{Name: "koreadesk_" + name, Help: help, Buckets: took})
	}
	m := &metrics{
		registry: prometheus.NewRegistry(),
		polls:    counters("polls_total", "Polls by outcome: a new document, not modified, or the kind of trouble.", "outcome"),
		pollTime: duration("poll_duration_seconds", "Time of a poll, waiting for its host included."),
		bytes:    prometheus.NewCounter(prometheus.CounterOpts{Name: "koreadesk_polled_bytes_total", Help: "Bytes of documents read, decoded."}),
		entries:  counters("entries_total", "Entries of documents by what became of them: a new item, a sighting of another source's, a material change, or nothing.", "became"),
		settle:   duration("settle_duration_seconds", "Time to settle what had arrived, building included."),
		build:    duration("build_duration_seconds", "Time to build the pages that changed."),
		requests: counters("http_requests_total", "Requests on the public address by status.", "code"),
		alarms:   counters("alarms_total", "Changes of verdict on a source by the new verdict.", "verdict"),
		reloads:  counters("config_reloads_total", "Reloads of feeds.yaml by result.", "result"),
		reloadOK: prometheus.NewGauge(prometheus.GaugeOpts{Name: "koreadesk_config_last_reload_successful",
			Help: "Whether the last reload of feeds.yaml was taken; 1 before the first."}),
	}
	m.reloadOK.Set(1)
	version := prometheus.NewGauge(prometheus.GaugeOpts{Name: "koreadesk_build_info", Help: "The program that runs; always 1.",
		ConstLabels: prometheus.Labels{"version": d.options.Version, "goversion": runtime.Version()}})
	version.Set(1)
	m.registry.MustRegister(m.polls, m.pollTime, m.bytes, m.entries, m.settle, m.build, m.requests, m.alarms, m.reloads, m.reloadOK,
		version, gauges{d}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// count counts the answers of h by status.
func (m *metrics) count(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		counted := answer{ResponseWriter: w, status: http.StatusOK, wire: wireOf(r)}
		h.ServeHTTP(&counted, r)
		m.of(counted.status).Inc()
	})
}

// of is the counter of a status.
func (m *metrics) of(status int) prometheus.Counter {
	known := &m.answered[min(max(status, 0), len(m.answered)-1)]
	if c := known.Load(); c != nil {
		return *c
	}
	c := m.requests.WithLabelValues(strconv.Itoa(status))
	known.Store(&c)
	return c
}

// answer notes the status of an answer, and sends its headers with its body.
type answer struct {
	http.ResponseWriter
	status int
	wire   *wire
}

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (a *answer) Write(p []byte) (int, error) {
	if a.wire == nil {
		return a.ResponseWriter.Write(p)
	}
	a.wire.join()
	n, err := a.ResponseWriter.Write(p)
	return n, errors.Join(err, a.wire.part())
}

// Unwrap lets http.ResponseController reach the answer itself.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }

func (m *metrics) polled(line control.PollLine, bytes int64) {
	m.polls.WithLabelValues(line.Status).Inc()
	m.pollTime.Observe(line.Took.Seconds())
	m.bytes.Add(float64(bytes))
	for _, e := range []struct {
		became string
		n      int
	}{{"new", line.New}, {"updated", line.Updated}, {"joined", line.Joined}, {"duplicate", line.Known}} {
		m.entries.WithLabelValues(e.became).Add(float64(e.n))
	}
}

func (m *metrics) settled(begin time.Time) { m.settle.Observe(time.Since(begin).Seconds()) }

func (m *metrics) built(begin time.Time) { m.build.Observe(time.Since(begin).Seconds()) }

func (m *metrics) reloaded(err error) {
	result, ok := "taken", 1.0
	if err != nil {
		result, ok = "refused", 0
	}
	m.reloads.WithLabelValues(result).Inc()
	m.reloadOK.Set(ok)
}
