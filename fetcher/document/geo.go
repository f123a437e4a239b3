package document

import (
	"strconv"
	"strings"
)

// place is where a feed or entry is about, in the terms of GeoJSON (RFC 7946):
// coordinates are longitude, then latitude.
type place struct {
	Type        string `json:"type,omitempty"`
	Coordinates any    `json:"coordinates,omitempty"`
	SRS         string `json:"srsName,omitempty"`
	Dimension   int    `json:"srsDimension,omitempty"`
}

// geo reads GeoRSS in its simple form and in GML; the last place counts.
func (r *reader) geo(c *Common, n *node) bool {
	switch n.key() {
	case "georss_where", "where":
		for _, k := range n.kids {
			if k.space == "gml" && r.gml(c, k) {
				return true
			}
		}
		return n.nested()
	case "georss_point", "georss_line", "georss_polygon", "georss_box":
		c.locate(n.name, n.words(), place{}, 2)
		c.extra(n.key(), n.words())
		return true
	}
	return n.space == "gml" && r.gml(c, n)
}

// gml reads one geometry: a point's position, or the list of positions of a
// line or of the outside of an area.
func (r *reader) gml(c *Common, n *node) bool {
	shape, ok := map[string]string{"point": "point", "linestring": "line", "polygon": "polygon", "envelope": "box"}[n.name]
	if !ok {
		return false
	}
	dimension, err := strconv.Atoi(n.attr("srsdimension"))
	if err != nil || dimension != 3 {
		dimension = 2
	}
	var numbers []string
	var walk func(*node)
	walk = func(n *node) {
		switch n.name {
		case "pos", "poslist", "lowercorner", "uppercorner", "coordinates":
			numbers = append(numbers, n.words())
			return
		}
		for _, k := range n.kids {
			if k.name != "" {
				walk(k)
			}
		}
	}
	walk(n)
	c.locate(shape, strings.Join(numbers, " "), place{SRS: n.attr("srsname"), Dimension: dimension}, dimension)
	return true
}

// projected reports whether a reference system counts metres on a map, the east
// first, and not degrees. Those of degrees have numbers from two ranges.
func projected(system string) bool {
	code, err := strconv.Atoi(system[strings.LastIndexByte(system, ':')+1:])
	degrees := code >= 3819 && code <= 3906 || code >= 4001 && code <= 4979
	return err == nil && strings.Contains(system, "EPSG") && !degrees
}

// locate keeps a shape of latitudes and longitudes as "where", unless the
// numbers are none.
func (c *Common) locate(shape, numbers string, at place, dimension int) {
	points := positions(numbers, dimension)
	for _, p := range points {
		if !projected(at.SRS) {
			p[0], p[1] = p[1], p[0]
		}
	}
	switch {
	case len(points) == 0:
		return
	case shape == "point":
		at.Type, at.Coordinates = "Point", points[0]
	case shape == "line":
		at.Type, at.Coordinates = "LineString", points
	case shape == "polygon":
		at.Type, at.Coordinates = "Polygon", [][][]float64{points}
	case len(points) == 2:
		at.Type, at.Coordinates = "Box", points
	default:
		return
	}
	c.extra("where", at)
}

// maxPoints is how many points of one shape are kept.
const maxPoints = 1000

// positions reads positions of two numbers, or of three with a height.
func positions(s string, dimension int) [][]float64 {
	var points [][]float64
	var point []float64
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '\n' || r == '\t' }) {
		v, err := strconv.ParseFloat(f, 64)
		if err != nil || v-v != 0 { // no number, or an infinite one
			return nil
		}
		if point = append(point, v); len(point) < dimension {
			continue
		}
		if points = append(points, point); len(points) == maxPoints {
			return points
		}
		point = nil
	}
	return points
}
