package store_test

import (
	"testing"

	"koreadesk/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) storetest.Store { return storetest.Open(t) })
}
