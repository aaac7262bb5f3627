package dev.parley.providers.chain;

import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import dev.parley.dialog.provider.TakeOver;
import dev.parley.dialog.provider.UseListener;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The candidates of one stage in the order in which they are asked, with what all requests of the
/// stage share. Thread-safe.
///
/// @param <C> the port
final class Candidates<C extends AutoCloseable> {
    private final String stage;
    private final List<Candidate<C>> all;
    private final ChainSettings settings;
    private final Function<? super C, Duration> first;
    private final Timekeeper time;
    private final DoubleSupplier random;
    private final Meters meters;

    /// @param clients by their names in the settings, the first first; at least one
    /// @param random from 0 to 1, for the jitter of retries
    Candidates(
            String stage,
            Map<String, ? extends C> clients,
            ChainSettings settings,
            Timekeeper time,
            DoubleSupplier random,
            Meters meters) {
        this(stage, clients, settings, _ -> settings.first(), time, random, meters);
    }

    /// @param first how long a client has while another is left
    Candidates(
            String stage,
            Map<String, ? extends C> clients,
            ChainSettings settings,
            Function<? super C, Duration> first,
            Timekeeper time,
            DoubleSupplier random,
            Meters meters) {
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("expected at least one candidate, got none");
        }
        this.stage = stage;
        this.settings = settings;
        this.first = first;
        this.time = time;
        this.random = random;
        this.meters = meters;
        List<Candidate<C>> candidates = new ArrayList<>();
        new LinkedHashMap<String, C>(clients)
                .forEach((name, client) ->
                        candidates.add(
                                new Candidate<>(
                                        name, stage, client, settings.breaker(), time, meters)));
        this.all = List.copyOf(candidates);
    }

    List<Candidate<C>> all() {
        return all;
    }

    Candidate<C> first() {
        return all.getFirst();
    }

    ChainSettings settings() {
        return settings;
    }

    /// How long it has for its first token, sound or words while another is left.
    Duration first(Candidate<C> candidate) {
        return first.apply(candidate.client());
    }

    Timekeeper time() {
        return time;
    }

    double random() {
        return random.getAsDouble();
    }

    /// Whether something may be sent again, so that it must be kept.
    boolean maySendAgain() {
        return all.size() > 1 || settings.retries() > 0;
    }

    String names() {
        return all.stream().map(Candidate::name).collect(Collectors.joining(", "));
    }

    void retried(Candidate<C> candidate) {
        meters.counter(Metric.PROVIDER_RETRIES, candidate.name(), stage).increment();
    }

    void switched(Candidate<C> from, Candidate<C> to, ProviderFault fault, UseListener told) {
        meters.counter(Metric.PROVIDER_SWITCHES, stage, from.name(), to.name()).increment();
        told.tookOver(new TakeOver(stage, from.name(), to.name(), fault.kind()));
    }

    void hedged(Candidate<C> second, String result) {
        meters.counter(Metric.PROVIDER_HEDGES, second.name(), stage, result).increment();
    }

    void replayed(Candidate<C> candidate, int samples) {
        meters.counter(Metric.RECOGNIZER_REPLAYED, candidate.name()).add(samples);
    }

    void forgot(int samples) {
        meters.counter(Metric.QUEUE_DROPS, "recognizer-replay").add(samples);
    }

    List<ProviderHealth> health() {
        return all.stream().map(Candidate::health).toList();
    }

    /// Why a request fails whose chain is closed.
    static ProviderFault closed() {
        return new ProviderFault(ProviderFailure.CLOSED, "the client is closed");
    }

    /// One line of why nobody answered.
    ProviderFault nobody(ProviderFault last) {
        return all.size() == 1
                ? last
                : new ProviderFault(
                        last.kind(),
                        last.retryAfter(),
                        "none of " + names() + " could; the last: " + last.message());
    }

    /// Closes all clients, whatever one of them does.
    void close() {
        RuntimeException defect = null;
        for (var candidate : all) {
            candidate.retire();
            try {
                candidate.client().close();
            } catch (RuntimeException e) {
                defect = e;
            } catch (Exception e) {
                defect = new IllegalStateException(candidate.name() + " did not close", e);
            }
        }
        if (defect != null) {
            throw defect;
        }
    }
}
