package dev.parley.call.media;

import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Sentences that are said in most calls, rendered to wire frames once and shared by all calls:
/// some before the server is ready, the others by [IdleRendering]. Thread-safe.
public final class FixedSentences {
    /// None: every sentence goes to the voice.
    public static final FixedSentences NONE = new FixedSentences(Set.of());

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int AT_ONCE = 8;

    private final Map<Codec, Map<String, RenderedSound>> sounds;

    private FixedSentences(Set<Codec> codecs) {
        var ofCodecs = new EnumMap<Codec, Map<String, RenderedSound>>(Codec.class);
        codecs.forEach(codec -> ofCodecs.put(codec, new ConcurrentHashMap<>()));
        this.sounds = ofCodecs;
    }

    /// Renders each sentence for each wire format; blocks until all are there.
    ///
    /// @throws IllegalStateException if the voice fails, or needs more than 30 s for a sentence
    /// @throws InterruptedException if interrupted while waiting for the voice
    public static FixedSentences render(
            Collection<String> sentences, Set<Codec> codecs, Synthesizer voice)
            throws InterruptedException {
        var fixed = new FixedSentences(codecs);
        var texts = List.copyOf(new LinkedHashSet<>(sentences));
        for (int from = 0; from < texts.size(); from += AT_ONCE) {
            fixed.renderTogether(
                    texts.subList(from, Math.min(from + AT_ONCE, texts.size())), voice);
        }
        return fixed;
    }

    /// Renders one more for each wire format, unless it is there; blocks until it is.
    ///
    /// @throws IllegalStateException if the voice fails, or needs more than 30 s
    /// @throws InterruptedException if interrupted while waiting for the voice
    void add(String sentence, Synthesizer voice) throws InterruptedException {
        if (sounds.values().stream().anyMatch(known -> !known.containsKey(sentence))) {
            renderTogether(List.of(sentence), voice);
        }
    }

    /// Sentences kept for each wire format.
    public int count() {
        return sounds.values().stream().mapToInt(Map::size).max().orElse(0);
    }

    @Nullable RenderedSound find(Codec codec, String text) {
        var ofCodec = sounds.get(codec);
        return ofCodec == null ? null : ofCodec.get(text);
    }

    /// Asks for a few sentences before it waits for the first, so that a voice with several engines
    /// uses them all.
    private void renderTogether(List<String> texts, Synthesizer voice) throws InterruptedException {
        var asked = new LinkedHashMap<String, Collector>();
        var speaking = new ArrayList<Synthesizer.Speaking>();
        try {
            for (var text : texts) {
                var collector = new Collector(voice.rate(), sounds.keySet());
                asked.put(text, collector);
                speaking.add(voice.speak(text, collector));
            }
            for (var entry : asked.entrySet()) {
                await(entry.getKey(), entry.getValue(), voice);
                sounds.forEach(
                        (codec, known) -> known.put(entry.getKey(), entry.getValue().sound(codec)));
            }
        } finally {
            speaking.forEach(Synthesizer.Speaking::close);
        }
    }

    private static void await(String text, Collector collector, Synthesizer voice)
            throws InterruptedException {
        if (!collector.end.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw failure(voice, text, "no end within " + LIMIT.toSeconds() + " s");
        }
        if (collector.failure != null) {
            throw failure(voice, text, "failure " + collector.failure);
        }
    }

    private static IllegalStateException failure(Synthesizer voice, String text, String what) {
        return new IllegalStateException(
                "voice \""
                        + voice.name()
                        + "\": expected the sound of the fixed sentence \""
                        + text
                        + "\", got "
                        + what
                        + "; check the voice or choose another");
    }

    /// Collects a whole sentence in every wire format; written by the engine thread, read after
    /// `end`.
    private static final class Collector implements Synthesizer.Listener {
        final CountDownLatch end = new CountDownLatch(1);
        private final Map<Codec, ByteArrayOutputStream> frames = new HashMap<>();
        private final Map<Codec, LongStream.Builder> prints = new HashMap<>();
        private final List<FrameEncoder> encoders = new ArrayList<>();
        volatile WordTimes words = WordTimes.UNKNOWN;
        volatile @Nullable ProviderFailure failure;

        Collector(int rate, Set<Codec> codecs) {
            for (var codec : codecs) {
                var bytes = new ByteArrayOutputStream();
                frames.put(codec, bytes);
                var prints = LongStream.builder();
                this.prints.put(codec, prints);
                encoders.add(
                        new FrameEncoder(
                                rate,
                                codec,
                                (encoded, print) -> {
                                    bytes.writeBytes(encoded);
                                    prints.add(print);
                                }));
            }
        }

        RenderedSound sound(Codec codec) {
            var bytes = Objects.requireNonNull(frames.get(codec));
            var printed = Objects.requireNonNull(prints.get(codec)).build().toArray();
            return new RenderedSound(bytes.toByteArray(), printed, codec.frameBytes(), words);
        }

        @Override
        public void audio(short[] samples, int offset, int count) {
            encoders.forEach(encoder -> encoder.samples(samples, offset, count));
        }

        @Override
        public void word(int textStart, int textEnd, int startMillis, int endMillis) {
            words = words.plus(textEnd, endMillis);
        }

        @Override
        public void done() {
            encoders.forEach(FrameEncoder::finish);
            end.countDown();
        }

        @Override
        public void failed(ProviderFailure reason) {
            failure = reason;
            end.countDown();
        }
    }
}
