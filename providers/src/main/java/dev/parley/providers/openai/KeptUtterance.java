package dev.parley.providers.openai;

import dev.parley.dialog.provider.ProviderFault;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One utterance of a caller: its sound, kept on the leg's IO thread until it is finished, and then
/// its answer, on the session's loop. Sound beyond the longest utterance pushes out the oldest.
final class KeptUtterance {
    static final int RATE = 16_000;

    /// Servers refuse sound below a tenth of a second (sheet: `audio_too_short`).
    private static final int LEAST_SAMPLES = RATE / 10;

    final long id;
    private final int mostSamples;
    private final ArrayDeque<short[]> sound = new ArrayDeque<>();
    private int samples;
    private long finishedNanos;
    private volatile boolean isForgotten;

    // The loop.
    @Nullable Transcription transcription;
    private @Nullable String words;
    private @Nullable ProviderFault fault;

    KeptUtterance(long id, Duration longest) {
        this.id = id;
        this.mostSamples = (int) (longest.toMillis() * RATE / 1000);
    }

    /// @return samples dropped to make room
    int keep(short[] heard, int offset, int count) {
        sound.addLast(Arrays.copyOfRange(heard, offset, offset + count));
        samples += count;
        int dropped = 0;
        while (samples > mostSamples && sound.size() > 1) {
            int length = sound.removeFirst().length;
            samples -= length;
            dropped += length;
        }
        return dropped;
    }

    void finished() {
        finishedNanos = System.nanoTime();
    }

    Duration sinceFinished() {
        return Duration.ofNanos(System.nanoTime() - finishedNanos);
    }

    Duration length() {
        return Duration.ofMillis(1000L * samples / RATE);
    }

    boolean isTooShort() {
        return samples < LEAST_SAMPLES;
    }

    /// 16-bit little-endian; the sound is not kept any longer.
    byte[] takeSound() {
        var bytes = new byte[2 * samples];
        int at = 0;
        for (var piece : sound) {
            for (short sample : piece) {
                bytes[at++] = (byte) sample;
                bytes[at++] = (byte) (sample >> 8);
            }
        }
        sound.clear();
        return bytes;
    }

    /// Nobody is told anything of it any more. Any thread.
    void forget() {
        isForgotten = true;
    }

    boolean isForgotten() {
        return isForgotten;
    }

    boolean isAnswered() {
        return words != null || fault != null;
    }

    /// The first answer counts.
    void answer(String understood) {
        if (!isAnswered()) {
            words = understood;
        }
    }

    void answer(ProviderFault failed) {
        if (!isAnswered()) {
            fault = failed;
        }
    }

    String words() {
        return words == null ? "" : words;
    }

    @Nullable ProviderFault fault() {
        return fault;
    }

    /// What is on its way for it is cancelled, and its sound let go.
    void stop() {
        sound.clear();
        if (transcription != null) {
            transcription.close();
            transcription = null;
        }
    }
}
