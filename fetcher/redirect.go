package fetcher

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// askable says why an address cannot be asked.
func askable(u *url.URL) error {
	var err error
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		err = fmt.Errorf("%q is not http or https", u.Scheme)
	case u.Hostname() == "":
		err = errors.New("it names no host")
	default:
		return nil
	}
	return &Error{Kind: Address, URL: shown(u), Err: err, Hint: "give a full address, such as https://www.example.org/feed.xml"}
}

// follows reports whether a status is a redirect of a GET (RFC 9110, 15.4).
func follows(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// lasting reports whether a redirect is meant to stay.
func lasting(status int) bool {
	return status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect
}

// target is where a redirect leads. A step down from https to http is refused:
// whoever can read the line could answer in the publisher's name.
func target(resp *http.Response, from *url.URL) (*url.URL, error) {
	if resp.ContentLength >= 0 && resp.ContentLength <= 4<<10 {
		io.Copy(io.Discard, resp.Body) // so that the connection serves again
	}
	refused := func(why string) error {
		return &Error{Kind: Redirect, Status: resp.StatusCode, URL: shown(from), Err: errors.New(why), Hint: "check the source's url in a browser"}
	}
	location := resp.Header.Get("Location")
	if location == "" {
		return nil, refused("a redirect that names no address")
	}
	to, err := from.Parse(location)
	if err != nil {
		return nil, refused("a redirect to an address that cannot be read")
	}
	to.User, to.Fragment, to.RawFragment = nil, "", ""
	switch {
	case to.Scheme != "http" && to.Scheme != "https" || to.Hostname() == "":
		return nil, refused(fmt.Sprintf("a redirect to %q, which is not http or https", to.Scheme))
	case from.Scheme == "https" && to.Scheme == "http":
		return nil, refused("a redirect from https to http (" + shown(to) + ")")
	}
	return to, nil
}
