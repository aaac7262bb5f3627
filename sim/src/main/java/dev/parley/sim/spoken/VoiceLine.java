package dev.parley.sim.spoken;

import dev.parley.audio.G711;
import dev.parley.audio.Resampler;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/// A line with a real voice at one end, a recognizer at the other, and a telephone between: its own
/// level, µ-law at 8 kHz, noise. The same seed gives the same line.
public final class VoiceLine implements SpokenLine {
    private static final int WIDE = 16_000;
    private static final int NARROW = 8_000;
    private static final int BETWEEN = NARROW / 5;

    private final Synthesizer voice;
    private final BiFunction<short[], Expectation, String> ear;
    private final LineNoise noise;
    private final SplittableRandom random;
    private final double gain;
    private final Map<String, short[]> sounds = new HashMap<>();

    /// @param ear recognizes 16 kHz samples that begin and end with silence
    public VoiceLine(
            Synthesizer voice,
            BiFunction<short[], Expectation, String> ear,
            LineNoise noise,
            long seed) {
        this.voice = voice;
        this.ear = ear;
        this.noise = noise;
        this.random = new SplittableRandom(seed);
        this.gain = Math.pow(10, random.nextDouble(-6, 4) / 20);
    }

    @Override
    public long millis(String sentence) {
        return sound(sentence).length * 1000L / NARROW;
    }

    @Override
    public String heard(List<String> sentences, Expectation expectation) {
        int length = NARROW * (300 + random.nextInt(20)) / 1000;
        for (var sentence : sentences) {
            length += sound(sentence).length + BETWEEN;
        }
        var samples = new double[length];
        double speech = 0;
        int at = length;
        for (var sentence : sentences.reversed()) {
            at -= sound(sentence).length + BETWEEN;
            var sound = sound(sentence);
            var part = new double[sound.length];
            for (int i = 0; i < sound.length; i++) {
                part[i] = sound[i] * gain;
                samples[at + i] = part[i];
            }
            speech = Math.max(speech, LineNoise.rms(part));
        }
        noise.addTo(samples, speech, NARROW, random);
        return ear.apply(overTelephone(samples), expectation);
    }

    private static short[] overTelephone(double[] samples) {
        var narrow = new short[samples.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] =
                    (short) Math.clamp(Math.round(samples[i]), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        byte[] codes = new byte[narrow.length];
        G711.encodeMuLaw(narrow, 0, narrow.length, codes, 0);
        G711.decodeMuLaw(codes, 0, codes.length, narrow, 0);
        return resampled(narrow, NARROW, WIDE);
    }

    private short[] sound(String sentence) {
        return sounds.computeIfAbsent(
                sentence, text -> resampled(spoken(text), voice.rate(), NARROW));
    }

    private short[] spoken(String sentence) {
        var sound = new Sound();
        try (var _ = voice.speak(sentence, sound)) {
            return sound.whole.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    private static short[] resampled(short[] in, int from, int to) {
        var resampler = new Resampler(from, to);
        short[] out = new short[resampler.maxOutput(in.length)];
        return Arrays.copyOf(out, resampler.resample(in, 0, in.length, out, 0));
    }

    private static final class Sound implements Synthesizer.Listener {
        private final CompletableFuture<short[]> whole = new CompletableFuture<>();
        private short[] soFar = new short[0];

        @Override
        public void audio(short[] samples, int offset, int count) {
            int length = soFar.length;
            soFar = Arrays.copyOf(soFar, length + count);
            System.arraycopy(samples, offset, soFar, length, count);
        }

        @Override
        public void done() {
            whole.complete(soFar);
        }

        @Override
        public void failed(ProviderFailure failure) {
            whole.completeExceptionally(new IllegalStateException("the voice failed: " + failure));
        }
    }
}
