// Package control is how a command reaches the desk. One process owns the data
// file: where a daemon runs, the command asks it over a unix socket; where none
// runs, the command opens the file itself. Both are the same Go interface,
// Desk, so nothing above sees the difference. A poll without a daemon answers
// other commands as a daemon would, as long as it holds the file.
//
// On the wire a call is one HTTP POST over the socket, /v1/NAME with the request
// as JSON; the answer is a stream of JSON frames: any number of lines, then one
// result or one error. The socket has mode 0660 and is never a TCP port: who may
// open it may command the desk.
package control
