package dev.parley.providers.net;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all vendors' voices share: so many sentences at once, a bounded queue before, time limits,
/// cancelling, and one end for each sentence. On one loop.
///
/// Queue: [#WAITING] sentences; a further one fails as overloaded.
public final class SentenceDesk implements AutoCloseable {
    static final int WAITING = 64;

    private static final Logger log = LoggerFactory.getLogger(SentenceDesk.class);

    private final String name;
    private final Loop loop;
    private final SpeechLimits limits;
    private final int parallel;
    private final Vendor vendor;
    private final Meters meters;
    private final Meters.Timer firstSound;
    private final ArrayDeque<SpokenSentence> waiting = new ArrayDeque<>();
    private final Set<SpokenSentence> speaking = new LinkedHashSet<>();
    private boolean isClosed;

    /// The vendor's part; on the loop.
    public interface Vendor {
        /// Speaks it, calling its methods until `done` or `fail`.
        void start(SpokenSentence sentence);

        /// Nobody wants it any more; what still comes of it is ignored.
        void stop(SpokenSentence sentence);
    }

    public SentenceDesk(
            String name,
            Loop loop,
            SpeechLimits limits,
            int parallel,
            Vendor vendor,
            Meters meters) {
        this.name = name;
        this.loop = loop;
        this.limits = limits;
        this.parallel = parallel;
        this.vendor = vendor;
        this.meters = meters;
        this.firstSound = meters.timer(Metric.SYNTHESIZER_RENDER, name);
    }

    /// Speaks one sentence, as [Synthesizer#speak] wants it. Text without a letter or digit is done
    /// at once: vendors disagree about it.
    ///
    /// @param format in which the vendor is asked for it
    public Synthesizer.Speaking speak(
            String text, SoundFormat format, Synthesizer.Listener listener) {
        var sentence = new SpokenSentence(text, format, listener, this, loop);
        if (!loop.run(() -> begin(sentence))) {
            sentence.fail(closed());
        }
        return sentence;
    }

    private void begin(SpokenSentence sentence) {
        if (isClosed) {
            sentence.fail(closed());
        } else if (sentence.isCancelled()) {
            sentence.over();
        } else if (sentence.text().codePoints().noneMatch(Character::isLetterOrDigit)) {
            sentence.done();
        } else if (speaking.size() < parallel) {
            start(sentence);
        } else if (waiting.size() < WAITING) {
            waiting.addLast(sentence);
        } else {
            sentence.fail(
                    new ProviderFault(
                            ProviderFailure.OVERLOADED, WAITING + " sentences wait already"));
        }
    }

    private void start(SpokenSentence sentence) {
        speaking.add(sentence);
        sentence.started();
        vendor.start(sentence);
    }

    void over(SpokenSentence sentence) {
        waiting.remove(sentence);
        if (speaking.remove(sentence) && !isClosed) {
            boolean _ = loop.run(this::next);
        }
    }

    private void next() {
        while (speaking.size() < parallel && !waiting.isEmpty()) {
            start(waiting.removeFirst());
        }
    }

    void cancelled(SpokenSentence sentence) {
        boolean _ =
                loop.run(() -> {
                    if (!sentence.isOver()) {
                        stop(sentence);
                        sentence.over();
                    }
                });
    }

    void stop(SpokenSentence sentence) {
        if (speaking.contains(sentence)) {
            vendor.stop(sentence);
        }
    }

    void began(Duration after) {
        firstSound.record(after);
    }

    void failed(ProviderFault fault) {
        meters.counter(Metric.SYNTHESIZER_FAILURES, name, fault.kind().name()).increment();
        if (fault.kind() != ProviderFailure.CLOSED) {
            log.atWarn()
                    .addKeyValue("provider", name)
                    .addKeyValue("kind", fault.kind())
                    .addKeyValue("reason", fault.message())
                    .log("a sentence could not be spoken");
        }
    }

    SpeechLimits limits() {
        return limits;
    }

    private static ProviderFault closed() {
        return new ProviderFault(ProviderFailure.CLOSED, "the client is closed");
    }

    /// Every sentence fails as closed. Any thread.
    @Override
    public void close() {
        boolean _ =
                loop.run(() -> {
                    isClosed = true;
                    for (var sentence : List.copyOf(speaking)) {
                        vendor.stop(sentence);
                        sentence.fail(closed());
                    }
                    List.copyOf(waiting).forEach(sentence -> sentence.fail(closed()));
                });
    }
}
