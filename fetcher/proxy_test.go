package fetcher

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// gate is a proxy on loopback. It leads every CONNECT to one origin, answers
// for all else itself, and notes what it was asked for.
func gate(t *testing.T, to string) *origin {
	return newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			w.Write([]byte(feed("Kran")))
			return
		}
		there, err := net.Dial("tcp", to)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		here, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			there.Close()
			return
		}
		io.WriteString(here, "HTTP/1.1 200 OK\r\n\r\n")
		join(here, there)
	})
}

// join copies between two connections until both have ended.
func join(a, b net.Conn) {
	var both sync.WaitGroup
	for _, pair := range [][2]net.Conn{{a, b}, {b, a}} {
		both.Go(func() {
			io.Copy(pair[0], pair[1])
			pair[0].Close()
		})
	}
	both.Wait()
}

// socks is a SOCKS5 proxy (RFC 1928) on loopback that leads all to one origin.
func socks(t *testing.T, to string) (address string, asked func() []string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	var names []string
	var serving sync.WaitGroup
	serving.Go(func() {
		for {
			here, err := listener.Accept()
			if err != nil {
				return
			}
			serving.Go(func() {
				defer here.Close()
				b := make([]byte, 262)
				io.ReadFull(here, b[:2])
				io.ReadFull(here, b[:b[1]])
				here.Write([]byte{5, 0})
				io.ReadFull(here, b[:5])
				if b[3] != 3 { // by name
					return
				}
				n := int(b[4])
				io.ReadFull(here, b[:n+2])
				mu.Lock()
				names = append(names, net.JoinHostPort(string(b[:n]), strconv.Itoa(int(b[n])<<8|int(b[n+1]))))
				mu.Unlock()
				there, err := net.Dial("tcp", to)
				if err != nil {
					return
				}
				here.Write([]byte{5, 0, 0, 1, 127, 0, 0, 1, 0, 0})
				join(here, there)
			})
		}
	})
	t.Cleanup(func() {
		listener.Close()
		serving.Wait()
	})
	return "socks5://" + listener.Addr().String(), func() []string {
		mu.Lock()
		defer mu.Unlock()
		return names
	}
}

// through is a subscriber behind a proxy, in a world where names are known.
func through(t *testing.T, proxy, address string, names map[string][]string) *subscriber {
	s := subscribe(t, address)
	s.src.AllowPrivate, s.src.Proxy = false, proxy
	s.c.proxies.lookup = func(_ context.Context, host string) (found []netip.Addr, err error) {
		for _, a := range names[host] {
			found = append(found, netip.MustParseAddr(a))
		}
		if found == nil {
			err = &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		}
		return found, err
	}
	return s
}

