package fetcher

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strings"
	"time"

	"code.dny.dev/ssrf"

	"koreadesk/news/text"
)

// Kind is what kind of trouble a poll met. It decides when to come again.
type Kind int

// The kinds of trouble.
const (
	OK         Kind = iota
	Address         // the address cannot be asked at all
	Blocked         // the address is loopback or private, and that was not allowed
	DNS             // the host has no address
	Connection      // the host cannot be reached, or broke off
	TLS             // no secure connection
	Timeout         // no answer in time, or too slow a one
	HTTP            // an answer that is not a document: see Error.Status
	Challenge       // a wall that asks for a browser stands before the feed
	Redirect        // a redirect that is not followed
	Coding          // a content coding that was not asked for, or a broken one
	TooLarge        // more than the desk reads
	Truncated       // the connection ended before the document did
	NotFeed         // the document is no feed
	Waiting         // nothing was asked: the host wants to be left alone
	Cancelled       // the desk itself gave up
	Disallowed      // the site's robots.txt does not want it asked for
	Drift           // a list page on which the selectors find nothing any more
)

var kinds = [...]string{
	"ok", "address", "blocked", "dns", "connection", "tls", "timeout", "http",
	"challenge", "redirect", "coding", "too large", "truncated", "not a feed",
	"waiting", "cancelled", "robots", "drift",
}

func (k Kind) String() string {
	if k < 0 || int(k) >= len(kinds) {
		return fmt.Sprintf("kind %d", int(k))
	}
	return kinds[k]
}

// Error says which source met which trouble, and what to do about it.
type Error struct {
	Kind       Kind
	Source     string    // Source.ID; "" when the request was for no source
	URL        string    // the address that failed, without user name and password
	Status     int       // HTTP status; 0 when there was no answer
	RetryAfter time.Time // when the server wants to be asked again; zero is unsaid
	Err        error     // what happened
	Hint       string    // what a person can do; "" when only waiting helps
}

// Error names the source, the address, the trouble and the way out.
func (e *Error) Error() string {
	var b strings.Builder
	for _, s := range []string{e.Source, e.URL} {
		if s != "" {
			b.WriteString(s)
			b.WriteString(": ")
		}
	}
	b.WriteString(e.Reason())
	return b.String()
}

// longestReason is how much of a trouble is told, in characters.
const longestReason = 300

// Reason is the trouble in one sentence, without source and address.
func (e *Error) Reason() string {
	reason := e.Kind.String()
	if e.Kind == HTTP && e.Status != 0 {
		reason = fmt.Sprintf("http %d", e.Status)
	}
	if e.Err != nil {
		reason += ": " + strings.TrimPrefix(e.Err.Error(), reason+": ")
	}
	reason = text.Cut(reason, longestReason) // a server may have put in what it liked
	if e.Hint != "" {
		reason += "; " + e.Hint
	}
	return reason
}

func (e *Error) Unwrap() error { return e.Err }

// What the desk itself objects to in an answer.
var (
	errDeadline = errors.New("no complete answer in time")
	errSlow     = errors.New("the answer comes too slowly")
	errCoding   = errors.New("content coding")
	errLarge    = errors.New("the document is too large")
	errProxy    = errors.New("the proxy refuses")
)

// trouble names what went wrong while asking u. What ctx was cancelled for
// comes first: the error a transport returns then says little.
func trouble(ctx context.Context, u *url.URL, err error) *Error {
	if known, ok := errors.AsType[*Error](err); ok {
		return known
	}
	e := &Error{URL: shown(u), Err: plain(err)}
	switch cause := context.Cause(ctx); {
	case errors.Is(cause, errDeadline), errors.Is(cause, errSlow):
		e.Kind, e.Err = Timeout, cause
		return e
	case cause != nil:
		e.Kind, e.Err = Cancelled, cause
		return e
	}
	e.Kind = kindOf(err)
	if errors.Is(err, io.EOF) {
		e.Err = errors.New("the server closed the connection without an answer")
	}
	if ofProxy(err) {
		if e.Kind == DNS { // it is the proxy that has no address
			e.Kind = Connection
		}
		e.Hint = "check the source's proxy in feeds.yaml"
		return e
	}
	switch e.Kind {
	case Blocked:
		if errors.Is(err, errNowhere) {
			e.Hint = "check the source's url in a browser"
			break
		}
		e.Hint = "if this address is meant, set allow_private: true for the source"
	case DNS:
		e.Err, e.Hint = unresolved(err), "check the host name in the source's url"
	case TLS:
		e.Hint = "open the address in a browser: the certificate is the publisher's to mend"
	}
	return e
}

// unresolved is the trouble with a name, without the resolver's own address.
func unresolved(err error) error {
	var d *net.DNSError
	switch {
	case !errors.As(err, &d):
		return plain(err)
	case d.IsNotFound:
		return fmt.Errorf("no address is known for %q", d.Name)
	}
	return fmt.Errorf("the name server gives no answer for %q: %s", d.Name, d.Err)
}

// ofProxy reports trouble with the proxy rather than with what lies behind it.
func ofProxy(err error) bool {
	op, ok := errors.AsType[*net.OpError](err)
	return errors.Is(err, errProxy) || ok && (op.Op == "proxyconnect" || op.Op == "socks connect")
}

func kindOf(err error) Kind {
	var (
		dns     *net.DNSError
		timeout interface{ Timeout() bool }
		record  tls.RecordHeaderError
		alert   tls.AlertError
		cert    *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
		invalid x509.CertificateInvalidError
		host    x509.HostnameError
	)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedNetwork),
		errors.Is(err, ssrf.ErrProhibitedPort), errors.Is(err, ssrf.ErrInvalidHostPort):
		return Blocked
	case errors.Is(err, errCoding):
		return Coding
	case errors.Is(err, errLarge):
		return TooLarge
	case errors.As(err, &dns):
		return DNS
	case errors.As(err, &timeout) && timeout.Timeout():
		return Timeout
	case errors.As(err, &record), errors.As(err, &alert), errors.As(err, &cert),
		errors.As(err, &unknown), errors.As(err, &invalid), errors.As(err, &host),
		strings.Contains(err.Error(), "tls: "):
		return TLS
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Truncated
	}
	return Connection
}

// plain takes off the wrapping that would repeat the address, perhaps with the
// password in it.
func plain(err error) error {
	var wrapped *url.Error
	for errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return err
}

// shown is an address as it may be printed.
func shown(u *url.URL) string {
	if u == nil {
		return ""
	}
	bare := *u
	bare.User = nil
	return bare.String()
}
