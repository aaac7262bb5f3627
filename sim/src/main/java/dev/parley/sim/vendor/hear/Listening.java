package dev.parley.sim.vendor.hear;

import dev.parley.sim.vendor.script.Hearing;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The sound of one connection in steps of 20 ms, and the stretch of speech in it. Time is the
/// sound's own. Used by the thread of the connection.
public final class Listening {
    private static final int LOUD = 300;

    private final Hearing hearing;
    private final LongSupplier turns;
    private final int rate;
    private final short[] frame;
    private int filled;
    private long frames;
    private @Nullable Stretch stretch;

    /// What is done after every 20 ms.
    public interface Step {
        void step(double now, boolean isLoud);
    }

    /// @param turns gives the number of the next turn
    public Listening(Hearing hearing, LongSupplier turns, int rate) {
        this.hearing = hearing;
        this.turns = turns;
        this.rate = rate;
        this.frame = new short[rate / 50];
    }

    /// Seconds heard.
    public double now() {
        return frames * 0.02;
    }

    /// The speech that has begun and was not ended.
    public @Nullable Stretch stretch() {
        return stretch;
    }

    /// The speech has ended; the next loud sound begins another.
    public void endStretch() {
        stretch = null;
    }

    public void hear(short[] samples, Step step) {
        for (var sample : samples) {
            frame[filled++] = sample;
            if (filled == frame.length) {
                filled = 0;
                frames++;
                boolean isLoud = isLoud();
                if (stretch == null && isLoud) {
                    stretch = new Stretch(hearing, turns.getAsLong(), rate, now() - 0.02);
                }
                if (stretch != null) {
                    stretch.add(frame, isLoud, now());
                }
                step.step(now(), isLoud);
            }
        }
    }

    private boolean isLoud() {
        long sum = 0;
        for (var sample : frame) {
            sum += (long) sample * sample;
        }
        return sum > (long) LOUD * LOUD * frame.length;
    }
}
