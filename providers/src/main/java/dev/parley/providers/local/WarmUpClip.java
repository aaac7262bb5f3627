package dev.parley.providers.local;

import dev.parley.audio.G711;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// A sentence spoken by FreeTTS, with which engines are warmed and proven before the first call:
/// µ-law at 16 kHz, 300 ms of silence around it.
final class WarmUpClip {
    static final String WORDS = "next tuesday at nine thirty";

    /// What the proof may hear.
    static final List<String> GRAMMAR =
            List.of(WORDS, "how about friday", "yes please", "no thank you");

    private static final int SILENCE = 4_800;

    private WarmUpClip() {}

    static short[] samples() {
        try (InputStream in = WarmUpClip.class.getResourceAsStream("warm-up.ulaw")) {
            if (in == null) {
                throw new IllegalStateException("warm-up.ulaw is missing from the jar");
            }
            byte[] bytes = in.readAllBytes();
            short[] samples = new short[bytes.length + 2 * SILENCE];
            G711.decodeMuLaw(bytes, 0, bytes.length, samples, SILENCE);
            return samples;
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read warm-up.ulaw", broken);
        }
    }
}
