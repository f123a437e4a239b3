//go:build unix

package fetcher

import "syscall"

// mostOpen is how many connections may be at work, and how many more be kept open,
// with the files this process may have.
func mostOpen() int {
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		return fewOpen
	}
	return shareOf(files.Cur)
}
