package dev.parley.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;

/// What every caller of a load run says, in 20 ms frames of µ-law as base64, over and over: speech
/// 40 % of the time, and every third talk begins while the agent answers. Immutable.
final class TalkScript {
    private static final int FRAME = 160;
    private static final int[] MILLIS_TALK_AND_QUIET = {2400, 4000, 2400, 1600, 1600, 4000};
    private static final int NOISE_FRAMES = 50;

    private final byte[][] frames;
    private final boolean[] talks;
    private final boolean[] lastOfTalk;
    private final boolean[] firstOfTalk;

    private TalkScript(byte[][] frames, boolean[] talks) {
        this.frames = frames;
        this.talks = talks;
        int length = frames.length;
        this.lastOfTalk = new boolean[length];
        this.firstOfTalk = new boolean[length];
        for (int i = 0; i < length; i++) {
            lastOfTalk[i] = talks[i] && !talks[(i + 1) % length];
            firstOfTalk[i] = talks[i] && !talks[(i + length - 1) % length];
        }
    }

    /// Reads the speech that belongs to this class and lays out one cycle of 16 s.
    static TalkScript load() {
        byte[] speech;
        try (var in = TalkScript.class.getResourceAsStream("speech-8k.ulaw")) {
            if (in == null) {
                throw new IllegalStateException("speech-8k.ulaw is missing beside TalkScript");
            }
            speech = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int total = 0;
        for (int millis : MILLIS_TALK_AND_QUIET) {
            total += millis / 20;
        }
        var frames = new byte[total][];
        var talks = new boolean[total];
        var noise = noise();
        int at = 0;
        for (int part = 0; part < MILLIS_TALK_AND_QUIET.length; part++) {
            boolean talk = part % 2 == 0;
            for (int i = 0; i < MILLIS_TALK_AND_QUIET[part] / 20; i++, at++) {
                frames[at] =
                        talk
                                ? base64(speech, i * FRAME % (speech.length - FRAME + 1))
                                : noise[at % NOISE_FRAMES];
                talks[at] = talk;
            }
        }
        return new TalkScript(frames, talks);
    }

    int length() {
        return frames.length;
    }

    byte[] frame(int index) {
        return frames[index];
    }

    boolean isLastOfTalk(int index) {
        return lastOfTalk[index];
    }

    boolean isFirstOfTalk(int index) {
        return firstOfTalk[index];
    }

    boolean talks(int index) {
        return talks[index];
    }

    /// A quiet line: about -70 dBFS, never digital zero.
    private static byte[][] noise() {
        var random = new SplittableRandom(7);
        var noise = new byte[NOISE_FRAMES][];
        int[] codes = {0xFF, 0xFE, 0x7F, 0x7E};
        for (int f = 0; f < NOISE_FRAMES; f++) {
            var frame = new byte[FRAME];
            for (int i = 0; i < FRAME; i++) {
                frame[i] = (byte) codes[random.nextInt(codes.length)];
            }
            noise[f] = base64(frame, 0);
        }
        return noise;
    }

    private static byte[] base64(byte[] sound, int offset) {
        var frame = Arrays.copyOfRange(sound, offset, offset + FRAME);
        return Base64.getEncoder().encodeToString(frame).getBytes(StandardCharsets.US_ASCII);
    }
}
