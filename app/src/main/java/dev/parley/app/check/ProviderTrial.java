package dev.parley.app.check;

import dev.parley.audio.Resampler;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.call.provider.ProviderProbe;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.providers.local.LocalVoices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// Uses one provider once: speaks a sentence, hears one, or asks a model. Costs what that costs.
/// Blocks up to a minute; one thread.
public final class ProviderTrial {
    private static final int LIMIT_SECONDS = 30;
    private static final int RATE = 16_000;
    private static final int FRAME = RATE / 50;
    private static final long FRAME_NANOS = 20_000_000;

    private final Path cache;

    /// @param cache folder of the unpacked models, for the local voice that is heard
    public ProviderTrial(Path cache) {
        this.cache = cache;
    }

    /// What came of it.
    ///
    /// @param connectMillis to a connection, TLS included; empty where that cannot be told
    /// @param firstMillis to the first sound, word or token; empty if none came
    /// @param wholeMillis to the end
    /// @param result the words that were understood or answered; how much sound was made
    /// @param failure empty if it succeeded
    public record Outcome(
            String name,
            Stage stage,
            OptionalLong connectMillis,
            OptionalLong firstMillis,
            long wholeMillis,
            String result,
            String failure) {}

    /// 16-bit mono sound that was made or heard. The array belongs to the holder.
    public static final class Clip {
        private final short[] samples;
        private final int rate;

        Clip(short[] samples, int rate) {
            this.samples = samples;
            this.rate = rate;
        }

        public short[] samples() {
            return samples.clone();
        }

        public int rate() {
            return rate;
        }
    }

    /// @param clip what was spoken or heard; without sound for a model
    public record Tried(Outcome outcome, Clip clip) {}

    /// Tries a stage of a provider.
    ///
    /// @param text is spoken, heard in a local voice, or given to the model
    /// @throws IllegalArgumentException if its settings cannot work
    public Tried tried(ProviderPlugin plugin, ProviderEntry entry, Stage stage, String text)
            throws InterruptedException {
        var connect = connect(plugin.probe(entry, stage));
        return switch (stage) {
            case SPEAKS -> {
                try (var voice = plugin.voice(entry, Meters.NONE)) {
                    entry.checkAllRead();
                    yield spoken(entry.provider(), voice, text, connect);
                }
            }
            case HEARS -> {
                try (var recognizer = plugin.recognizer(entry, Meters.NONE)) {
                    entry.checkAllRead();
                    yield heard(entry.provider(), recognizer, text, connect);
                }
            }
            case THINKS -> {
                try (var model = plugin.model(entry, Meters.NONE)) {
                    entry.checkAllRead();
                    yield thought(entry.provider(), model, text, connect);
                }
            }
            case CONVERSES -> {
                try (var duplex = plugin.duplex(entry, Meters.NONE)) {
                    entry.checkAllRead();
                    yield DuplexTrial.conversed(entry.provider(), duplex, text, connect);
                }
            }
        };
    }

    private static OptionalLong connect(Optional<ProviderProbe> probe) {
        if (probe.isEmpty()) {
            return OptionalLong.empty();
        }
        long began = System.nanoTime();
        try (var knock = new Knock(probe.get())) {
            knock.connect(knock.resolve());
            if (knock.isSecure()) {
                knock.secure();
            }
            return OptionalLong.of(since(began));
        } catch (IOException _) {
            return OptionalLong.empty(); // the trial itself says why
        }
    }

    private static Tried spoken(String name, Synthesizer voice, String text, OptionalLong connect)
            throws InterruptedException {
        var sound = new Sound();
        try (var _ = voice.speak(text, sound)) {
            var failure = await(sound.end);
            var clip = new Clip(sound.samples(), voice.rate());
            return new Tried(
                    new Outcome(
                            name,
                            Stage.SPEAKS,
                            connect,
                            sound.first,
                            since(sound.began),
                            "%.1f s of sound at %d Hz"
                                    .formatted(clip.samples.length / (double) clip.rate, clip.rate),
                            failure),
                    clip);
        }
    }

