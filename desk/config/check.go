package config

// check finds what the types alone cannot tell.
func (r *reading) check(c *Config) {}
