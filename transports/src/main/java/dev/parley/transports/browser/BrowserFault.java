package dev.parley.transports.browser;

import dev.parley.transports.listen.SocketFault;
import java.util.Locale;

/// Everything a peer can do wrong on a browser socket, and the rule that follows. The table in
/// `docs/browser-socket.md` says the same in words.
enum BrowserFault implements SocketFault {
    /// A text message in a binary session, or the other way round; the third ends it.
    WRONG_WIRE(Rule.TOLERATED),
    /// Bytes that are no protobuf `Frame`, or text that is no JSON object.
    GARBAGE(Rule.TOLERATED),
    /// A message of another protocol than RTVI, or a frame of a kind we do not take.
    FOREIGN_MESSAGE(Rule.IGNORED),
    /// A message without an id.
    NO_ID(Rule.TOLERATED),
    /// A message whose fields cannot be used.
    BAD_MESSAGE(Rule.TOLERATED),
    UNKNOWN_TYPE(Rule.TOLERATED),
    /// Sound of a rate outside 8 to 48 kHz, of more than two channels, or with half a sample.
    BAD_SOUND(Rule.TOLERATED),
    /// Sound more than 3 s ahead of real time is dropped.
    TOO_FAST(Rule.IGNORED),
    /// Sound, keys or words before `client-ready`.
    NOT_READY(Rule.TOLERATED),
    SECOND_CLIENT_READY(Rule.IGNORED),
    NO_CLIENT_READY(Rule.ENDS),
    TOO_LARGE(Rule.ENDS),
    /// Sound 30 s ahead of real time, or messages without end.
    FLOOD(Rule.ENDS),
    /// More tolerated faults than a session may make.
    TOO_MANY(Rule.ENDS),
    /// The peer does not take what we send.
    STOPPED_READING(Rule.ENDS),
    /// Nothing arrived for the idle time, not even the answer to a ping.
    SILENT(Rule.ENDS),
    /// The connection broke without a close frame.
    VANISHED(Rule.ENDS),
    /// Bytes that are no WebSocket frames.
    BAD_FRAME(Rule.ENDS),
    /// Our own defect while reading a message; it ends this call alone.
    INTERNAL(Rule.ENDS);

    private final Rule rule;

    BrowserFault(Rule rule) {
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

    /// Whether the connection is lost rather than the protocol broken.
    boolean isLoss() {
        return this == STOPPED_READING || this == SILENT || this == VANISHED;
    }

    /// Close code (RFC 6455 §7.4) of a session that ends by this fault.
    int closeCode() {
        return switch (this) {
            case TOO_LARGE -> 1009;
            case INTERNAL -> 1011;
            case STOPPED_READING, SILENT, VANISHED -> 1001;
            case NO_CLIENT_READY, FLOOD, TOO_MANY -> 1008;
            case WRONG_WIRE,
                    GARBAGE,
                    FOREIGN_MESSAGE,
                    NO_ID,
                    BAD_MESSAGE,
                    UNKNOWN_TYPE,
                    BAD_SOUND,
                    TOO_FAST,
                    NOT_READY,
                    SECOND_CLIENT_READY,
                    BAD_FRAME ->
                    1002;
        };
    }
}
