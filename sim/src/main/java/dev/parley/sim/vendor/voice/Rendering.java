package dev.parley.sim.vendor.voice;

import dev.parley.sim.vendor.fault.FaultKind;
import dev.parley.sim.vendor.hear.Coding;
import dev.parley.sim.vendor.host.Spout;
import dev.parley.sim.vendor.script.Sound;
import dev.parley.sim.vendor.script.VendorScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A text as sound in bytes, cut where a vendor would cut it: anywhere.
///
/// @param seconds how long it is
public record Rendering(List<Piece> pieces, double seconds) {
    private static final int LEAST = 320;
    private static final int MOST = 4_000;

    public Rendering {
        pieces = List.copyOf(pieces);
    }

    /// Bytes of sound, and the words that begin in it, with times from the beginning of the text.
    public static final class Piece {
        private final byte[] bytes;
        private final List<Sound.Word> words;

        Piece(byte[] bytes, List<Sound.Word> words) {
            this.bytes = bytes;
            this.words = List.copyOf(words);
        }

        public byte[] bytes() {
            return bytes;
        }

        public List<Sound.Word> words() {
            return words;
        }
    }

    /// Renders a text; at another rate than asked for, or in one piece, if that is the fault.
    public static Rendering of(
            VendorScript script, String text, Coding coding, int rate, Spout<?> spout) {
        if (text.isBlank()) {
            return new Rendering(List.of(), 0);
        }
        int real = spout.has(FaultKind.WRONG_RATE) ? spout.count(2 * rate) : rate;
        var sound = script.voice().speak(text, real);
        var bytes = coding.encode(sound.samples());
        var random = new Random(text.hashCode());
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int size = spout.has(FaultKind.TOO_FAST) ? bytes.length : random.nextInt(LEAST, MOST);
            int end = Math.min(bytes.length, at + size);
            double from = seconds(at, coding, real);
            double to = end == bytes.length ? Double.MAX_VALUE : seconds(end, coding, real);
            pieces.add(
                    new Piece(
                            Arrays.copyOfRange(bytes, at, end),
                            sound.words().stream()
                                    .filter(word ->
                                            word.startSeconds() >= from && word.startSeconds() < to)
                                    .toList()));
            at = end;
        }
        return new Rendering(pieces, sound.samples().length / (double) real);
    }

    private static double seconds(int bytes, Coding coding, int rate) {
        return bytes / (double) coding.width() / rate;
    }
}
