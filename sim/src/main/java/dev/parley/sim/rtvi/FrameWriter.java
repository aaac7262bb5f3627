package dev.parley.sim.rtvi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes Pipecat's protobuf `Frame` as the published client does: messages with field 1 only,
/// sound with `name` "audio", bytes, rate and channels.
final class FrameWriter {
    private static final byte[] NAME = "audio".getBytes(StandardCharsets.US_ASCII);

    private FrameWriter() {}

    static byte[] message(String json) {
        return field(4, field(1, json.getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] audio(byte[] sound, int rate, int channels) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(field(2, NAME));
        body.writeBytes(field(3, sound));
        number(body, 4, rate);
        number(body, 5, channels);
        return field(2, body.toByteArray());
    }

    /// A field of bytes.
    static byte[] field(int number, byte[] value) {
        var out = new ByteArrayOutputStream();
        varint(out, ((long) number << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
