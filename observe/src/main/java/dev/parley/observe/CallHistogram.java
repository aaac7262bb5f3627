package dev.parley.observe;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A histogram of durations that each belong to a call. Each bucket remembers the last call that
/// fell into it, as an exemplar of OpenMetrics with the label `call_id`. Thread-safe; made by hand,
/// because exemplars of the libraries know traces only.
final class CallHistogram implements Collector, Meters.Timer {
    private final Metric metric;
    private final double[] bounds;
    private final LongAdder[] counts;
    private final LongAdder nanos = new LongAdder();
    private final AtomicReferenceArray<@Nullable Exemplar> last;

    CallHistogram(Metric metric, Duration[] bounds) {
        this.metric = metric;
        this.bounds = new double[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            this.bounds[i] = bounds[i].toNanos() / 1e9;
        }
        this.bounds[bounds.length] = Double.POSITIVE_INFINITY;
        this.counts =
                Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
        this.last = new AtomicReferenceArray<>(bounds.length + 1);
    }

    @Override
    public void record(Duration duration) {
        count(duration);
    }

    @Override
    public void record(Duration duration, String callId) {
        last.set(
                count(duration),
                Exemplar.builder()
                        .value(duration.toNanos() / 1e9)
                        .labels(Labels.of("call_id", callId))
                        .timestampMillis(System.currentTimeMillis())
                        .build());
    }

    /// Returns its bucket.
    private int count(Duration duration) {
        double seconds = duration.toNanos() / 1e9;
        int bucket = 0;
        while (seconds > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        nanos.add(duration.toNanos());
        return bucket;
    }

    @Override
    public MetricSnapshot collect() {
        var exemplars =
                IntStream.range(0, bounds.length)
                        .mapToObj(last::get)
                        .filter(Objects::nonNull)
                        .toArray(Exemplar[]::new);
        return HistogramSnapshot.builder()
                .name(metric.exportedName())
                .help(metric.help())
                .dataPoint(
                        HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(
                                        ClassicHistogramBuckets.of(
                                                bounds,
                                                Arrays.stream(counts)
                                                        .mapToLong(LongAdder::sum)
                                                        .toArray()))
                                .sum(nanos.sum() / 1e9)
                                .exemplars(Exemplars.of(exemplars))
                                .build())
                .build();
    }
}
