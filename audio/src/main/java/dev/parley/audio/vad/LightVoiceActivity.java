package dev.parley.audio.vad;

import dev.parley.audio.Level;
import java.util.Objects;

/// Voice activity by WebRTC's detector in its strictest mode, with a level gate: a tenth of the
/// cost of the neural one, more false starts in music and beside other voices. A frame is 20 ms.
///
/// A frame counts as speech if the detector says so, it is not more than 15 dB softer than the
/// caller was lately, and more than 4 dB above the noise floor; three of four frames start. The
/// level is looked at first: after three frames in a row that it refused and the detector did not
/// take for speech, the detector hears only every eighth such frame, so that its model of the noise
/// goes on, and when it gets louder, the frame before that too, which runs its filters in.
public final class LightVoiceActivity implements VoiceActivity {
    private static final double FRAME_SECONDS = 0.02;
    private static final double GATE = 15;
    private static final double ABOVE_FLOOR = 4;
    private static final int QUIET_FRAMES = 3; // silent by then: it holds on to speech for a while
    private static final int HEARD_OF_QUIET = 8;

    private final int rate;
    private final boolean skipsQuiet;
    private final SpeechDetector detector;
    private final EdgeRule rule = new EdgeRule(3, 4, POSITION_RATE / 50);
    private final TalkerLevel talker = new TalkerLevel(0.2, FRAME_SECONDS);
    private final NoiseFloor floor = new NoiseFloor(FRAME_SECONDS);

    private short[] frame;
    private short[] frameBefore;
    private int filled;
    private boolean isOwn;
    private int own;
    private long end;
    private int quiet;
    private int skippedInRow;
    private long heard;
    private long skipped;

    /// For 16 kHz.
    public LightVoiceActivity() {
        this(POSITION_RATE);
    }

    /// @param rate of the samples it will take, 8000 or 16000
    public LightVoiceActivity(int rate) {
        this(rate, true);
    }

    /// @param rate of the samples it will take, 8000 or 16000
    /// @param skipsQuiet false to have the detector hear every frame, for measurements
    public LightVoiceActivity(int rate, boolean skipsQuiet) {
        detector = new SpeechDetector(rate);
        this.rate = rate;
        this.skipsQuiet = skipsQuiet;
        frame = new short[detector.frameLength()];
        frameBefore = new short[detector.frameLength()];
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
            own += isOwn ? part : 0;
            done += part;
            if (filled == frame.length) {
                filled = 0;
                end += POSITION_RATE / 50;
                decide(own > frame.length / 2, edges);
                own = 0;
                swapFrames();
            }
        }
    }

    /// Frames that the detector decided on since construction.
    public long framesHeard() {
        return heard;
    }

    /// Frames decided on by their level alone since construction.
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
        detector.reset();
        rule.reset();
        talker.reset();
        floor.reset();
        filled = 0;
        own = 0;
        isOwn = false;
        end = 0;
        quiet = 0;
        skippedInRow = 0;
    }

    @Override
    public void close() {
        // nothing is held
    }

    private void decide(boolean isAgent, Edges edges) {
        double level = Level.dbfs(frame, 0, frame.length);
        floor.frame(level);
        boolean loud = level > talker.dbfs() - GATE && level > floor.dbfs() + ABOVE_FLOOR;
        boolean voiced = voiced(loud);
        quiet = loud || voiced ? 0 : quiet + 1;
        talker.frame(level, voiced && !isAgent);
        boolean speech = loud && voiced && !isAgent;
        rule.frame(end, speech, speech, edges);
    }

    private boolean voiced(boolean loud) {
        boolean mayWait = quiet >= QUIET_FRAMES && skippedInRow < HEARD_OF_QUIET - 1;
        if (skipsQuiet && !loud && mayWait) {
            skipped++;
            skippedInRow++;
            return false;
        }
        if (loud && skippedInRow > 0) {
            boolean _ = detector.isSpeech(frameBefore);
        }
        heard++;
        skippedInRow = 0;
        return detector.isSpeech(frame);
    }

    private void swapFrames() {
        short[] decided = frame;
        frame = frameBefore;
        frameBefore = decided;
    }
}
