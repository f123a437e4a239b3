package config

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// ownHeaders are those the desk sets itself, or that belong to the connection.
var ownHeaders = []string{
	"Accept", "Accept-Encoding", "Connection", "Content-Length", "Content-Type", "Expect", "Host", "If-Modified-Since",
	"If-None-Match", "If-Range", "If-Match", "If-Unmodified-Since", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection",
	"Range", "Referer", "Te", "Trailer", "Transfer-Encoding", "Upgrade", "User-Agent",
}

func (r *reading) checkAuth(path string, a *Auth) {
	if a == nil {
		return
	}
	if !r.given(path+".basic") && !r.given(path+".cookie") && len(a.Headers) == 0 && !r.bad[path+".headers"] {
		r.wrong(path, "names no secret", "write {basic: NAME}, {cookie: NAME} or {headers: {X-Api-Key: NAME}}, or take the key out")
		return
	}
	if !a.Basic.IsZero() && !strings.Contains(a.Basic.value.Reveal(), ":") {
		r.wrong(path+".basic", "the secret "+a.Basic.Name+" is no user name and password", "it is one line: USER:PASSWORD")
	}
	if pair, _, _ := strings.Cut(a.Cookie.value.Reveal(), ";"); !a.Cookie.IsZero() && !strings.Contains(pair, "=") {
		r.wrong(path+".cookie", "the secret "+a.Cookie.Name+" is no cookie", "it is one line, as a browser sends it: NAME=VALUE; NAME=VALUE")
	}
	first := make(map[string]string)
	names := make([]string, 0, len(a.Headers))
	for name := range a.Headers {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		at, canonical := join(path+".headers", name), http.CanonicalHeaderKey(name)
		switch {
		case !httpguts.ValidHeaderFieldName(name):
			r.wrong(at, quoted(name)+" cannot be the name of a header", "write one as the publisher names it: X-Api-Key")
		case canonical == "Cookie":
			r.wrong(at, "a cookie has a key of its own", "write {cookie: NAME}")
		case slices.Contains(ownHeaders, canonical):
			r.wrong(at, canonical+" is set by the desk itself", "take it out")
		case canonical == "Authorization" && !a.Basic.IsZero():
			r.wrong(at, "basic sets the same header", "keep one of the two")
		case first[canonical] != "":
			r.wrong(at, "is the same header as "+first[canonical], "keep one")
		default:
			first[canonical] = name
		}
	}
}

func (r *reading) checkProxy(path, proxy string) {
	const like = "write http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT"
	if proxy == "" {
		return
	}
	u, err := url.Parse(proxy)
	switch {
	case err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "socks5":
		r.wrong(path, quotedAddress(proxy)+" is not the address of a proxy", like)
	case u.User != nil:
		r.wrong(path, "an address with a user name or password", "take USER:PASSWORD@ out: this file is no place for secrets; a proxy has to be open to the desk")
	case u.Port() == "":
		r.wrong(path, quotedAddress(proxy)+" names no port", like)
	case u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "":
		r.wrong(path, quotedAddress(proxy)+" goes on after the port", like)
	}
}
