package config

import (
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// check finds what the types alone cannot tell, keys that are missing included.
func (r *reading) check(c *Config) {
	r.checkDesk(c.Desk)
	if at := c.DataPath(); c.Data == "" {
		r.wrong("data", "has no value", "write the name of a file: koreadesk.db")
	} else if info, err := os.Stat(at); err == nil && info.IsDir() {
		r.wrong("data", quoted(c.Data)+" is a folder", "write the name of a file in it: "+c.Data+"/koreadesk.db")
	}
	r.checkListen(c)
	r.checkPoll(c)
	r.checkRetain(c.Retain)
	r.checkPublish(c)
	r.checkSources(c)
	r.checkTags(c)
	r.checkThemes(c)
}

func (r *reading) checkDesk(d Desk) {
	r.checkBase(d.BaseURL)
	switch {
	case d.Authority == "":
		if host := hostOf(d.BaseURL); host != "" && !isAuthority(host+",2026") {
			r.wrong("desk.authority", "cannot be made from the host "+quoted(host), "write one: a domain you own, a comma, a year, as in feeds.example.org,2026")
		}
	case !isAuthority(d.Authority):
		r.wrong("desk.authority", quoted(d.Authority)+" is not a domain, a comma and a date", "write it in lower case as feeds.example.org,2026; ids never change, so choose a domain you own")
	}
	r.oneOf("desk.language", d.Language, "de", "en", "ko")
	if e := d.Author.Email; e != "" && !isMailbox(e) {
		r.wrong("desk.author.email", quoted(e)+" is not an e-mail address", "write the bare address: desk@example.org")
	}
}

func (r *reading) checkBase(base string) {
	const path, like = "desk.base_url", "the address readers know this desk by: https://feeds.example.org"
	if base == "" {
		r.wrong(path, "missing", like)
		return
	}
	if problem, hint := webAddress(base); problem != "" {
		r.wrong(path, problem, hint)
	} else if strings.ContainsAny(base, "?#") {
		r.wrong(path, quoted(base)+" has a part after ? or #", like)
	}
}

// authority is the taggingEntity of RFC 4151, section 2.1, in lower case: ids
// are compared octet by octet.
var authority = regexp.MustCompile(`^(?:[a-z0-9._-]+@)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*,(\d{4}(?:-\d\d(?:-\d\d)?)?)$`)

func isAuthority(s string) bool {
	parts := authority.FindStringSubmatch(s)
	if parts == nil {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(parts[1])], parts[1])
	return err == nil
}

func (r *reading) checkListen(c *Config) {
	open := r.hostPort("listen", c.Listen, "127.0.0.1:8080")
	inner := c.Private != "none" && r.hostPort("private", c.Private, "127.0.0.1:8081")
	if inner && !c.ExposePrivate && !isInner(c.Private) {
		r.wrong("private", quoted(c.Private)+" may be reached by everyone, and asks for no password",
			"write an address of this machine or your own network, as a number: 127.0.0.1:8081; or say expose_private: true")
	}
	if open && inner && c.Listen == c.Private && !strings.HasSuffix(c.Listen, ":0") {
		r.wrong("private", quoted(c.Private)+" is the address of listen as well", "give each its own port: 127.0.0.1:8081")
	}
}

// isInner reports whether an address is one that strangers cannot reach. A name
// may lead anywhere, an empty host is every address of the machine.
func isInner(address string) bool {
	host, _, _ := net.SplitHostPort(address)
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return host == "localhost"
	}
	ip = ip.Unmap()
	return ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast()
}

func (r *reading) hostPort(path, address, like string) bool {
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil || strings.ContainsAny(host, " /@") {
		r.wrong(path, quoted(address)+" is not HOST:PORT", "write "+like)
		return false
	}
	return true
}

// The bounds of a poll, for servers that are not our own.
const (
	shortestPoll = 5 * minute
	longestPoll  = day
	shortestGap  = second
)

