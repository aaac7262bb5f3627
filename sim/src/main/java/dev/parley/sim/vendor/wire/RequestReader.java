package dev.parley.sim.vendor.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads one request of HTTP/1.1 (RFC 9112). Heads up to 64 KiB, bodies up to 32 MiB.
final class RequestReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 32 * 1024 * 1024;
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final InputStream in;
    private final OutputStream out;
    private int headBytes;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// @param first the byte of the request that was read already
    HttpRequest read(long connection, int first) throws IOException {
        headBytes = 0;
        var start = line(first).split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            throw new IOException("expected a request line of HTTP/1.1");
        }
        var headers = headers();
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write(CONTINUE);
        }
        var target = start[1].split("\\?", 2);
        return new HttpRequest(
                connection,
                start[0],
                target[0],
                query(target.length == 1 ? "" : target[1]),
                headers,
                body(headers));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (var line = line(-1); !line.isEmpty(); line = line(-1)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("expected a header, got a line without a colon");
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, two) -> one + ", " + two);
        }
        return headers;
    }

    private static Map<String, List<String>> query(String text) throws IOException {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (var pair : text.split("&")) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                query.computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1]));
            }
        }
        return query;
    }

    private static String decoded(String text) throws IOException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IOException("expected a percent-encoded query", e);
        }
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return chunks();
        }
        return exactly(number(headers.getOrDefault("content-length", "0"), 10));
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            headBytes = 0;
            int size = number(line(-1).split(";", 2)[0].strip(), 16);
            if (size == 0) {
                headers();
                return body.toByteArray();
            }
            if (body.size() + size > MAX_BODY) {
                throw new IOException("a body of more than " + MAX_BODY + " bytes");
            }
            body.write(exactly(size));
            line(-1);
        }
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number < 0 || number > MAX_BODY) {
                throw new IOException("a body of " + number + " bytes");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new IOException("expected the length of a body", e);
        }
    }

    private byte[] exactly(int count) throws IOException {
        var bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line(int first) throws IOException {
        var line = new ByteArrayOutputStream();
        int next = first >= 0 ? first : in.read();
        while (next != '\n') {
            if (next < 0) {
                throw new EOFException();
            }
            if (++headBytes > MAX_HEAD) {
                throw new IOException("a head of more than " + MAX_HEAD + " bytes");
            }
            line.write(next);
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
