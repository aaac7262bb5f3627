package dev.parley.providers.local;

import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Some engines of one voice and as many platform threads. A sentence waits in a bounded queue for
/// an engine and is handed over by a virtual thread while it is being rendered: a listener that
/// blocks for back-pressure never holds an engine.
///
/// Queue: [#WAITING] sentences; a further one fails with OVERLOADED, counted by
/// `parley_synthesizer_failures_total`.
final class VoicePool implements AutoCloseable {
    static final int WAITING = 64;

    /// Silence kept before the first sound of a sentence: who waits for an answer waits for it too.
    static final int SILENCE_BEFORE_MILLIS = 10;

    /// Silence kept after the last.
    static final int SILENCE_AFTER_MILLIS = 90;

    private static final Logger LOG = LoggerFactory.getLogger(VoicePool.class);

    private final String name;
    private final int rate;
    private final float gain;
    private final ArrayBlockingQueue<SpeechEngine> engines;
    private final ThreadPoolExecutor threads;
    private final Meters meters;
    private final Meters.Timer renderTime;

    /// @param gain factor that brings this voice to the house level
    VoicePool(
            String name,
            int rate,
            float gain,
            List<? extends SpeechEngine> engines,
            Meters meters) {
        this.name = name;
        this.rate = rate;
        this.gain = gain;
        this.engines = new ArrayBlockingQueue<>(engines.size(), false, engines);
        this.meters = meters;
        this.renderTime = meters.timer(Metric.SYNTHESIZER_RENDER, name);
        this.threads =
                new ThreadPoolExecutor(
                        engines.size(),
                        engines.size(),
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(WAITING),
                        Thread.ofPlatform().daemon().name("dsp-voice-", 0).factory(),
                        (sentence, _) -> ((Sentence) sentence).refuse());
    }

    String name() {
        return name;
    }

    int rate() {
        return rate;
    }

    Synthesizer.Speaking speak(String text, Synthesizer.Listener listener) {
        var sentence = new Sentence(text, listener);
        threads.execute(sentence);
        return sentence;
    }

    @Override
    public void close() {
        threads.shutdownNow().forEach(waiting -> ((Sentence) waiting).refuse());
        boolean ended = false;
        try {
            ended = threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (ended) {
            engines.forEach(SpeechEngine::close);
        } else {
            LOG.atWarn().addKeyValue("voice", name).log("voice did not stop in 5 s; left as it is");
        }
    }

    private final class Sentence implements Runnable, Synthesizer.Speaking {
        private final String text;
        private final Delivery delivery;
        private volatile boolean cancelled;

        Sentence(String text, Synthesizer.Listener listener) {
            this.text = text;
            this.delivery = new Delivery(listener, () -> cancelled);
        }

        @Override
        public void run() {
            if (cancelled) {
                return;
            }
            long began = System.nanoTime();
            SpeechEngine engine = null;
            try {
                engine = engines.take();
                var sound =
                        new HouseSound(
                                rate, gain, SILENCE_BEFORE_MILLIS, SILENCE_AFTER_MILLIS, delivery);
                engine.render(text, () -> cancelled, sound);
                sound.finish();
                delivery.done();
                renderTime.record(Duration.ofNanos(System.nanoTime() - began));
            } catch (SpeechEngine.EngineFault fault) {
                LOG.atWarn()
                        .addKeyValue("voice", name)
                        .addKeyValue("reason", fault.getMessage())
                        .log("sentence not rendered");
                fail(fault.failure());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                fail(ProviderFailure.CLOSED);
            } catch (RuntimeException defect) {
                LOG.atError().addKeyValue("voice", name).setCause(defect).log("voice failed");
                fail(ProviderFailure.ENGINE);
            } finally {
                if (engine != null) {
                    engines.add(engine);
                }
            }
        }

        @Override
        public void close() {
            cancelled = true;
        }

        void refuse() {
            fail(threads.isShutdown() ? ProviderFailure.CLOSED : ProviderFailure.OVERLOADED);
        }

        private void fail(ProviderFailure failure) {
            meters.counter(Metric.SYNTHESIZER_FAILURES, name, failure.name()).increment();
            delivery.failed(failure);
        }
    }
}