func (r *reading) checkPoll(c *Config) {
	p := c.Poll
	ours := p.AllowPrivate || len(c.Sources) > 0 && !slices.ContainsFunc(c.Sources, func(s Source) bool { return !s.AllowPrivate })
	r.span("poll", p.Every, p.EveryMax, ours)
	r.atLeast("poll.concurrency", p.Concurrency, 1, "write how many sources are polled at the same time: 512")
	r.atLeast("poll.per_host", p.PerHost, 1, "write how many requests one domain sees at the same time: 1")
	if p.Gap < shortestGap && !ours {
		r.wrong("poll.gap", fmt.Sprintf("%s is shorter than %s: no publisher is asked faster", p.Gap, shortestGap), "write 1s or more; only with allow_private: true, for servers of your own, may it be less")
	}
	r.checkContact("poll.contact", p.Contact)
}

func (r *reading) checkContact(path, contact string) {
	if contact == "" {
		return
	}
	mailbox, isMail := strings.CutPrefix(contact, "mailto:")
	if isMailbox(mailbox) {
		if !isMail {
			r.wrong(path, quoted(contact)+" is a bare e-mail address", "write mailto:"+contact)
		}
		return
	}
	if problem, hint := webAddress(contact); problem != "" {
		r.wrong(path, problem, hint)
	}
}

func isMailbox(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

// span checks every and every_max below path; a value of zero that was not
// given is none.
func (r *reading) span(path string, every, longest Duration, ours bool) {
	for _, k := range []struct {
		key   string
		value Duration
	}{{"every", every}, {"every_max", longest}} {
		at := join(path, k.key)
		switch {
		case !r.given(at):
		case ours && k.value >= second:
		case ours:
			r.wrong(at, fmt.Sprintf("%s is shorter than 1s: the desk polls no faster", k.value), "write 1s or more")
		case k.value < shortestPoll:
			r.wrong(at, fmt.Sprintf("%s is shorter than %s: no publisher is asked more often", k.value, shortestPoll), "write 5m or more; only with allow_private: true, for servers of your own, may it be less")
		case k.value > longestPoll:
			r.wrong(at, fmt.Sprintf("%s is longer than 24h: entries would leave a feed unseen", k.value), "write 24h or less")
		}
	}
	if at := join(path, "every_max"); r.given(at) && r.given(join(path, "every")) && longest < every {
		r.wrong(at, fmt.Sprintf("%s is shorter than every, which is %s", longest, every), "every is the shortest time between two polls, every_max the longest")
	}
}

func (r *reading) checkRetain(k Retain) {
	for _, d := range []struct {
		key   string
		value Duration
	}{{"items", k.Items}, {"rejected", k.Rejected}} {
		if d.value == 0 {
			r.wrong("retain."+d.key, "0s would keep nothing", "write a time such as 30d or 400d")
		}
	}
}

func (r *reading) checkPublish(c *Config) {
	if r.given("publish.dir") {
		switch info, err := os.Stat(c.PublishDir()); {
		case c.Publish.Dir == "":
			r.wrong("publish.dir", "has no value", "write a folder: /var/www/feeds, or take the key out")
		case err == nil && !info.IsDir():
			r.wrong("publish.dir", quoted(c.Publish.Dir)+" is a file", "write a folder; it is made where there is none")
		}
	}
	for i, hub := range c.Publish.Hubs {
		if problem, hint := webAddress(hub); problem != "" {
			r.wrong(fmt.Sprintf("publish.hubs[%d]", i), problem, hint)
		}
	}
}

func (r *reading) atLeast(path string, n, least int, hint string) {
	if n < least {
		r.wrong(path, fmt.Sprintf("%d is less than %d", n, least), hint)
	}
}

func (r *reading) oneOf(path, value string, words ...string) {
	if slices.Contains(words, value) {
		return
	}
	hint := "write one of " + strings.Join(words, ", ")
	if near := nearest(value, words); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	r.wrong(path, quoted(value)+" is not known here", hint)
}
