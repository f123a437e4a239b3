package config

import "path/filepath"

// Config is feeds.yaml.
type Config struct {
	// Desk is who publishes.
	Desk Desk `yaml:"desk"`

	// Data is the one file that holds all the desk remembers, relative to
	// feeds.yaml. Default koreadesk.db.
	Data string `yaml:"data"`

	// Listen is the address, HOST:PORT, on which feeds and pages are served to
	// everyone, read only. Default 127.0.0.1:8080.
	Listen string `yaml:"listen"`

	// Private is the address, HOST:PORT, of metrics, status and the operations
	// feed, for the operator alone: loopback, or in one's own network; none is
	// no such address. Default 127.0.0.1:8081, or none where another program is
	// there.
	Private string `yaml:"private"`

	// ExposePrivate lets private be an address that everyone can reach: there
	// is no password before it. Default false.
	ExposePrivate bool `yaml:"expose_private"`

	// Poll is how sources are asked.
	Poll Poll `yaml:"poll"`

	// Retain is how long items are kept.
	Retain Retain `yaml:"retain"`

	// Publish is where pages go besides the desk's own address.
	Publish Publish `yaml:"publish"`

	// Sources are the publishers that are polled, at least one. Their order
	// decides where nothing else does.
	Sources []Source `yaml:"sources"`

	// Tags are the labels the desk gives by rule.
	Tags []Tag `yaml:"tags"`

	// Themes are the feeds that are published, at least one.
	Themes []Theme `yaml:"themes"`

	// Dir is the folder feeds.yaml stands in, absolute; it is no key.
	Dir string `yaml:"-"`

	// PrivateGiven says whether private stands in the file; it is no key.
	PrivateGiven bool `yaml:"-"`
}

// Desk is who publishes: the heads of all feeds and pages.
type Desk struct {
	// Title names the desk. Default the host of base_url.
	Title string `yaml:"title"`

	// BaseURL is the address under which readers reach this desk, http or
	// https, with a path where the desk has one. It must be given.
	BaseURL string `yaml:"base_url"`

	// Authority stands in the id of every item and feed: a domain (or e-mail
	// address) the desk owns, a comma, and a year or day at which it owned it
	// (RFC 4151). It is fixed when the data file is born. Default the host of
	// base_url and 2026: feeds.example.org,2026.
	Authority string `yaml:"authority"`

	// Language is that of pages, digests and whatever the desk itself says:
	// de, en or ko. Default de.
	Language string `yaml:"language"`

	// Author is named by every feed, and by entries whose source names none.
	Author Author `yaml:"author"`
}

// Author is a person or an office.
type Author struct {
	// Name as it is shown. Default the desk's title.
	Name string `yaml:"name"`

	// Email is published with the name. Default none.
	Email string `yaml:"email"`
}

// Poll is how sources are asked; a source may say otherwise for itself.
type Poll struct {
	// Every is the shortest time between two polls of one source, from 5m to
	// 24h. Default 1h.
	Every Duration `yaml:"every"`

	// EveryMax is the longest time between two polls of one source, at most
	// 24h. Default 6h, or every where that is longer.
	EveryMax Duration `yaml:"every_max"`

	// Concurrency is how many sources are polled at the same time, at least 1; no
	// more than 256 while what they send takes much memory. Default 512.
	Concurrency int `yaml:"concurrency"`

	// PerHost is how many requests one registrable domain sees at the same
	// time, at least 1. Default 1.
	PerHost int `yaml:"per_host"`

	// Gap is the time between two requests to one registrable domain, at least
	// 1s, or anything from 0s on where allow_private is true for poll or for
	// every source. Default 1s.
	Gap Duration `yaml:"gap"`

	// AllowPrivate lets every source be fetched from loopback and private
	// addresses, and as often as one likes: for tests. Default false; a source
	// has its own allow_private.
	AllowPrivate bool `yaml:"allow_private"`

	// Contact is the address that the desk's User-Agent names, so that a
	// publisher can reach whoever runs it: http, https or mailto. Default
	// base_url.
	Contact string `yaml:"contact"`
}

// Retain is how long items are kept. What is in a page, pinned or in an issue
// stays in any case.
type Retain struct {
	// Items is how long after it was first seen an item is kept. Default 400d.
	Items Duration `yaml:"items"`

	// Rejected is how long an item that is in no theme is kept. Default 30d.
	Rejected Duration `yaml:"rejected"`

	// Missing is how long an entry must be missing from the middle of its
	// source's list before it counts as taken back. Default 24h.
	Missing Duration `yaml:"missing"`
}

// Publish is where pages go besides the desk's own address.
type Publish struct {
	// Dir is a folder, relative to feeds.yaml, into which the daemon writes
	// everything it serves as files, for a web server or a CDN: / is
	// index.html, /THEME is THEME.html. What is not the desk's own in there
	// stays. Default none.
	Dir string `yaml:"dir"`

	// Hubs are WebSub hubs, http or https, that are told at once when a feed
	// has changed. Default none.
	Hubs []string `yaml:"hubs"`
}

// PublishDir is the absolute path of the static tree; "" is none.
func (c *Config) PublishDir() string {
	if c.Publish.Dir == "" {
		return ""
	}
	return c.path(c.Publish.Dir)
}

// DataPath is the absolute path of the data file.
func (c *Config) DataPath() string { return c.path(c.Data) }

// path is where a name in feeds.yaml lies on disk.
func (c *Config) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(c.Dir, name)
}

func (c *Config) defaults() {
	c.Desk.Language = "de"
	c.Data = "koreadesk.db"
	c.Listen = "127.0.0.1:8080"
	c.Private = "127.0.0.1:8081"
	c.Poll = Poll{Every: hour, EveryMax: 6 * hour, Concurrency: 512, PerHost: 1, Gap: second}
	c.Retain = Retain{Items: 400 * day, Rejected: 30 * day, Missing: day}
}
