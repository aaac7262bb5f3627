package dev.parley.app.web;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/// A file of the page in memory, plain and compressed. Immutable.
final class Asset {
    private final String type;
    private final String tag;
    private final Buffer plain;
    private final Buffer compressed;

    private Asset(String type, byte[] bytes) {
        this.type = type;
        this.tag = fingerprint(bytes);
        this.plain = Buffer.buffer(bytes);
        this.compressed = Buffer.buffer(compress(bytes));
    }

    /// Reads a file from the class path.
    static Asset read(String resource) {
        try (InputStream in = Asset.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "expected " + resource + " on the class path: the build is incomplete");
            }
            return new Asset(typeOf(resource), in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /// Its media type.
    String type() {
        return type;
    }

    /// Its entity tag (RFC 9110 §8.8.3); the compressed form has one of its own.
    String tag(boolean isCompressed) {
        return '"' + tag + (isCompressed ? "-gz" : "") + '"';
    }

    /// Its bytes, for one answer.
    Buffer body(boolean isCompressed) {
        return (isCompressed ? compressed : plain).slice();
    }

    private static String typeOf(String resource) {
        return switch (resource.substring(resource.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=utf-8";
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("expected a known ending: " + resource);
        };
    }

    private static byte[] compress(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is always writable", e);
        }
        return out.toByteArray();
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
