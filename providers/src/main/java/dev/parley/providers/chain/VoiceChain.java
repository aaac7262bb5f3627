package dev.parley.providers.chain;

import dev.parley.call.speech.Synthesizer;
import dev.parley.call.speech.SynthesizerCapabilities;
import dev.parley.meter.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Voices behind each other as one. A sentence that has given no sound begins again at the next; of
/// one half spoken the rest is spoken, from the first word that was not wholly handed over. The
/// sentences of a reply stay with the voice that a failure brought them to ([#forReply]); the next
/// reply begins with the first again. Thread-safe.
public final class VoiceChain implements Synthesizer {
    /// Any line that carries more than a telephone.
    private static final int WIDE = 48_000;

    private final Candidates<Synthesizer> candidates;
    private final UnderWay<ChainedSentence> sentences = new UnderWay<>();

    /// Owns the clients from now on.
    ///
    /// @param voices by their names in the settings, in the order in which they are asked; the rate
    ///   of the first is the chain's
    public VoiceChain(
            Map<String, ? extends Synthesizer> voices,
            ChainSettings settings,
            Timekeeper time,
            Meters meters) {
        this(voices, settings, time, () -> ThreadLocalRandom.current().nextDouble(), meters);
    }

    VoiceChain(
            Map<String, ? extends Synthesizer> voices,
            ChainSettings settings,
            Timekeeper time,
            DoubleSupplier random,
            Meters meters) {
        this.candidates = new Candidates<>("speaks", voices, settings, time, random, meters);
    }

    /// The first one's: records name what was configured.
    @Override
    public String name() {
        return first().name();
    }

    @Override
    public String model() {
        return first().model();
    }

    @Override
    public int rate() {
        return first().rate();
    }

    @Override
    public SynthesizerCapabilities capabilities() {
        var best = first().capabilities();
        return new SynthesizerCapabilities(
                best.wordTimes(),
                best.parallel(),
                candidates.all().stream().allMatch(each -> each.client().capabilities().local()));
    }

    /// The first voice alone: for sentences that are kept, which must all sound alike.
    public Synthesizer first() {
        return candidates.first().client();
    }

    @Override
    public Speaking speak(String text, Listener listener) {
        return speak(text, listener, WIDE, new AtomicReference<>());
    }

    @Override
    public Synthesizer forReply() {
        return new View(WIDE, new AtomicReference<>());
    }

    @Override
    public Synthesizer forLine(int rate) {
        return new View(rate, null);
    }

    /// @param line the rate of the line it is for
    /// @param voice of the reply: where it begins, and where a failure brought it
    private Speaking speak(
            String text,
            Listener listener,
            int line,
            AtomicReference<@Nullable Candidate<Synthesizer>> voice) {
        return sentences.begin(new ChainedSentence(this, candidates, text, listener, line, voice));
    }

    void over(ChainedSentence sentence) {
        sentences.over(sentence);
    }

    /// How each voice has done lately, in the order of the chain.
    public List<ProviderHealth> health() {
        return candidates.health();
    }

    @Override
    public void close() {
        if (sentences.close()) {
            candidates.close();
        }
    }

    /// What one line, or one reply on it, sees; closing it closes nothing.
    private final class View implements Synthesizer {
        private final int line;
        private final @Nullable AtomicReference<@Nullable Candidate<Synthesizer>> voice;

        View(int line, @Nullable AtomicReference<@Nullable Candidate<Synthesizer>> voice) {
            this.line = line;
            this.voice = voice;
        }

        @Override
        public String name() {
            return VoiceChain.this.name();
        }

        @Override
        public String model() {
            return VoiceChain.this.model();
        }

        @Override
        public int rate() {
            return first().forLine(line).rate();
        }

        @Override
        public SynthesizerCapabilities capabilities() {
            return VoiceChain.this.capabilities();
        }

        @Override
        public Synthesizer forReply() {
            return new View(line, new AtomicReference<>());
        }

        @Override
        public Synthesizer forLine(int rate) {
            return new View(rate, voice);
        }

        @Override
        public Speaking speak(String text, Listener listener) {
            return VoiceChain.this.speak(
                    text, listener, line, voice == null ? new AtomicReference<>() : voice);
        }

        @Override
        public void close() {
            // the chain belongs to the server
        }
    }
}
