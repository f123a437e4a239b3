package fetcher

import (
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// morning is when all tests begin.
var morning = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
