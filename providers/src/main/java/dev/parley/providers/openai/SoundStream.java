package dev.parley.providers.openai;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Bytes of 16-bit mono sound as a server streams them: bare, or with the header of a WAV file,
/// whose sizes are not true and are ignored. For one stream and one thread.
final class SoundStream {
    private static final int TAG = 4;
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    private final int rate;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean isSound;
    private @Nullable String fault;

    /// @param rate that is expected; a WAV header that says another is a fault
    SoundStream(int rate) {
        this.rate = rate;
    }

    /// @return what of it is sound; empty while a header is being read, and after a fault
    byte[] feed(byte[] bytes) {
        if (isSound) {
            return bytes;
        }
        if (fault != null) {
            return new byte[0];
        }
        kept.writeBytes(bytes);
        return kept.size() < TAG ? new byte[0] : begin(kept.toByteArray());
    }

    /// At the end: what was kept because it might have been the beginning of a header.
    byte[] rest() {
        return isSound || kept.size() >= TAG ? new byte[0] : kept.toByteArray();
    }

    /// What is wrong with the stream, for operators; null if nothing is.
    @Nullable String fault() {
        return fault;
    }

    private byte[] begin(byte[] all) {
        if (!tag(all, 0, "RIFF")) {
            return soundFrom(all, 0);
        }
        var in = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 8 <= all.length) {
            int chunk = (int) at;
            long size = in.getInt(chunk + 4) & 0xFFFF_FFFFL;
            if (tag(all, chunk, "data")) {
                return fault == null ? soundFrom(all, chunk + 8) : new byte[0];
            }
            if (tag(all, chunk, "fmt ") && at + 24 <= all.length) {
                check(in, chunk + 8);
            }
            at += 8 + size + (size & 1);
        }
        if (at > MAX_HEADER_BYTES) {
            fault = "expected sound in a WAV stream, got a header without end";
        }
        return new byte[0];
    }

    private void check(ByteBuffer in, int at) {
        int encoding = in.getShort(at) & 0xFFFF;
        int channels = in.getShort(at + 2);
        int bits = in.getShort(at + 14);
        if (encoding != 1 || channels != 1 || bits != 16) {
            fault =
                    "expected 16-bit mono, got encoding %d, %d channels and %d bits"
                            .formatted(encoding, channels, bits);
        } else if (in.getInt(at + 4) != rate) {
            fault =
                    "expected %d samples a second, got %d; set \"format\""
                            .formatted(rate, in.getInt(at + 4));
        }
    }

    private byte[] soundFrom(byte[] all, int from) {
        isSound = true;
        kept.reset();
        return Arrays.copyOfRange(all, from, all.length);
    }

    private static boolean tag(byte[] bytes, int at, String tag) {
        for (int i = 0; i < TAG; i++) {
            if (bytes[at + i] != tag.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
