package dev.parley.sim.vendor.openai;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A body of `multipart/form-data` (RFC 7578). The last part of a name counts.
final class Multipart {
    private static final Pattern BOUNDARY =
            Pattern.compile("multipart/form-data;.*boundary=\"?([^\";]{1,70})\"?.*");
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("filename=\"([^\"]*)\"");

    private final Map<String, Part> parts = new LinkedHashMap<>();

    /// One part; bytes as characters of ISO 8859-1.
    ///
    /// @param file the name of a file, empty if it is none
    record Part(String file, String content) {
        byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    private Multipart() {}

    /// Nothing if it is broken.
    static Optional<Multipart> parse(String contentType, byte[] body) {
        var boundary = BOUNDARY.matcher(contentType);
        var text = new String(body, StandardCharsets.ISO_8859_1);
        if (!boundary.matches()) {
            return Optional.empty();
        }
        var line = "--" + boundary.group(1);
        if (!text.startsWith(line + "\r\n")
                || !text.stripTrailing().endsWith("\r\n" + line + "--")) {
            return Optional.empty();
        }
        var form = new Multipart();
        int at = line.length() + 2;
        while (at < text.length()) {
            int end = text.indexOf("\r\n" + line, at);
            int head = text.indexOf("\r\n\r\n", at);
            if (end < 0 || head < 0 || head > end) {
                break;
            }
            var headers =
                    new String(
                            text.substring(at, head).getBytes(StandardCharsets.ISO_8859_1),
                            StandardCharsets.UTF_8);
            var name = NAME.matcher(headers);
            if (!name.find()) {
                return Optional.empty();
            }
            var file = FILE.matcher(headers);
            form.parts.put(
                    name.group(1),
                    new Part(
                            file.find() ? file.group(1) : "",
                            head + 4 > end ? "" : text.substring(head + 4, end)));
            at = end + line.length() + 4;
        }
        return Optional.of(form);
    }

    Map<String, Part> parts() {
        return parts;
    }

    String text(String name, String otherwise) {
        var part = parts.get(name);
        return part == null ? otherwise : part.text();
    }
}
