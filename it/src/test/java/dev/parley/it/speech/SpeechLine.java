package dev.parley.it.speech;

import dev.parley.audio.G711;
import dev.parley.audio.Resampler;
import dev.parley.call.speech.SpeechFailure;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.providers.local.VoskRecognizer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// One direction of a call: a voice, a telephone line with its own level and noise, a recognizer.
final class SpeechLine {
    private static final int WIDE = 16_000;
    private static final int NARROW = 8_000;

    private final Synthesizer voice;
    private final VoskRecognizer recognizer;
    private final SplittableRandom random;

    SpeechLine(Synthesizer voice, VoskRecognizer recognizer, long seed) {
        this.voice = voice;
        this.recognizer = recognizer;
        this.random = new SplittableRandom(seed);
    }

    /// What the recognizer makes of these sentences, spoken one after another.
    String heard(List<String> sentences, Expectation expectation) {
        double gain = Math.pow(10, random.nextDouble(-6, 4) / 20);
        short[] sound = new short[WIDE * (300 + random.nextInt(20)) / 1000];
        for (String sentence : sentences) {
            sound = joined(sound, line(spoken(sentence), gain), new short[WIDE / 5]);
        }
        return recognizer.hear(joined(sound, new short[WIDE / 5]), WIDE, expectation);
    }

    private short[] spoken(String sentence) {
        var sound = new CompletableFuture<short[]>();
        voice.speak(
                sentence,
                new Synthesizer.Listener() {
                    private short[] so = new short[0];

                    @Override
                    public void audio(short[] samples, int offset, int count) {
                        so = joined(so, Arrays.copyOfRange(samples, offset, offset + count));
                    }

                    @Override
                    public void done() {
                        sound.complete(so);
                    }

                    @Override
                    public void failed(SpeechFailure failure) {
                        sound.completeExceptionally(new AssertionError(failure));
                    }
                });
        return sound.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private short[] line(short[] sound, double gain) {
        short[] louder = new short[sound.length];
        for (int i = 0; i < louder.length; i++) {
            louder[i] = clipped(sound[i] * gain + random.nextDouble(-20, 20));
        }
        short[] narrow = resampled(louder, voice.rate(), NARROW);
        byte[] bytes = new byte[narrow.length];
        G711.encodeMuLaw(narrow, 0, narrow.length, bytes, 0);
        G711.decodeMuLaw(bytes, 0, bytes.length, narrow, 0);
        return resampled(narrow, NARROW, WIDE);
    }

    private static short clipped(double sample) {
        return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static short[] resampled(short[] in, int from, int to) {
        var resampler = new Resampler(from, to);
        short[] out = new short[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.resample(in, 0, in.length, out, 0));
    }

    private static short[] joined(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
