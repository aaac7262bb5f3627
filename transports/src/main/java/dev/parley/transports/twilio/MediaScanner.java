package dev.parley.transports.twilio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Reads the one hot message, `media`, in place: no text, no tree, one pass. It recognises only
/// what it is sure of (known keys in any order, each once, texts without escapes, whole numbers);
/// all else is left to [MessageReader], which reads the same values from the same bytes. One per
/// event loop; its result is valid until the next scan.
final class MediaScanner {
    /// Longest sound of one message: one second.
    static final int MAX_AUDIO_BYTES = 8_000;

    private static final byte[] EVENT = key("event");
    private static final byte[] SEQUENCE_NUMBER = key("sequenceNumber");
    private static final byte[] STREAM_SID = key("streamSid");
    private static final byte[] MEDIA = key("media");
    private static final byte[] TRACK = key("track");
    private static final byte[] CHUNK = key("chunk");
    private static final byte[] TIMESTAMP = key("timestamp");
    private static final byte[] PAYLOAD = key("payload");
    private static final byte[] INBOUND = key("inbound");

    private byte[] message = new byte[0];
    private int end;
    private int at;
    private int textStart;
    private int textEnd;

    private int sidStart;
    private int sidLength;
    private long timestamp;
    private int payloadStart;
    private int payloadLength;
    private byte[] base64 = new byte[216];
    private final byte[] audio = new byte[MAX_AUDIO_BYTES + 2];
    private int audioLength;

    /// Whether the message is a `media` of the caller's track, wholly understood, with sound in it.
    boolean scan(byte[] bytes, int length) {
        message = bytes;
        end = length;
        at = 0;
        sidLength = -1;
        timestamp = -1;
        payloadLength = -1;
        return root() && at == end && sidLength >= 0 && timestamp >= 0 && decode();
    }

    boolean isOfStream(byte[] streamSid) {
        return Arrays.equals(
                message, sidStart, sidStart + sidLength, streamSid, 0, streamSid.length);
    }

    /// Milliseconds since the stream began.
    long timestamp() {
        return timestamp;
    }

    byte[] audio() {
        return audio;
    }

    int audioLength() {
        return audioLength;
    }

    private boolean root() {
        boolean event = false;
        boolean sequence = false;
        boolean media = false;
        if (!take('{')) {
            return false;
        }
        do {
            if (!text() || !take(':')) {
                return false;
            }
            if (is(EVENT) && !event) {
                event = text() && is(MEDIA);
                if (!event) {
                    return false;
                }
            } else if (is(STREAM_SID) && sidLength < 0) {
                if (!text()) {
                    return false;
                }
                sidStart = textStart;
                sidLength = textEnd - textStart;
            } else if (is(MEDIA) && !media) {
                media = media();
                if (!media) {
                    return false;
                }
            } else if (is(SEQUENCE_NUMBER) && !sequence) {
                sequence = number() >= 0;
                if (!sequence) {
                    return false;
                }
            } else {
                return false;
            }
        } while (take(','));
        return event && media && take('}');
    }

    private boolean media() {
        boolean track = false;
        boolean chunk = false;
        if (!take('{')) {
            return false;
        }
        do {
            if (!text() || !take(':')) {
                return false;
            }
            if (is(TRACK) && !track) {
                track = text() && is(INBOUND);
                if (!track) {
                    return false;
                }
            } else if (is(CHUNK) && !chunk) {
                chunk = number() >= 0;
                if (!chunk) {
                    return false;
                }
            } else if (is(TIMESTAMP) && timestamp < 0) {
                timestamp = number();
                if (timestamp < 0) {
                    return false;
                }
            } else if (is(PAYLOAD) && payloadLength < 0) {
                if (!text()) {
                    return false;
                }
                payloadStart = textStart;
                payloadLength = textEnd - textStart;
            } else {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    private boolean take(char wanted) {
        if (at < end && message[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    /// A text of printable ASCII without escapes.
    private boolean text() {
        if (!take('"')) {
            return false;
        }
        textStart = at;
        while (at < end) {
            byte next = message[at];
            if (next == '"') {
                textEnd = at++;
                return true;
            }
            if (next < ' ' || next == '\\') {
                return false;
            }
            at++;
        }
        return false;
    }

    /// A whole number of 1 to 15 digits, as text or bare; -1 if it is anything else.
    private long number() {
        boolean quoted = take('"');
        int start = at;
        long value = 0;
        while (at < end && message[at] >= '0' && message[at] <= '9') {
            value = value * 10 + (message[at++] - '0');
        }
        int digits = at - start;
        boolean bareWithLeadingZero = !quoted && digits > 1 && message[start] == '0';
        if (digits == 0 || digits > 15 || bareWithLeadingZero || (quoted && !take('"'))) {
            return -1;
        }
        return value;
    }

    private boolean is(byte[] word) {
        return Arrays.equals(message, textStart, textEnd, word, 0, word.length);
    }

    private boolean decode() {
        if (payloadLength <= 0
                || payloadLength % 4 != 0
                || payloadLength > (MAX_AUDIO_BYTES + 2) / 3 * 4) {
            return false;
        }
        if (base64.length != payloadLength) {
            base64 = new byte[payloadLength];
        }
        System.arraycopy(message, payloadStart, base64, 0, payloadLength);
        try {
            audioLength = Base64.getDecoder().decode(base64, audio);
        } catch (IllegalArgumentException _) {
            return false;
        }
        return audioLength > 0 && audioLength <= MAX_AUDIO_BYTES;
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
