package dev.parley.providers.chain;

import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.RecognizerCapabilities;
import dev.parley.meter.Meters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/// Recognizers behind each other as one. When one fails, what was said since its last words is sent
/// again to the next, faster than it was spoken, and the caller notices nothing; the next utterance
/// begins with the first again. Thread-safe.
public final class RecognizerChain implements Recognizer {
    private final Candidates<Recognizer> candidates;
    private final UnderWay<ChainedEar> ears = new UnderWay<>();

    /// Owns the clients from now on.
    ///
    /// @param recognizers by their names in the settings, in the order in which they are asked
    public RecognizerChain(
            Map<String, ? extends Recognizer> recognizers,
            ChainSettings settings,
            Timekeeper time,
            Meters meters) {
        this(recognizers, settings, time, () -> ThreadLocalRandom.current().nextDouble(), meters);
    }

    RecognizerChain(
            Map<String, ? extends Recognizer> recognizers,
            ChainSettings settings,
            Timekeeper time,
            DoubleSupplier random,
            Meters meters) {
        this.candidates =
                new Candidates<>(
                        "hears",
                        recognizers,
                        settings,
                        each ->
                                each.capabilities().streams()
                                        ? settings.first()
                                        : settings.firstWhole(),
                        time,
                        random,
                        meters);
    }

    /// The first one's: records name what was configured.
    @Override
    public String name() {
        return candidates.first().client().name();
    }

    @Override
    public String model() {
        return candidates.first().client().model();
    }

    @Override
    public RecognizerCapabilities capabilities() {
        var best = candidates.first().client().capabilities();
        return new RecognizerCapabilities(
                best.partialWords(),
                best.grammars(),
                best.endOfTurn(),
                best.silence(),
                candidates.all().stream().allMatch(each -> each.client().capabilities().local()),
                best.streams());
    }

    @Override
    public Session open(Listener listener) {
        return open(listener, Line.WIDE);
    }

    @Override
    public Session open(Listener listener, Line line) {
        return ears.begin(new ChainedEar(this, candidates, listener, line));
    }

    void over(ChainedEar ear) {
        ears.over(ear);
    }

    /// How each recognizer has done lately, in the order of the chain.
    public List<ProviderHealth> health() {
        return candidates.health();
    }

    @Override
    public void close() {
        if (ears.close()) {
            candidates.close();
        }
    }
}
