package store

import (
	"reflect"
	"testing"
	"time"

	"koreadesk/news"
)

// changes calls try once for each value within v that can differ, with another one
// in its place.
func changes(v reflect.Value, name string, try func(name string)) {
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(v.Interface().(time.Time).Add(time.Hour)))
		try(name)
	case v.Kind() == reflect.Struct:
		for n := range v.NumField() {
			changes(v.Field(n), name+"."+v.Type().Field(n).Name, try)
		}
	case v.Kind() == reflect.Slice:
		v.Set(reflect.Append(was, reflect.Zero(v.Type().Elem())))
		try(name + " longer")
		one := reflect.MakeSlice(v.Type(), 1, 1)
		changes(one.Index(0), name+"[0]", func(name string) {
			v.Set(one)
			try(name)
		})
	case v.Kind() == reflect.Array:
		changes(v.Index(v.Len()-1), name+"[last]", try)
	case v.Kind() == reflect.String:
		v.SetString(v.String() + "x")
		try(name)
	case v.Kind() == reflect.Bool:
		v.SetBool(!v.Bool())
		try(name)
	case v.CanInt():
		v.SetInt(v.Int() + 1)
		try(name)
	case v.CanUint():
		v.SetUint(v.Uint() + 1)
		try(name)
	default:
		panic(name + ": a kind of field that nobody compares")
	}
	v.Set(was)
}

// Whatever is added to a state is compared as well: else its change would be
// written late, and lost with a crash.
func TestOnlySchedulesMayWait(t *testing.T) {
	schedule := map[string]bool{".Polled": true, ".OK": true, ".Next": true, ".NotUntil": true, ".Interval": true, ".Because": true}
	lists := func(st *news.State) { // so that one element of each differs, not only their lengths
		v := reflect.ValueOf(st).Elem()
		for n := range v.NumField() {
			if f := v.Field(n); f.Kind() == reflect.Slice {
				f.Set(reflect.MakeSlice(f.Type(), 1, 1))
			}
		}
		st.Rhythm.SkipHours, st.Rhythm.SkipDays, st.Robots.Lines = make([]int, 1), make([]time.Weekday, 1), make([]string, 1)
	}
	var old, now news.State
	lists(&old)
	lists(&now)
	if !mayWait(&old, &now) {
		t.Fatal("the same state differs from itself")
	}
	tried := 0
	changes(reflect.ValueOf(&now).Elem(), "", func(name string) {
		tried++
		if got := mayWait(&old, &now); got != schedule[name] {
			t.Errorf("a change of %s may wait: %v", name, got)
		}
	})
	if fields := reflect.TypeFor[news.State]().NumField(); tried < fields {
		t.Errorf("tried %d changes of %d fields", tried, fields)
	}
	old.Failures, now.Failures = 1, 1
	if mayWait(&old, &now) {
		t.Error("what followed a failure may wait")
	}
}
