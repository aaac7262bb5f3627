package dev.parley.sim.rtvi;

/// The two wires of an RTVI socket; the client's first message chooses.
public enum RtviWire {
    /// Every message a binary protobuf `Frame`, RTVI's JSON inside: the browser's client.
    BINARY,
    /// Every message RTVI's JSON as text, sound as base64 inside: Pipecat's Python client.
    TEXT
}
