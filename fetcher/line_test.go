package fetcher

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"koreadesk/news"
)

// resolver is the desk's only server of names for the length of a test. It gives
// every name the address it holds just then.
func resolver(t *testing.T, now *atomic.Value) {
	t.Helper()
	line, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		b := make([]byte, 1500)
		for {
			n, from, err := line.ReadFrom(b)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(b[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Header.Response, m.Additionals = true, nil
			if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class},
					Body:   &dnsmessage.AResource{A: now.Load().(netip.Addr).As4()},
				}}
			}
			if out, err := m.Pack(); err == nil {
				line.WriteTo(out, from)
			}
		}
	}()
	before := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", line.LocalAddr().String())
	}}
	t.Cleanup(func() {
		net.DefaultResolver = before
		line.Close()
		<-done
	})
}

// A name is looked at, and then answers otherwise (DNS rebinding). All of it is
// real but the name server: the client's own dialler asks it.
func TestANameThatTurnsInwardIsNotFollowed(t *testing.T) {
	o := newOrigin(t, func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) })
	var now atomic.Value
	now.Store(netip.MustParseAddr("93.184.215.14"))
	resolver(t, &now)
	s := subscribe(t, strings.Replace(o.URL, "127.0.0.1", "hafenblatt.example", 1))
	if s.c.Private(t.Context(), "hafenblatt.example") {
		t.Fatal("it is public still")
	}

	now.Store(netip.MustParseAddr("127.0.0.1"))
	s.src.AllowPrivate = false
	s.bad(Blocked)
	if n := len(o.requests()); n != 0 {
		t.Errorf("%d requests came through", n)
	}

	s.src.AllowPrivate, s.st = true, news.State{} // it was the guard, not the name
	s.good()
	s.src.AllowPrivate, s.st = false, news.State{}
	s.bad(Blocked) // though a connection is open
}

// certificate is signed by the authority, for a host and a time.
func certificate(t *testing.T, host string, from, to time.Time, authority *tls.Certificate) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: from, NotAfter: to}
	parent, signer := c, any(key)
	if authority == nil {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	} else {
		parent, signer = authority.Leaf, authority.PrivateKey
		if ip := net.ParseIP(host); ip != nil {
			c.IPAddresses = []net.IP{ip}
		} else {
			c.DNSNames = []string{host}
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), signer)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func TestCertificates(t *testing.T) {
	day := 24 * time.Hour
	today := time.Now()
	authority := certificate(t, "", today.Add(-1000*day), today.Add(1000*day), nil)
	stranger := certificate(t, "", today.Add(-1000*day), today.Add(1000*day), nil)
	trusted := x509.NewCertPool()
	trusted.AddCert(authority.Leaf)
	for _, v := range []struct {
		name     string
		host     string
		from, to time.Time
		by       *tls.Certificate
		says     string // "" is good
	}{
		{"good", "127.0.0.1", today.Add(-day), today.Add(day), &authority, ""},
		{"expired", "127.0.0.1", today.Add(-90 * day), today.Add(-day), &authority, "expired"},
		{"not valid yet", "127.0.0.1", today.Add(day), today.Add(90 * day), &authority, "not yet valid"},
		{"of another host", "hafenblatt.example", today.Add(-day), today.Add(day), &authority, "certificate"},
		{"by an unknown authority", "127.0.0.1", today.Add(-day), today.Add(day), &stranger, "unknown authority"},
	} {
		t.Run(v.name, func(t *testing.T) {
			o := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) }))
			o.Config.ErrorLog = quiet()
			o.TLS = &tls.Config{Certificates: []tls.Certificate{certificate(t, v.host, v.from, v.to, v.by)}}
			o.StartTLS()
			defer o.Close()
			s := subscribe(t, o.URL+"/feed")
			s.c.free.(*http.Transport).TLSClientConfig = &tls.Config{RootCAs: trusted}
			if v.says == "" {
				s.good()
				return
			}
			if e := s.bad(TLS); !strings.Contains(e.Error(), v.says) {
				t.Errorf("error is %v, want it to say %q", e, v.says)
			} else {
				t.Log(e)
			}
			if s.st.Failures != 1 || s.st.Next.IsZero() {
				t.Errorf("failures %d, next %v", s.st.Failures, s.st.Next)
			}
		})
	}
}
