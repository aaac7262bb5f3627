package dev.parley.transports.twilio;

import dev.parley.transports.listen.SocketFault;
import java.util.Locale;

/// Everything a peer can do wrong on a media socket, and the rule that follows. The table in
/// `docs/media-socket.md` says the same in words.
enum MediaFault implements SocketFault {
    /// A text that is not the JSON of a known message.
    GARBAGE(Rule.TOLERATED),
    BINARY_FRAME(Rule.TOLERATED),
    /// `event` names something we do not know; Twilio may add messages at any time.
    UNKNOWN_EVENT(Rule.IGNORED),
    /// A message of a stream that is not this socket's.
    FOREIGN_STREAM(Rule.TOLERATED),
    /// Sound of another track than the caller's.
    FOREIGN_TRACK(Rule.IGNORED),
    /// A payload that is empty, longer than a second, or not base64.
    BAD_AUDIO(Rule.TOLERATED),
    /// A timestamp that goes back, is missing, or lies more than 2 s ahead of the clock.
    BAD_TIMESTAMP(Rule.IGNORED),
    BAD_KEY(Rule.TOLERATED),
    /// An echo of a mark that was never sent or was echoed before.
    UNKNOWN_MARK(Rule.IGNORED),
    /// Sound more than 2 s ahead of real time is dropped.
    TOO_FAST(Rule.IGNORED),
    /// `start` without `connected`, or a second `connected`.
    OUT_OF_ORDER(Rule.TOLERATED),
    /// Sound, keys, marks or a stop before `start`.
    NOT_STARTED(Rule.ENDS),
    NO_START(Rule.ENDS),
    SECOND_START(Rule.ENDS),
    /// A `start` without usable ids, or with another format than mono µ-law at 8 kHz.
    BAD_START(Rule.ENDS),
    TOO_LARGE(Rule.ENDS),
    /// Sound 10 s ahead of real time, or messages without end.
    FLOOD(Rule.ENDS),
    /// More tolerated faults than a call may make.
    TOO_MANY(Rule.ENDS),
    /// The peer does not take what we send.
    STOPPED_READING(Rule.ENDS),
    /// Nothing arrived for the idle time.
    SILENT(Rule.ENDS),
    /// The connection broke without `stop` or a close frame.
    VANISHED(Rule.ENDS),
    /// Bytes that are no WebSocket frames.
    BAD_FRAME(Rule.ENDS),
    /// Our own defect while reading a message; it ends this call alone.
    INTERNAL(Rule.ENDS);

    private final Rule rule;

    MediaFault(Rule rule) {
        this.rule = rule;
    }

    @Override
    public Rule rule() {
        return rule;
    }

    @Override
    public String plainName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
