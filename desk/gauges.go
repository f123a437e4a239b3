package desk

import (
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"koreadesk/news"
)

// gauges are the figures that are looked up when they are asked for.
type gauges struct{ desk *Desk }

func gauge(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("koreadesk_"+name, help, labels, nil)
}

var (
	gaugeBytes    = gauge("store_size_bytes", "Size of the data file.")
	gaugeFree     = gauge("store_free_bytes", "Unused bytes in the data file, filled again before it grows.")
	gaugeItems    = gauge("store_items", "Items ever stored.")
	gaugeLag      = gauge("unsettled_changes", "Changes that wait to be settled.")
	gaugeDamaged  = gauge("store_damaged_records", "Records met that failed their checksum.")
	gaugePage     = gauge("page_size_bytes", "Size of a published page, not compressed.", "path")
	gaugeRefused  = gauge("refused_entries", "Entries the publish gate leaves out of a theme's pages.", "theme")
	gaugeSources  = gauge("sources", "Sources by verdict.", "verdict")
	gaugeVerdict  = gauge("source_verdict", "The verdict on a source that is not ok; 1 while it stands.", "source", "verdict")
	gaugeSuccess  = gauge("source_last_success_timestamp_seconds", "When a source last answered well.", "source")
	gaugeNewest   = gauge("source_last_item_timestamp_seconds", "When a source last brought a new item.", "source")
	gaugeOverdue  = gauge("poll_lag_seconds", "How long the source that is most overdue has been due.")
	gaugePulse    = gauge("poll_loop_silence_seconds", "Time since the poll loop last went round.")
	gaugeWritable = gauge("store_writable", "Whether the data file answers and can be written.")
)

// Describe implements prometheus.Collector.
func (gauges) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{gaugeBytes, gaugeFree, gaugeItems, gaugeLag, gaugeDamaged, gaugePage, gaugeRefused, gaugeSources,
		gaugeVerdict, gaugeSuccess, gaugeNewest, gaugeOverdue, gaugePulse, gaugeWritable} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (g gauges) Collect(out chan<- prometheus.Metric) {
	if g.desk.edition.Load() == nil { // not open yet
		return
	}
	send := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	stats := g.desk.store.Stats()
	send(gaugeBytes, float64(stats.Bytes))
	send(gaugeFree, float64(stats.Free))
	send(gaugeItems, float64(stats.Items))
	send(gaugeLag, float64(stats.Lag))
	send(gaugeDamaged, float64(len(stats.Damaged)))
	send(gaugePulse, g.desk.sincePulse().Seconds())
	writable := 1.0
	if g.desk.store.Ping() != nil {
		writable = 0
	}
	send(gaugeWritable, writable)
	g.pages(send)
	g.sources(send)
}

func (g gauges) pages(send func(*prometheus.Desc, float64, ...string)) {
	refused := make(map[string]int)
	for _, r := range g.desk.heldBack() {
		refused[r.Theme]++
	}
	for _, theme := range g.desk.edition.Load().themes {
		send(gaugeRefused, float64(refused[theme.ID]), theme.ID)
	}
	for path, size := range g.desk.site.Load().Sizes() {
		if !strings.HasSuffix(path, ".css") {
			send(gaugePage, float64(size), path)
		}
	}
}

func (g gauges) sources(send func(*prometheus.Desc, float64, ...string)) {
	now, configured := time.Now(), g.desk.edition.Load().sources
	verdicts := make(map[news.Health]int)
	var overdue time.Duration
	for _, s := range g.desk.store.States() {
		verdict, _, _ := diagnose(configured.of(s.Source), s, now)
		verdicts[verdict]++
		if verdict != news.HealthOK && verdict != news.HealthNew {
			send(gaugeVerdict, 1, s.Source, string(verdict))
		}
		if !s.OK.IsZero() {
			send(gaugeSuccess, float64(s.OK.Unix()), s.Source)
		}
		if !s.New.IsZero() {
			send(gaugeNewest, float64(s.New.Unix()), s.Source)
		}
		if !s.Stopped && !s.Next.IsZero() {
			overdue = max(overdue, now.Sub(s.Next))
		}
	}
	send(gaugeOverdue, overdue.Seconds())
	for _, v := range news.Healths {
		send(gaugeSources, float64(verdicts[v]), string(v))
	}
}
