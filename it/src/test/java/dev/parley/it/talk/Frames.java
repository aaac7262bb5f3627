package dev.parley.it.talk;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/// Pipecat's protobuf frames as a server reads and writes them, in the few forms the page uses.
final class Frames {
    private static final int AUDIO = 2;
    private static final int MESSAGE = 4;
    private static final int INTERRUPTION = 5;

    private Frames() {}

    /// What a client sent: a message, or sound as 16-bit little-endian bytes.
    sealed interface Frame {
        record Message(JsonObject json) implements Frame {}

        record Sound(Buffer pcm, int rate) implements Frame {}

        record Other() implements Frame {}
    }

    static Buffer message(JsonObject json) {
        return field(MESSAGE, field(1, json.toBuffer()));
    }

    static Buffer interruption() {
        return field(INTERRUPTION, Buffer.buffer());
    }

    static Buffer sound(short[] samples, int rate) {
        var pcm = Buffer.buffer();
        for (short sample : samples) {
            pcm.appendShortLE(sample);
        }
        var content = field(2, Buffer.buffer("voice")).appendBuffer(field(3, pcm));
        content.appendByte((byte) (4 << 3));
        varint(content, rate);
        content.appendByte((byte) (5 << 3));
        varint(content, 1);
        return field(AUDIO, content);
    }

    static Frame read(Buffer frame) {
        var outer = new Reader(frame);
        int key = (int) outer.varint();
        var content = outer.bytes();
        return switch (key >> 3) {
            case MESSAGE -> {
                var inner = new Reader(content);
                inner.varint();
                yield new Frame.Message(
                        new JsonObject(inner.bytes().toString(StandardCharsets.UTF_8)));
            }
            case AUDIO -> sound(new Reader(content));
            default -> new Frame.Other();
        };
    }

    private static Frame.Sound sound(Reader reader) {
        var pcm = Buffer.buffer();
        int rate = 0;
        while (reader.hasMore()) {
            int key = (int) reader.varint();
            switch (key) {
                case (2 << 3) | 2 -> reader.bytes();
                case (3 << 3) | 2 -> pcm = reader.bytes();
                case 4 << 3 -> rate = (int) reader.varint();
                default -> reader.varint();
            }
        }
        return new Frame.Sound(pcm, rate);
    }

    private static Buffer field(int number, Buffer content) {
        var field = Buffer.buffer().appendByte((byte) ((number << 3) | 2));
        varint(field, content.length());
        return field.appendBuffer(content);
    }

    private static void varint(Buffer into, long value) {
        long rest = value;
        for (; rest >= 0x80; rest >>>= 7) {
            into.appendByte((byte) ((rest & 0x7f) | 0x80));
        }
        into.appendByte((byte) rest);
    }

    private static final class Reader {
        private final Buffer bytes;
        private int at;

        Reader(Buffer bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length();
        }

        long varint() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte next = bytes.getByte(at++);
                value |= (next & 0x7fL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        Buffer bytes() {
            int length = (int) varint();
            at += length;
            return bytes.getBuffer(at - length, at);
        }
    }
}
