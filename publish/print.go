package publish

import (
	"hash/maphash"
	"reflect"
	"time"
)

// printOf is a hash of everything in a story, within one site: where it is the
// same, so is the entry made of it. It goes by the types, so that no field can
// be forgotten.
func (s *Site) printOf(story Story) uint64 {
	var h maphash.Hash
	h.SetSeed(s.seed)
	hashInto(&h, reflect.ValueOf(story))
	return h.Sum64()
}

var timeType = reflect.TypeFor[time.Time]()

func hashInto(h *maphash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		maphash.WriteComparable(h, v.String())
	case reflect.Bool:
		maphash.WriteComparable(h, v.Bool())
	case reflect.Int, reflect.Int64:
		maphash.WriteComparable(h, v.Int())
	case reflect.Uint64:
		maphash.WriteComparable(h, v.Uint())
	case reflect.Float64:
		maphash.WriteComparable(h, v.Float())
	case reflect.Slice:
		maphash.WriteComparable(h, v.Len())
		for n := range v.Len() {
			hashInto(h, v.Index(n))
		}
	case reflect.Struct:
		if v.Type() == timeType { // the same instant, wherever its clock hangs
			t := v.Interface().(time.Time)
			maphash.WriteComparable(h, t.Unix())
			maphash.WriteComparable(h, t.Nanosecond())
			return
		}
		for n := range v.NumField() {
			hashInto(h, v.Field(n))
		}
	default:
		panic("publish: a story holds a " + v.Kind().String())
	}
}