func TestProxy(t *testing.T) {
	public := map[string][]string{"hafenblatt.example": {"93.184.216.34"}}
	answer := func(w http.ResponseWriter, r *http.Request) { w.Write([]byte(feed("Kran"))) }

	t.Run("http: the proxy is asked for the whole address", func(t *testing.T) {
		p := gate(t, "")
		through(t, p.URL, "http://hafenblatt.example/feed?a=1", public).good()
		if got := p.last().RequestURI; got != "http://hafenblatt.example/feed?a=1" {
			t.Errorf("it was asked for %s", got)
		}
	})

	t.Run("https: the proxy leads on and reads nothing", func(t *testing.T) {
		o := httptest.NewTLSServer(http.HandlerFunc(answer))
		defer o.Close()
		p := gate(t, o.Listener.Addr().String())
		s := through(t, p.URL, "https://example.com/feed", map[string][]string{"example.com": {"93.184.216.34"}})
		u, _ := url.Parse(s.src.URL)
		way, err := s.c.proxies.through(t.Context(), p.URL, u, true)
		if err != nil {
			t.Fatal(err)
		}
		way.(*http.Transport).TLSClientConfig = o.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
		s.good()
		if r := p.last(); r.Method != http.MethodConnect || r.Host != "example.com:443" || r.Header.Get("Authorization") != "" {
			t.Errorf("it was asked: %s %s", r.Method, r.Host)
		}
		s.c.Close()
	})

	t.Run("socks5: the proxy is asked by name", func(t *testing.T) {
		o := newOrigin(t, answer)
		address, asked := socks(t, o.Listener.Addr().String())
		s := through(t, address, "http://hafenblatt.example/feed", public)
		s.good()
		if got := strings.Join(asked(), " "); got != "hafenblatt.example:80" || o.last().Host != "hafenblatt.example" {
			t.Errorf("it was asked for %s", got)
		}
		s.c.Close()
	})

	for host, addresses := range map[string][]string{
		"private.example": {"10.1.2.3"}, "mixed.example": {"93.184.216.34", "192.168.1.1"}, "self.example": {"127.0.0.1"},
		"mapped.example": {"::ffff:10.0.0.1"}, "metadata.example": {"169.254.169.254"}, "six.example": {"2606:4700::1", "fd00::1"},
		"127.0.0.1": nil, "[::1]": nil, "[::ffff:127.0.0.1]": nil,
	} {
		t.Run("refused before the proxy hears of it: "+host, func(t *testing.T) {
			p := gate(t, "")
			s := through(t, p.URL, "http://"+host+"/feed", map[string][]string{host: addresses})
			e := s.bad(Blocked)
			if nowhere := errors.Is(e, errNowhere); strings.Contains(e.Hint, "allow_private") == nowhere || len(p.requests()) > 0 {
				t.Errorf("%v; the proxy was asked %d times", e, len(p.requests()))
			}
		})
	}

	for _, host := range []string{"10.1.2.3", "known-to-the-proxy.example"} {
		t.Run("allow_private lets a source through: "+host, func(t *testing.T) {
			p := gate(t, "")
			s := through(t, p.URL, "http://"+host+"/feed", nil)
			s.src.AllowPrivate = true
			s.good()
		})
	}

	for _, host := range []string{"169.254.169.254", "metadata.example", "[fd00:ec2::254]", "100.100.100.200"} {
		t.Run("allow_private lets no source through to "+host, func(t *testing.T) {
			p := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
				http.Redirect(w, r, "http://"+host+"/latest/meta-data/", http.StatusFound)
			})
			s := through(t, p.URL, "http://10.1.2.3/", map[string][]string{"metadata.example": {"169.254.169.254"}})
			s.src.AllowPrivate = true
			if e := s.bad(Blocked); strings.Contains(e.Hint, "allow_private") || len(p.requests()) != 1 {
				t.Errorf("%v; the proxy was asked %d times", e, len(p.requests()))
			}
		})
	}

	t.Run("each redirect is resolved and checked anew", func(t *testing.T) {
		p := newOrigin(t, func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://inside.example/secret", http.StatusFound)
		})
		names := map[string][]string{"hafenblatt.example": {"93.184.216.34"}, "inside.example": {"10.0.0.1"}}
		if e := through(t, p.URL, "http://hafenblatt.example/", names).bad(Blocked); len(p.requests()) != 1 || e.URL != "http://inside.example/secret" {
			t.Errorf("%v after %d requests", e, len(p.requests()))
		}
	})

	t.Run("a name without an address is not passed on", func(t *testing.T) {
		p := gate(t, "")
		through(t, p.URL, "http://nowhere.example/", nil).bad(DNS)
		if n := len(p.requests()); n > 0 {
			t.Errorf("the proxy was asked %d times", n)
		}
	})

	t.Run("other sources do not use it", func(t *testing.T) {
		p, o := gate(t, ""), newOrigin(t, answer)
		s := through(t, p.URL, "http://hafenblatt.example/", public)
		s.good()
		s.src.Proxy, s.src.URL, s.src.AllowPrivate = "", o.URL, true
		s.good()
		if len(p.requests()) != 1 || len(o.requests()) != 1 {
			t.Errorf("the proxy was asked %d times, the origin %d", len(p.requests()), len(o.requests()))
		}
	})

	t.Run("the proxy of the environment is not used", func(t *testing.T) {
		p, o := gate(t, ""), newOrigin(t, answer)
		t.Setenv("HTTP_PROXY", p.URL)
		s := subscribe(t, strings.Replace(o.URL, "127.0.0.1", "localhost", 1))
		s.good()
		if n := len(p.requests()); n > 0 {
			t.Errorf("the proxy was asked %d times", n)
		}
	})

	for name, refuse := range map[string]http.HandlerFunc{
		"refuses":         func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusForbidden) },
		"asks for a name": func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusProxyAuthRequired) },
	} {
		t.Run("a proxy that "+name+" is named as the trouble", func(t *testing.T) {
			s := through(t, newOrigin(t, refuse).URL, "https://hafenblatt.example/", public)
			if e := s.bad(Connection); !strings.Contains(e.Hint, "proxy") || !errors.Is(e, errProxy) {
				t.Errorf("error is %v", e)
			}
		})
	}

	t.Run("a proxy that is not there is named as the trouble", func(t *testing.T) {
		for _, address := range []string{"http://127.0.0.1:1", "socks5://127.0.0.1:1"} {
			if e := through(t, address, "http://hafenblatt.example/", public).bad(Connection); !strings.Contains(e.Hint, "proxy") {
				t.Errorf("error is %v", e)
			}
		}
	})

	t.Run("no connection outlives the client", func(t *testing.T) {
		p := gate(t, "")
		before := goleak.IgnoreCurrent()
		s := through(t, p.URL, "http://hafenblatt.example/", public)
		s.good()
		s.c.Close()
		p.CloseClientConnections()
		goleak.VerifyNone(t, before)
	})
}
