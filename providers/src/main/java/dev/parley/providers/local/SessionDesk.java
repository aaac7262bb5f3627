package dev.parley.providers.local;

import dev.parley.audio.RecognizerInput;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the calls of one local recognizer share: engine threads, the watch over time limits, the
/// decoders and the counters.
final class SessionDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionDesk.class);
    private static final long STOP_MILLIS = 5_000;

    private final String name;
    private final VoskSettings settings;
    private final Decoders decoders;
    private final DspThreads threads;
    private final ScheduledThreadPoolExecutor watch;
    private final Set<DecodingSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final Meters meters;
    private final Meters.Counter dropped;
    private final Meters.Timer finalTime;
    private final SecondHearings secondHearings;
    private volatile boolean closed;

    SessionDesk(String name, VoskSettings settings, Decoders decoders, Meters meters) {
        this.name = name;
        this.settings = settings;
        this.decoders = decoders;
        this.meters = meters;
        this.dropped = meters.counter(Metric.RECOGNIZER_DROPPED, name);
        this.finalTime = meters.timer(Metric.RECOGNIZER_FINAL, name);
        this.secondHearings = new SecondHearings(name, Math.max(1, settings.threads() / 2), meters);
        this.threads = new DspThreads(settings.threads(), settings.maxSessions());
        this.watch =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("dsp-watch").daemon().factory());
        watch.setRemoveOnCancelPolicy(true);
        watch.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /// A session; one that refuses every utterance if there are too many.
    Recognizer.Session open(Recognizer.Listener listener) {
        if (closed) {
            return new RefusedSession(this, listener, ProviderFailure.CLOSED);
        }
        if (places.incrementAndGet() > settings.maxSessions()) {
            places.decrementAndGet();
            return new RefusedSession(this, listener, ProviderFailure.OVERLOADED);
        }
        var session = new DecodingSession(this, listener);
        sessions.add(session);
        return session;
    }

    /// The session was served for the last time.
    void left(DecodingSession session) {
        if (sessions.remove(session)) {
            places.decrementAndGet();
        }
    }

    int openSessions() {
        return sessions.size();
    }

    DspThreads threads() {
        return threads;
    }

    ScheduledExecutorService watch() {
        return watch;
    }

    Decoders decoders() {
        return decoders;
    }

    Duration finalLimit() {
        return settings.finalLimit();
    }

    RecognizerInput newInput() {
        return new RecognizerInput(true, settings.suppressNoise());
    }

    SecondHearings secondHearings() {
        return secondHearings;
    }

    Meters.Counter dropped() {
        return dropped;
    }

    void decided(Duration sinceFinish) {
        finalTime.record(sinceFinish);
    }

    void failed(ProviderFailure failure) {
        meters.counter(Metric.RECOGNIZER_FAILURES, name, failure.name()).increment();
    }

    /// Ends all calls, then frees the decoders. If an engine thread does not stop, its decoder
    /// stays allocated: freeing it under the thread would end the process.
    ///
    /// @return whether everything was freed
    boolean stop() {
        closed = true;
        boolean stopped = threads.stop(STOP_MILLIS);
        watch.shutdownNow();
        sessions.forEach(DecodingSession::abandon);
        if (stopped) {
            sessions.forEach(DecodingSession::release);
            sessions.clear();
            decoders.close();
        } else {
            LOG.atWarn()
                    .addKeyValue("engine", name)
                    .log("engine thread did not stop in 5 s; its memory stays allocated");
        }
        return stopped;
    }

    @Override
    public void close() {
        stop();
    }
}
