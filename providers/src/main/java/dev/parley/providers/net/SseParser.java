package dev.parley.providers.net;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a stream of server-sent events from bytes that come in any pieces. One stream, one thread.
///
/// Rules: WHATWG HTML, "Server-sent events" 9.2.6; lines end with LF, CRLF or CR, comments and
/// unknown fields are ignored, several `data` lines are joined by LF, an event without data is
/// none, and one that the end of the stream cuts is dropped. Malformed UTF-8 becomes U+FFFD.
public final class SseParser {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int maxBytes;
    private final Listener listener;
    private byte[] line = new byte[512];
    private int lineLength;
    private boolean isFirstLine = true;
    private boolean wasCarriageReturn;
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;
    private String event = "";
    private boolean isOverfull;
    private boolean isStopped;

    /// Receives whole events.
    @FunctionalInterface
    public interface Listener {
        /// @param event empty if the stream did not name one
        void event(String event, String data);
    }

    /// @param maxBytes of one line, and characters of one event's data
    public SseParser(int maxBytes, Listener listener) {
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    /// Takes the next bytes, calling the listener for each event they complete.
    ///
    /// @return false once a line or an event is longer than allowed: then nothing more is read
    public boolean feed(byte[] bytes, int offset, int count) {
        int end = offset + count;
        for (int i = offset; i < end && !isOverfull && !isStopped; i++) {
            byte b = bytes[i];
            if (b == '\n' && wasCarriageReturn) {
                wasCarriageReturn = false;
            } else if (b == '\n' || b == '\r') {
                wasCarriageReturn = b == '\r';
                endOfLine();
            } else {
                wasCarriageReturn = false;
                add(b);
            }
        }
        return !isOverfull;
    }

    /// Reads nothing more; what was fed in the same piece is dropped.
    public void stop() {
        isStopped = true;
    }

    private void add(byte b) {
        if (lineLength == maxBytes) {
            isOverfull = true;
            return;
        }
        if (lineLength == line.length) {
            line = Arrays.copyOf(line, Math.min(maxBytes, 2 * line.length));
        }
        line[lineLength++] = b;
    }

    private void endOfLine() {
        int from = 0;
        if (isFirstLine) {
            isFirstLine = false;
            from = beginsWithMark() ? BYTE_ORDER_MARK.length : 0;
        }
        int length = lineLength - from;
        lineLength = 0;
        if (length == 0) {
            dispatch();
            return;
        }
        int colon = from;
        while (colon < from + length && line[colon] != ':') {
            colon++;
        }
        if (colon == from) {
            return; // a comment
        }
        int value = Math.min(colon + 1, from + length);
        if (value < from + length && line[value] == ' ') {
            value++;
        }
        field(from, colon - from, value, from + length - value);
    }

    private void field(int name, int nameLength, int value, int valueLength) {
        switch (text(name, nameLength)) {
            case "data" -> {
                if (data.length() + valueLength > maxBytes) {
                    isOverfull = true;
                    return;
                }
                if (hasData) {
                    data.append('\n');
                }
                hasData = true;
                data.append(text(value, valueLength));
            }
            case "event" -> event = text(value, valueLength);
            default -> {
                // id, retry and whatever else: of no use here
            }
        }
    }

    private void dispatch() {
        var name = event;
        event = "";
        if (hasData) {
            var whole = data.toString();
            hasData = false;
            data.setLength(0);
            listener.event(name, whole);
        }
    }

    private boolean beginsWithMark() {
        return lineLength >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        line,
                        0,
                        BYTE_ORDER_MARK.length,
                        BYTE_ORDER_MARK,
                        0,
                        BYTE_ORDER_MARK.length);
    }

    private String text(int offset, int length) {
        return new String(line, offset, length, StandardCharsets.UTF_8);
    }
}
