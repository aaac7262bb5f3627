package dev.parley.transports.listen;

/// A transport that would take a socket.
record Candidate(Way way, SocketDoor.Entry entry) {}
