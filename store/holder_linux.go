package store

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// holder says which process has locked the file, as far as /proc tells.
func holder(path string) string {
	const unknown = "another process"
	at, err := os.Stat(path)
	if err != nil {
		return unknown
	}
	file, ok := at.Sys().(*syscall.Stat_t)
	if !ok {
		return unknown
	}
	locks, err := os.Open("/proc/locks")
	if err != nil {
		return unknown
	}
	defer locks.Close()
	for lines := bufio.NewScanner(locks); lines.Scan(); {
		// 1: FLOCK  ADVISORY  WRITE 4711 08:01:131090 0 EOF
		part := strings.Fields(lines.Text())
		if len(part) < 6 || part[1] != "FLOCK" || !strings.HasSuffix(part[5], ":"+strconv.FormatUint(file.Ino, 10)) {
			continue
		}
		pid, err := strconv.Atoi(part[4])
		if err != nil || pid <= 0 {
			continue // a process of another namespace
		}
		if pid == os.Getpid() {
			return fmt.Sprintf("this very process (pid %d)", pid)
		}
		name, err := os.ReadFile(fmt.Sprintf("/proc/%d/comm", pid))
		if err != nil {
			return fmt.Sprintf("process %d", pid)
		}
		return fmt.Sprintf("%s (pid %d)", strings.TrimSpace(string(name)), pid)
	}
	return unknown
}

// letGo closes a data file that bbolt failed to open and still has in memory,
// which would keep the lock.
func letGo(f *os.File) {
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) // it is closed in any case
	f.Close()
}
