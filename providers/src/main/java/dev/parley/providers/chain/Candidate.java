package dev.parley.providers.chain;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// One client in a chain with what is known of it: its breaker, its last times, its failures.
/// Shared by all calls; thread-safe. The lock is held for a few comparisons only.
///
/// @param <C> the port
final class Candidate<C> {
    /// The share of requests that are in time.
    private static final double LATE = 0.95;

    /// In utterances one after the other: two short answers, or three coughs.
    private static final int DEAF_MILLIS = 1000;

    private final String name;
    private final String stage;
    private final C client;
    private final Timekeeper time;
    private final Meters meters;
    private final Meters.Timer firsts;
    private final Meters.Gauge gauge;
    private final ReentrantLock lock = new ReentrantLock();
    private final Breaker breaker;
    private final Latencies latencies = new Latencies();
    private int nothingHeard;
    private int nothingHeardMillis;
    private int oddPaces;
    private volatile boolean isTalkative;
    private final Map<ProviderFailure, Long> failures = new EnumMap<>(ProviderFailure.class);

    Candidate(
            String name,
            String stage,
            C client,
            BreakerSettings breaker,
            Timekeeper time,
            Meters meters) {
        this.name = name;
        this.stage = stage;
        this.client = client;
        this.time = time;
        this.meters = meters;
        this.breaker = new Breaker(breaker);
        this.firsts = meters.timer(Metric.PROVIDER_FIRST, name, stage);
        this.gauge = meters.gauge(Metric.PROVIDER_BREAKER, () -> state().level(), name, stage);
    }

    String name() {
        return name;
    }

    C client() {
        return client;
    }

    /// Whether a request may be made; then one of the next three follows.
    boolean admits() {
        lock.lock();
        try {
            return breaker.admits(time.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    boolean wouldAdmit() {
        lock.lock();
        try {
            return breaker.wouldAdmit(time.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    void succeeded() {
        lock.lock();
        try {
            breaker.succeeded();
        } finally {
            lock.unlock();
        }
    }

    void failed(ProviderFault fault) {
        meters.counter(Metric.PROVIDER_FAILURES, name, stage, fault.kind().label()).increment();
        lock.lock();
        try {
            failures.merge(fault.kind(), 1L, Long::sum);
            long now = time.nanoTime();
            switch (fault.kind()) {
                // Another text, or our own end: it says nothing of the provider.
                case CONTENT, CLOSED -> breaker.dropped();
                case TIMED_OUT, OVERLOADED, ENGINE, NETWORK, PROTOCOL, KEY, QUOTA, RATE, RETIRED ->
                        breaker.failed(now);
            }
            if (fault.retryAfter() != null) {
                breaker.rest(now + fault.retryAfter().toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    void dropped() {
        lock.lock();
        try {
            breaker.dropped();
        } finally {
            lock.unlock();
        }
    }

    /// The first token or sound came so long after the request, or the words after the utterance.
    void began(long tookNanos) {
        firsts.record(Duration.ofNanos(tookNanos));
        lock.lock();
        try {
            latencies.add(tookNanos);
        } finally {
            lock.unlock();
        }
    }

    /// Nobody waited longer for the first token or sound. What was late by then counts as taking so
    /// long: without those that others overtook, the usual time would shrink with each of them.
    void tookMoreThan(long nanos) {
        lock.lock();
        try {
            if (latencies.isEnough() && nanos >= latencies.quantile(LATE)) {
                latencies.add(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// From when on a request is late for this candidate; empty while too little is known.
    Optional<Duration> late() {
        lock.lock();
        try {
            return latencies.isEnough()
                    ? Optional.of(Duration.ofNanos(latencies.quantile(LATE)))
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// A recognizer understood nothing of an utterance of clear speech.
    ///
    /// @param millis of speech
    /// @return whether that is the second time in a row or later, and of so much that something
    ///   should have been understood
    boolean heardNothing(int millis) {
        lock.lock();
        try {
            nothingHeard++;
            nothingHeardMillis = Math.min(nothingHeardMillis + millis, DEAF_MILLIS);
            return nothingHeard > 1 && nothingHeardMillis == DEAF_MILLIS;
        } finally {
            lock.unlock();
        }
    }

    /// It understood words, or others understood nothing either.
    void hears() {
        lock.lock();
        try {
            nothingHeard = 0;
            nothingHeardMillis = 0;
        } finally {
            lock.unlock();
        }
    }

    /// A recognizer tells each time it has listened, not only what is new.
    void tellsEachTime() {
        isTalkative = true;
    }

    boolean isTalkative() {
        return isTalkative;
    }

    /// @param isOdd a voice needed too little or too much time for its text
    /// @return how often in a row
    int paced(boolean isOdd) {
        lock.lock();
        try {
            oddPaces = isOdd ? oddPaces + 1 : 0;
            return oddPaces;
        } finally {
            lock.unlock();
        }
    }

    private Breaker.State state() {
        lock.lock();
        try {
            return breaker.stateAt(time.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    ProviderHealth health() {
        lock.lock();
        try {
            int count = latencies.count();
            return new ProviderHealth(
                    name,
                    stage,
                    breaker.stateAt(time.nanoTime())
                            .name()
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-'),
                    count,
                    count == 0 ? null : Duration.ofNanos(latencies.quantile(0.5)),
                    count == 0 ? null : Duration.ofNanos(latencies.quantile(LATE)),
                    failures);
        } finally {
            lock.unlock();
        }
    }

    /// Takes its gauge out of the registry; the client is closed by the chain.
    void retire() {
        gauge.close();
    }
}
