package dev.parley.sim.rtvi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads Pipecat's protobuf `Frame` strictly: exactly one known member with known fields of the
/// right kind, each at most once, nothing behind them. Encoding by
/// [protobuf.dev/programming-guides/encoding](https://protobuf.dev/programming-guides/encoding/).
final class FrameReader {
    private static final int VARINT = 0;
    private static final int BYTES = 2;
    private static final int MAX_VARINT_BYTES = 10;

    private FrameReader() {}

    static ServerFrame read(byte[] message) {
        try {
            var bytes = ByteBuffer.wrap(message);
            if (!bytes.hasRemaining()) {
                return new ServerFrame.Invalid("empty frame");
            }
            int key = (int) varint(bytes);
            if ((key & 7) != BYTES) {
                return new ServerFrame.Invalid("field " + (key >> 3) + " is no message");
            }
            var body = bytes(bytes);
            if (bytes.hasRemaining()) {
                return new ServerFrame.Invalid("more than one member in a frame");
            }
            return switch (key >> 3) {
                case 2 -> audio(body);
                case 4 -> message(body);
                case 5 -> new ServerFrame.Interruption();
                default -> new ServerFrame.Invalid("frame of kind " + (key >> 3));
            };
        } catch (Broken broken) {
            return new ServerFrame.Invalid(broken.getMessage());
        }
    }

    private static ServerFrame message(ByteBuffer body) throws Broken {
        String json = null;
        while (body.hasRemaining()) {
            long key = varint(body);
            if (key != ((1 << 3) | BYTES) || json != null) {
                return new ServerFrame.Invalid("message frame with key " + key);
            }
            json = text(bytes(body));
        }
        return json == null
                ? new ServerFrame.Invalid("message frame without data")
                : new ServerFrame.Message(json);
    }

    private static ServerFrame audio(ByteBuffer body) throws Broken {
        byte[] sound = {};
        long rate = 0;
        long channels = 0;
        int seen = 0;
        while (body.hasRemaining()) {
            long key = varint(body);
            int field = (int) (key >> 3);
            if (field < 1 || field > 6 || (seen & (1 << field)) != 0) {
                return new ServerFrame.Invalid(
                        "audio frame with field " + field + " unknown or twice");
            }
            seen |= 1 << field;
            int kind = field == 2 || field == 3 ? BYTES : VARINT;
            if ((key & 7) != kind) {
                return new ServerFrame.Invalid("audio field " + field + " of the wrong kind");
            }
            switch (field) {
                case 2 -> text(bytes(body));
                case 3 -> {
                    var slice = bytes(body);
                    sound = new byte[slice.remaining()];
                    slice.get(sound);
                }
                case 4 -> rate = varint(body);
                case 5 -> channels = varint(body);
                default -> varint(body);
            }
        }
        return new ServerFrame.Audio(sound, rate, channels);
    }

    private static long varint(ByteBuffer bytes) throws Broken {
        long value = 0;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (!bytes.hasRemaining()) {
                throw new Broken("truncated varint");
            }
            byte next = bytes.get();
            value |= (next & 0x7FL) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new Broken("varint longer than ten bytes");
    }

    private static ByteBuffer bytes(ByteBuffer from) throws Broken {
        long length = varint(from);
        if (length < 0 || length > from.remaining()) {
            throw new Broken("field of " + length + " bytes in " + from.remaining());
        }
        var slice = from.slice(from.position(), (int) length);
        from.position(from.position() + (int) length);
        return slice;
    }

    private static String text(ByteBuffer bytes) throws Broken {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException _) {
            throw new Broken("text that is not UTF-8");
        }
    }

    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
