package dev.parley.call.media;

import dev.parley.audio.vad.VoiceActivity;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Opens the usual detector of voice activity for a new call while the event loops keep up, and the
/// light one, counted, once they are late: better a coarser ear for one call than late sound for
/// all. With few calls it is not the detectors that make a loop late, so nothing is spared then.
/// Asked on the leg's IO thread, for a leg of the given rate.
public final class SparingDetector implements IntFunction<VoiceActivity> {
    /// Loops as late as this get no more neural detectors.
    public static final Duration LATE = Duration.ofMillis(5);

    /// Calls whose neural detectors take about a tenth of a core; below, nothing is spared.
    public static final int MANY_CALLS = 25;

    private final IntFunction<VoiceActivity> usual;
    private final IntFunction<VoiceActivity> light;
    private final Supplier<Duration> lag;
    private final IntSupplier calls;
    private final Meters.Counter spared;

    /// @param lag how late the event loops run, 99th percentile
    /// @param calls how many calls are in progress
    public SparingDetector(
            IntFunction<VoiceActivity> usual,
            IntFunction<VoiceActivity> light,
            Supplier<Duration> lag,
            IntSupplier calls,
            Meters meters) {
        this.usual = usual;
        this.light = light;
        this.lag = lag;
        this.calls = calls;
        this.spared = meters.counter(Metric.DETECTORS_SPARED);
    }

    @Override
    public VoiceActivity apply(int rate) {
        if (calls.getAsInt() < MANY_CALLS || lag.get().compareTo(LATE) < 0) {
            return usual.apply(rate);
        }
        spared.increment();
        return light.apply(rate);
    }
}
