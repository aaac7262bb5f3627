package dev.parley.transports.browser;

/// Reads one protobuf `Frame` of Pipecat (package `pipecat`, proto3: a oneof of text 1, audio 2,
/// transcription 3, message 4, interruption 5) without copying it. Unknown fields are skipped, the
/// last member of a oneof and the last value of a field win, as protobuf has it; groups, numbers
/// over 64 bits and lengths beyond the message are malformed. Reused from message to message; one
/// thread. Source: "Protocol Buffers: Encoding".
final class FrameReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;
    private static final long BAD = -1;

    private int kind;
    private int start;
    private int length;
    private int rate;
    private int channels;

    // The cursor.
    private byte[] bytes = new byte[0];
    private int at;
    private int field;
    private int wire;
    private long number;
    private int bodyStart;
    private int bodyLength;

    enum Kind {
        AUDIO,
        MESSAGE,
        /// A frame of a kind that carries nothing for us, or of none at all.
        OTHER,
        MALFORMED
    }

    /// Reads a message; what it holds is told by the other methods until the next.
    Kind read(byte[] message, int messageLength) {
        bytes = message;
        at = 0;
        kind = 0;
        int memberStart = 0;
        int memberLength = 0;
        while (at < messageLength) {
            if (!next(messageLength)) {
                return Kind.MALFORMED;
            }
            if (field >= 1 && field <= 5) {
                if (wire != LENGTH) {
                    return Kind.MALFORMED;
                }
                kind = field;
                memberStart = bodyStart;
                memberLength = bodyLength;
            }
        }
        return switch (kind) {
            case 2 -> audio(memberStart, memberStart + memberLength);
            case 4 -> message(memberStart, memberStart + memberLength);
            default -> Kind.OTHER;
        };
    }

    /// Where the sound or the JSON begins in the message.
    int start() {
        return start;
    }

    /// Its length in bytes.
    int length() {
        return length;
    }

    /// Samples a second of the sound; 0 if the frame does not say.
    int rate() {
        return rate;
    }

    /// Channels of the sound; 0 if the frame does not say.
    int channels() {
        return channels;
    }

    private Kind audio(int from, int end) {
        at = from;
        start = from;
        length = 0;
        rate = 0;
        channels = 0;
        while (at < end) {
            if (!next(end)) {
                return Kind.MALFORMED;
            }
            switch (field) {
                case 3 -> {
                    if (wire != LENGTH) {
                        return Kind.MALFORMED;
                    }
                    start = bodyStart;
                    length = bodyLength;
                }
                case 4, 5 -> {
                    if (wire != VARINT) {
                        return Kind.MALFORMED;
                    }
                    int value = Math.clamp(number, 0, Integer.MAX_VALUE);
                    if (field == 4) {
                        rate = value;
                    } else {
                        channels = value;
                    }
                }
                default -> {}
            }
        }
        return Kind.AUDIO;
    }

    private Kind message(int from, int end) {
        at = from;
        start = from;
        length = 0;
        while (at < end) {
            if (!next(end)) {
                return Kind.MALFORMED;
            }
            if (field == 1) {
                if (wire != LENGTH) {
                    return Kind.MALFORMED;
                }
                start = bodyStart;
                length = bodyLength;
            }
        }
        return Kind.MESSAGE;
    }

    /// Moves behind the next field; false if there is none that could be read.
    private boolean next(int end) {
        long key = varint(end);
        if (key == BAD || key >>> 3 == 0 || key >>> 3 > 536_870_911) {
            return false;
        }
        field = (int) (key >>> 3);
        wire = (int) key & 7;
        return switch (wire) {
            case VARINT -> {
                int before = at;
                number = varint(end);
                // A number of 64 bits may look like the sign of a failure: then something was read.
                yield number != BAD || at > before;
            }
            case LENGTH -> {
                long size = varint(end);
                yield size >= 0 && skip(size, end);
            }
            case FIXED_64 -> skip(8, end);
            case FIXED_32 -> skip(4, end);
            default -> false;
        };
    }

    private boolean skip(long size, int end) {
        if (size > end - at) {
            return false;
        }
        bodyStart = at;
        bodyLength = (int) size;
        at += bodyLength;
        return true;
    }

    /// The number at the cursor; [#BAD] with the cursor unmoved if it is cut off or over 64 bits.
    private long varint(int end) {
        long value = 0;
        int from = at;
        for (int shift = 0; shift < 64; shift += 7) {
            if (from >= end) {
                return BAD;
            }
            byte next = bytes[from++];
            if (shift == 63 && (next & 0xFE) != 0) {
                return BAD;
            }
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                at = from;
                return value;
            }
        }
        return BAD;
    }
}
