//go:build !man

package main

import "github.com/spf13/cobra"

// manual is no command: the man pages are written when a release is built.
func manual() []*cobra.Command { return nil }
