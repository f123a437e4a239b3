package desk

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"

	"github.com/coreos/go-systemd/v22/activation"
)

// privateSocket is the name (FileDescriptorName=) by which a socket unit hands
// over the private listener; any other name is the public one.
const privateSocket = "private"

// listeners are the desk's two doors: the public one, and the private one,
// which is nil where there is none. What systemd holds open (LISTEN_FDS) is
// taken as it is, whatever feeds.yaml says, so that nobody is refused while
// the desk is restarted.
func (d *Desk) listeners(ctx context.Context) (public, private net.Listener, err error) {
	if public, private, err = inherited(); err != nil {
		return nil, nil, err
	}
	c := d.edition.Load().config
	if public == nil {
		public, err = new(net.ListenConfig).Listen(ctx, "tcp", c.Listen)
		if err != nil {
			err = fmt.Errorf("listen: %w (is another program at %s? set listen in %s)", err, c.Listen, d.options.Config)
		}
	}
	if private == nil && err == nil {
		private, err = d.listenPrivate(ctx)
	}
	if err != nil {
		return nil, nil, errors.Join(err, shut(public), shut(private))
	}
	return public, private, nil
}

// inherited are the listeners systemd hands over; nil where it has none.
func inherited() (public, private net.Listener, err error) {
	named, err := activation.ListenersWithNames()
	if err != nil {
		return nil, nil, fmt.Errorf("sockets of systemd: %w (see koreadesk.socket)", err)
	}
	names := make([]string, 0, len(named))
	for name := range named {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, l := range named[name] {
			at := &public
			if name == privateSocket {
				at = &private
			}
			if *at != nil {
				return nil, nil, errors.Join(fmt.Errorf("sockets of systemd: more than one is called %s (see koreadesk.socket)", name),
					shut(public), shut(private), l.Close())
			}
			*at = l
		}
	}
	return public, private, nil
}

// listenPrivate opens the private listener. One that nobody asked for and whose
// usual address is taken is done without.
func (d *Desk) listenPrivate(ctx context.Context) (net.Listener, error) {
	c := d.edition.Load().config
	if c.Private == "none" {
		return nil, nil
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Private)
	switch {
	case err == nil:
		return l, nil
	case c.PrivateGiven:
		return nil, fmt.Errorf("private: %w (is another program at %s? set private in %s)", err, c.Private, d.options.Config)
	}
	d.log.Warn("no metrics and no status page: another program is at the usual private address", "address", c.Private,
		"hint", "set private in feeds.yaml, or private: none")
	return nil, nil
}

func shut(l net.Listener) error {
	if l == nil {
		return nil
	}
	return l.Close()
}
