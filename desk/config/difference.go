package config

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Differences tells what two configurations say otherwise, a line for each
// setting, source, tag and theme, and within it each key:
//
//	poll: every from 1h to 2h
//	source vdi: title from "VDI" to "VDI nachrichten"; url
//	theme korea: any +energie -klima
//
// Addresses are named and not shown: a key to the source may stand in them.
func Differences(old, new *Config) []string {
	var lines []string
	for _, section := range []string{"desk", "poll", "retain", "publish"} {
		from, to := keyed(old, section), keyed(new, section)
		if keys := differing(from, to); len(keys) > 0 {
			lines = append(lines, section+": "+strings.Join(keys, "; "))
		}
	}
	lines = append(lines, listed("source", old.Sources, new.Sources, func(s Source) (string, []string) { return s.ID, s.Was })...)
	lines = append(lines, listed("tag", old.Tags, new.Tags, func(t Tag) (string, []string) { return t.ID, t.Was })...)
	return append(lines, listed("theme", old.Themes, new.Themes, func(t Theme) (string, []string) { return t.ID, t.Was })...)
}

// listed compares two lists of what has an id, and earlier ones.
func listed[T any](noun string, old, new []T, name func(T) (id string, was []string)) []string {
	var lines []string
	before := make(map[string]T, len(old))
	for _, o := range old {
		id, _ := name(o)
		before[id] = o
	}
	kept := make(map[string]bool)
	var added []string
	for _, n := range new {
		id, was := name(n)
		from, there := before[id]
		label := noun + " " + id
		for _, earlier := range was {
			if o, renamed := before[earlier]; renamed && !there {
				from, there, label = o, true, noun+" "+earlier+" is now "+id
				kept[earlier] = true
			}
		}
		kept[id] = true
		if !there {
			added = append(added, label+" added")
			continue
		}
		keys := differing(reflect.ValueOf(from), reflect.ValueOf(n))
		switch {
		case len(keys) > 0:
			lines = append(lines, label+": "+strings.Join(keys, "; "))
		case label != noun+" "+id:
			lines = append(lines, label)
		}
	}
	for _, o := range old {
		if id, _ := name(o); !kept[id] {
			lines = append(lines, noun+" "+id+" removed")
		}
	}
	return append(lines, added...)
}

// keyed is the value below a key of feeds.yaml.
func keyed(c *Config, key string) reflect.Value {
	all := reflect.ValueOf(*c)
	for n := range all.NumField() {
		if all.Type().Field(n).Tag.Get("yaml") == key {
			return all.Field(n)
		}
	}
	panic("config: no key " + key)
}

// differing are the keys of a section whose values differ, with the values
// where they are short. The id and its history are told with the name.
func differing(from, to reflect.Value) []string {
	var keys []string
	for n := range from.NumField() {
		key := from.Type().Field(n).Tag.Get("yaml")
		if key == "id" || key == "was" || reflect.DeepEqual(from.Field(n).Interface(), to.Field(n).Interface()) {
			continue
		}
		if _, word := from.Field(n).Interface().(encoding.TextMarshaler); from.Field(n).Kind() == reflect.Struct && !word {
			for _, below := range differing(from.Field(n), to.Field(n)) {
				keys = append(keys, key+"."+below)
			}
			continue
		}
		keys = append(keys, key+difference(from.Field(n), to.Field(n)))
	}
	return keys
}

// longest is how much of a value is shown, in runes.
const longest = 60

// difference shows how one value became another; "" where that is not for
// every eye, or too long.
func difference(from, to reflect.Value) string {
	if old, ok := from.Interface().([]string); ok {
		return membership(old, to.Interface().([]string))
	}
	a, shown := shortly(from)
	b, too := shortly(to)
	if !shown || !too || a == b || len([]rune(a+b)) > 2*longest {
		return ""
	}
	return " from " + a + " to " + b
}

func membership(old, new []string) string {
	var text string
	for _, s := range new {
		if !slices.Contains(old, s) {
			text += " +" + s
		}
	}
	for _, s := range old {
		if !slices.Contains(new, s) {
			text += " -" + s
		}
	}
	switch {
	case text == "":
		return " in another order"
	case len([]rune(text)) > 2*longest || strings.Contains(text, "://"):
		return ""
	}
	return text
}

// shortly is a value as feeds.yaml writes it, where it is one word or line.
func shortly(v reflect.Value) (string, bool) {
	if m, ok := v.Interface().(encoding.TextMarshaler); ok && v.Kind() != reflect.Pointer {
		text, err := m.MarshalText()
		return wordOrNone(string(text)), err == nil && !strings.Contains(string(text), "://")
	}
	switch v.Kind() {
	case reflect.String:
		if strings.ContainsAny(v.String(), " ;") {
			return `"` + v.String() + `"`, !strings.Contains(v.String(), "://")
		}
		return wordOrNone(v.String()), !strings.Contains(v.String(), "://")
	case reflect.Bool, reflect.Int:
		return fmt.Sprint(v.Interface()), true
	}
	return "", false
}

func wordOrNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
