package dev.parley.providers.openai;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A body of `multipart/form-data` (RFC 7578).
final class MultipartForm {
    private final String boundary = "parley-" + UUID.randomUUID();
    private final Buffer content = Buffer.buffer();

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    MultipartForm field(String name, String value) {
        part("name=\"" + name + "\"", "");
        content.appendString(value, StandardCharsets.UTF_8.name()).appendString("\r\n");
        return this;
    }

    /// @param header the first bytes of the file
    MultipartForm file(String name, String file, String type, byte[] header, byte[] rest) {
        part("name=\"" + name + "\"; filename=\"" + file + "\"", "Content-Type: " + type + "\r\n");
        content.appendBytes(header).appendBytes(rest).appendString("\r\n");
        return this;
    }

    private void part(String disposition, String headers) {
        content.appendString(
                "--"
                        + boundary
                        + "\r\nContent-Disposition: form-data; "
                        + disposition
                        + "\r\n"
                        + headers
                        + "\r\n");
    }

    /// Complete; nothing can be added afterwards.
    Buffer body() {
        return content.copy().appendString("--" + boundary + "--\r\n");
    }
}
