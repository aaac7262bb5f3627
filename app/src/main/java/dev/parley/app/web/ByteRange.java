package dev.parley.app.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a file that a request asks for (RFC 9110 §14.2), one range of bytes. Several ranges
/// or another unit are answered with the whole file, as the RFC allows.
///
/// @param from first byte
/// @param to last byte, inclusive
record ByteRange(long from, long to) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Nothing of the file is in the range asked for.
    static final ByteRange NONE = new ByteRange(0, -1);

    /// The range of a file of `size` bytes; the whole of it without a header, [#NONE] if the range
    /// lies outside.
    static ByteRange of(@Nullable String header, long size) {
        var whole = new ByteRange(0, size - 1);
        var match = ONE.matcher(header == null ? "" : header);
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return whole;
        }
        if (match.group(1).isEmpty()) {
            long last = Long.parseLong(match.group(2));
            return last == 0 ? NONE : new ByteRange(Math.max(0, size - last), size - 1);
        }
        long from = Long.parseLong(match.group(1));
        long to = match.group(2).isEmpty() ? size - 1 : Long.parseLong(match.group(2));
        if (from >= size) {
            return NONE;
        }
        return to < from ? whole : new ByteRange(from, Math.min(to, size - 1));
    }

    long length() {
        return to - from + 1;
    }
}
