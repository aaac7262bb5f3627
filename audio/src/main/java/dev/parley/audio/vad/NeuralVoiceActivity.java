package dev.parley.audio.vad;

import dev.parley.audio.Level;
import java.util.Objects;

/// Voice activity by the Silero network, in plain Java on every processor, with a level gate: the
/// default. A frame is 32 ms.
///
/// A frame counts as speech from a probability of 0.5 to start and 0.35 to go on, if it is not more
/// than 12 dB (18 dB) softer than the caller was lately; two of three frames start. While it stays
/// quiet (within 3 dB of the noise floor) for more than 500 ms, frames are not looked at. The
/// network then goes on where it stopped: begun anew in noise, it finds a speaker up to 0.5 s late.
public final class NeuralVoiceActivity implements VoiceActivity {
    private static final int FRAME = SileroNet.FRAME;
    private static final double FRAME_SECONDS = (double) FRAME / POSITION_RATE;
    private static final double START_PROBABILITY = 0.5;
    private static final double KEEP_PROBABILITY = 0.35;
    private static final double START_GATE = 12;
    private static final double KEEP_GATE = 18;
    private static final double QUIET_ABOVE_FLOOR = 3;
    private static final double QUIET_PROBABILITY = 0.2;
    private static final int QUIET_FRAMES = 16; // 512 ms

    private final SileroNet net = new SileroNet();
    private final EdgeRule rule = new EdgeRule(2, 3, FRAME);
    private final TalkerLevel talker = new TalkerLevel(0.3, FRAME_SECONDS);
    private final NoiseFloor floor = new NoiseFloor(FRAME_SECONDS);
    private final boolean skipsQuiet;

    private final short[] frame = new short[FRAME];
    private int filled;
    private boolean isOwn;
    private int own;
    private long end;
    private int quiet;
    private long heard;
    private long skipped;

    /// Skips frames while it is quiet.
    public NeuralVoiceActivity() {
        this(true);
    }

    /// @param skipsQuiet false to look at every frame, for measurements
    public NeuralVoiceActivity(boolean skipsQuiet) {
        this.skipsQuiet = skipsQuiet;
    }

    @Override
    public void accept(short[] samples16k, int off, int count, Edges edges) {
        Objects.checkFromIndexSize(off, count, samples16k.length);
        for (int done = 0; done < count; ) {
            int part = Math.min(FRAME - filled, count - done);
            System.arraycopy(samples16k, off + done, frame, filled, part);
            filled += part;
            own += isOwn ? part : 0;
            done += part;
            if (filled == FRAME) {
                filled = 0;
                end += FRAME;
                decide(own > FRAME / 2, edges);
                own = 0;
            }
        }
    }

    /// Frames the network looked at since construction.
    public long framesHeard() {
        return heard;
    }

    /// Frames that passed unheard because it was quiet, since construction.
    public long framesSkipped() {
        return skipped;
    }

    @Override
    public void ownVoice(boolean now) {
        isOwn = now;
    }

    @Override
    public double talkerDbfs() {
        return talker.dbfs();
    }

    @Override
    public void reset() {
        net.reset();
        rule.reset();
        talker.reset();
        floor.reset();
        filled = 0;
        own = 0;
        isOwn = false;
        end = 0;
        quiet = 0;
    }

    @Override
    public void close() {}

    private void decide(boolean isAgent, Edges edges) {
        double level = Level.dbfs(frame, 0, FRAME);
        floor.frame(level);
        boolean low = level < floor.dbfs() + QUIET_ABOVE_FLOOR || level == Level.SILENCE_DBFS;
        double probability = probability(low);
        quiet = low && probability < QUIET_PROBABILITY && !rule.speaking() ? quiet + 1 : 0;
        talker.frame(level, !isAgent && probability > START_PROBABILITY);
        rule.frame(
                end,
                !isAgent && probability > START_PROBABILITY && level > talker.dbfs() - START_GATE,
                !isAgent && probability > KEEP_PROBABILITY && level > talker.dbfs() - KEEP_GATE,
                edges);
    }

    private double probability(boolean low) {
        if (skipsQuiet && low && quiet >= QUIET_FRAMES) {
            skipped++;
            net.skip(frame);
            return 0;
        }
        heard++;
        return net.probability(frame);
    }
}
