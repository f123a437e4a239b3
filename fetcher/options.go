package fetcher

import "time"

// DefaultGap is the polite pause between two requests to one domain.
const DefaultGap = time.Second

// Options is how a Client behaves. A zero value is replaced by the default in
// brackets, except Gap, which is taken as given.
type Options struct {
	Version string // of koreadesk, for the User-Agent ["dev"]
	Contact string // an address where a publisher can ask or complain; "" is none

	AllowPrivate bool // loopback and private addresses for every source
	Concurrency  int  // requests at work at one time, as far as there are files for their connections [512]
	PerHost      int  // of these for one registrable domain [1]

	Gap time.Duration // at least between two requests to one domain; 0 is none; see DefaultGap

	Lists bool // a page that came where a feed was wanted is read for the list on it

	Dial   time.Duration // for a connection [10s]
	TLS    time.Duration // for its handshake [10s]
	Header time.Duration // until an answer begins [20s]
	Whole  time.Duration // for one request, body included [60s]

	MaxBody int64 // bytes of one document, decoded [24 MiB]
	Memory  int64 // bytes of all bodies together, at least 2*MaxBody [64 MiB]
	Ahead   int   // feeds read and not yet Taken over by the caller; 0 is no limit
	MinRate int64 // bytes a second an answer must bring, over ten seconds [512]
}

func (o Options) withDefaults() Options {
	or(&o.Version, "dev")
	or(&o.Concurrency, 512)
	o.Concurrency = min(o.Concurrency, mostOpen())
	or(&o.PerHost, 1)
	or(&o.Dial, 10*time.Second)
	or(&o.TLS, 10*time.Second)
	or(&o.Header, 20*time.Second)
	or(&o.Whole, 60*time.Second)
	or(&o.MaxBody, 24<<20)
	or(&o.Memory, 64<<20)
	or(&o.MinRate, 512)
	o.Memory = max(o.Memory, 2*o.MaxBody)
	return o
}

func or[T comparable](v *T, fallback T) {
	var zero T
	if *v == zero {
		*v = fallback
	}
}