    private Tried heard(String name, Recognizer recognizer, String text, OptionalLong connect)
            throws InterruptedException {
        var samples = local(text);
        var words = new Words();
        try (var session = recognizer.open(words)) {
            session.begin(1, Expectation.OPEN);
            long due = System.nanoTime();
            for (int at = 0; at < samples.length; at += FRAME) {
                session.audio(samples, at, Math.min(FRAME, samples.length - at));
                due += FRAME_NANOS;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            words.began = System.nanoTime();
            session.finish(1);
            var failure = await(words.end);
            return new Tried(
                    new Outcome(
                            name,
                            Stage.HEARS,
                            connect,
                            words.first,
                            since(words.began),
                            words.words,
                            failure.isEmpty() && words.words.isBlank()
                                    ? "nothing was understood"
                                    : failure),
                    new Clip(samples, RATE));
        }
    }

    /// The sentence in a local voice, at the rate of recognizers, with a pause before and after.
    private short[] local(String text) throws InterruptedException {
        try (var voice = LocalVoices.find("auto", cache, Meters.NONE)) {
            var sound = new Sound();
            try (var _ = voice.speak(text, sound)) {
                var failure = await(sound.end);
                if (!failure.isEmpty()) {
                    throw new IllegalStateException("the local voice failed: " + failure);
                }
            }
            var made = sound.samples();
            var resampler = new Resampler(voice.rate(), RATE);
            var resampled = new short[resampler.maxOutput(made.length)];
            int count = resampler.resample(made, 0, made.length, resampled, 0);
            var padded = new short[count + RATE];
            System.arraycopy(resampled, 0, padded, RATE / 2, count);
            return padded;
        }
    }

    private static Tried thought(
            String name, LanguageModel model, String text, OptionalLong connect)
            throws InterruptedException {
        var answer = new Answer();
        try (var _ = model.generate(request(text), answer)) {
            var failure = await(answer.end);
            return new Tried(
                    new Outcome(
                            name,
                            Stage.THINKS,
                            connect,
                            answer.first,
                            since(answer.began),
                            answer.text.toString().strip(),
                            failure),
                    new Clip(new short[0], RATE));
        }
    }

    private static ModelRequest request(String text) {
        return ModelRequest.of(
                List.of(
                        new Message.Instruction("Answer in one short sentence."),
                        new Message.User(text)));
    }

    static String await(CompletableFuture<String> end) throws InterruptedException {
        try {
            return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return ProviderFailure.TIMED_OUT.label();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only completed with a text", e);
        }
    }

    static long since(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }

    /// Sound as it comes; the last field that is written is `end`.
    private static final class Sound implements Synthesizer.Listener {
        private final long began = System.nanoTime();
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private volatile OptionalLong first = OptionalLong.empty();
        private short[] made = new short[RATE];
        private int length;

        @Override
        public void audio(short[] samples, int offset, int count) {
            if (first.isEmpty()) {
                first = OptionalLong.of(since(began));
            }
            if (length + count > made.length) {
                made = Arrays.copyOf(made, Math.max(2 * made.length, length + count));
            }
            System.arraycopy(samples, offset, made, length, count);
            length += count;
        }

        short[] samples() {
            return end.isDone() ? Arrays.copyOf(made, length) : new short[0];
        }

        @Override
        public void done() {
            end.complete(length == 0 ? "no sound came" : "");
        }

        @Override
        public void failed(ProviderFailure failure) {
            end.complete(failure.label());
        }
    }

    private static final class Words implements Recognizer.Listener {
        private final CompletableFuture<String> end = new CompletableFuture<>();
        private volatile long began = System.nanoTime();
        private volatile OptionalLong first = OptionalLong.empty();
        private volatile String words = "";

        @Override
        public void partialWords(long utterance, String partial) {}

        @Override
        public void finalWords(long utterance, String all) {
            words = all;
            first = OptionalLong.of(since(began));
            end.complete("");
        }

        @Override
        public void failed(long utterance, ProviderFailure failure) {
            end.complete(failure.label());
        }
    }

    private static final class Answer implements LanguageModel.Listener {
        private final long began = System.nanoTime();
        private final CompletableFuture<String> end = new CompletableFuture<>();

        /// Written by one call at a time, read after `end`.
        private final StringBuilder text = new StringBuilder();

        private volatile OptionalLong first = OptionalLong.empty();

        @Override
        public void text(String delta) {
            if (first.isEmpty()) {
                first = OptionalLong.of(since(began));
            }
            text.append(delta);
        }

        @Override
        public void toolCall(ToolCall call) {}

        @Override
        public void done(Finish finish) {
            end.complete(text.isEmpty() ? "an empty answer" : "");
        }

        @Override
        public void failed(ProviderFault fault) {
            end.complete(fault.kind().label());
        }
    }
}
