package dev.parley.transports.twilio;

import java.util.Map;

/// A message from Twilio, read but not yet believed. Texts missing in the message are empty.
sealed interface PeerMessage {
    record Connected() implements PeerMessage {}

    /// @param encoding of `mediaFormat`, with `sampleRate` and `channels`; 0 where missing
    record Start(
            String streamSid,
            String innerStreamSid,
            String callSid,
            String encoding,
            long sampleRate,
            long channels,
            Map<String, String> parameters)
            implements PeerMessage {
        public Start {
            parameters = Map.copyOf(parameters);
        }
    }

    /// @param timestamp milliseconds since the stream began; -1 if missing or no number
    record Media(String streamSid, String track, long timestamp, String payload)
            implements PeerMessage {}

    record Dtmf(String streamSid, String digit) implements PeerMessage {}

    record Mark(String streamSid, String name) implements PeerMessage {}

    record Stop(String streamSid) implements PeerMessage {}

    record Unknown() implements PeerMessage {}

    /// Not JSON, no object, or no `event`.
    record Malformed() implements PeerMessage {}
}
