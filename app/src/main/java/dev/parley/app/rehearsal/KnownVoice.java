package dev.parley.app.rehearsal;

import dev.parley.audio.Resampler;
import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.WrappedVoice;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.sim.vendor.hear.SoundBook;
import dev.parley.sim.vendor.script.Sound;
import dev.parley.sim.vendor.script.VoiceFunction;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A local voice whose sentences are put into a book as they are spoken, so that whoever hears them
/// understands them. Speaks for a caller ([Synthesizer]) or for a simulated vendor
/// ([VoiceFunction]). Thread-safe; closing it closes the voice.
final class KnownVoice extends WrappedVoice implements VoiceFunction {
    private static final int LIMIT_SECONDS = 20;

    private final SoundBook book;

    KnownVoice(Synthesizer voice, SoundBook book) {
        super(voice);
        this.book = book;
    }

    @Override
    protected Synthesizer around(Synthesizer other) {
        return new KnownVoice(other, book);
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return voice().speak(text, new Copy(text, listener));
    }

    /// Speaks it whole; blocks while it is rendered.
    @Override
    public Sound speak(String text, int rate) {
        var whole = new CompletableFuture<short[]>();
        try (var _ = voice().speak(text, new Copy(text, new Whole(whole)))) {
            var samples = whole.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            var resampler = new Resampler(voice().rate(), rate);
            var out = new short[resampler.maxOutput(samples.length)];
            int count = resampler.resample(samples, 0, samples.length, out, 0);
            return new Sound(Arrays.copyOf(out, count), words(text, count / (double) rate));
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the local voice failed: " + e.getMessage(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Sound(new short[0], List.of()); // whoever interrupted wants none of it
        }
    }

    /// Words take their places by their letters.
    private static List<Sound.Word> words(String text, double seconds) {
        var words = text.strip().split("\\s+");
        double letters = Arrays.stream(words).mapToInt(word -> word.length() + 1).sum();
        var placed = new Sound.Word[words.length];
        double at = 0;
        for (int i = 0; i < words.length; i++) {
            double end = at + seconds * (words[i].length() + 1) / letters;
            placed[i] = new Sound.Word(words[i], at, end);
            at = end;
        }
        return List.of(placed);
    }

    /// Passes everything on, and keeps the sound until it is whole.
    private final class Copy implements Listener {
        private final String text;
        private final Listener listener;
        private short[] samples = new short[0];
        private int length;

        Copy(String text, Listener listener) {
            this.text = text;
            this.listener = listener;
        }

        @Override
        public void audio(short[] more, int offset, int count) {
            if (length + count > samples.length) {
                samples = Arrays.copyOf(samples, Math.max(2 * samples.length, length + count));
            }
            System.arraycopy(more, offset, samples, length, count);
            length += count;
            listener.audio(more, offset, count);
        }

        @Override
        public void word(int textStart, int textEnd, int startMillis, int endMillis) {
            listener.word(textStart, textEnd, startMillis, endMillis);
        }

        @Override
        public void done() {
            book.put(text, Arrays.copyOf(samples, length), voice().rate());
            listener.done();
        }

        @Override
        public void failed(ProviderFailure failure) {
            listener.failed(failure);
        }
    }

    /// Collects a sentence.
    private static final class Whole implements Listener {
        private final CompletableFuture<short[]> whole;
        private short[] samples = new short[0];

        Whole(CompletableFuture<short[]> whole) {
            this.whole = whole;
        }

        @Override
        public void audio(short[] more, int offset, int count) {
            int before = samples.length;
            samples = Arrays.copyOf(samples, before + count);
            System.arraycopy(more, offset, samples, before, count);
        }

        @Override
        public void done() {
            whole.complete(samples);
        }

        @Override
        public void failed(ProviderFailure failure) {
            whole.completeExceptionally(new IllegalStateException(failure.label()));
        }
    }
}
