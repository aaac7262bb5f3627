package dev.parley.audio.vad;

import dev.parley.audio.Level;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Voice activity by WebRTC's detector in its strictest mode, with a level gate: a tenth of the
/// cost of the neural one, more false starts in music and beside other voices. A frame is 20 ms.
///
/// A frame counts as speech if the detector says so, it is not more than 15 dB softer than the
/// caller was lately, and more than 4 dB above the noise floor; three of four frames start.
public final class LightVoiceActivity implements VoiceActivity {
    private static final int STRICTEST = 3;
    private static final double FRAME_SECONDS = 0.02;
    private static final double GATE = 15;
    private static final double ABOVE_FLOOR = 4;

    private final int rate;
    private final Fvad detector;
    private final EdgeRule rule = new EdgeRule(3, 4, POSITION_RATE / 50);
    private final TalkerLevel talker = new TalkerLevel(0.2, FRAME_SECONDS);
    private final NoiseFloor floor = new NoiseFloor(FRAME_SECONDS);

    private final short[] frame;
    private final MemorySegment frameMemory;
    private int filled;
    private long end;

    /// For 16 kHz.
    ///
    /// @throws IllegalStateException if its native library cannot be loaded here, with the remedy
    public LightVoiceActivity() {
        this(POSITION_RATE);
    }

    /// @param rate of the samples it will take, 8000 or 16000
    /// @throws IllegalStateException if its native library cannot be loaded here, with the remedy
    public LightVoiceActivity(int rate) {
        if (rate != 8_000 && rate != 16_000) {
            throw new IllegalArgumentException("expected a rate of 8000 or 16000, got " + rate);
        }
        this.rate = rate;
        frame = new short[rate / 50];
        frameMemory = MemorySegment.ofArray(frame);
        detector = new Fvad(rate, STRICTEST);
    }

    /// Does nothing where the native library can be used; for a check at start.
    ///
    /// @throws IllegalStateException if it cannot be loaded here, with the reason and the remedy
    public static void requireLibrary() {
        Fvad.require();
    }

    @Override
    public int rate() {
        return rate;
    }

    @Override
    public void accept(short[] samples, int off, int count, Edges edges) {
        Objects.checkFromIndexSize(off, count, samples.length);
        for (int done = 0; done < count; ) {
            int part = Math.min(frame.length - filled, count - done);
            System.arraycopy(samples, off + done, frame, filled, part);
            filled += part;
            done += part;
            if (filled == frame.length) {
                filled = 0;
                end += POSITION_RATE / 50;
                decide(edges);
            }
        }
    }

    @Override
    public double talkerDbfs() {
        return talker.dbfs();
    }

    @Override
    public void reset() {
        detector.reset(STRICTEST);
        rule.reset();
        talker.reset();
        floor.reset();
        filled = 0;
        end = 0;
    }

    @Override
    public void close() {
        detector.close();
    }

    private void decide(Edges edges) {
        double level = Level.dbfs(frame, 0, frame.length);
        floor.frame(level);
        boolean voiced = detector.process(frameMemory, frame.length);
        talker.frame(level, voiced);
        boolean speech =
                voiced && level > talker.dbfs() - GATE && level > floor.dbfs() + ABOVE_FLOOR;
        rule.frame(end, speech, speech, edges);
    }
}
