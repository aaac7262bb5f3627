package dev.parley.sim.caller;

import dev.parley.audio.Resampler;
import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.speech.Recognizer;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// What the caller understands of the agent, from the received sound alone: voice activity finds
/// when the agent speaks, a recognizer with the grammar of all known prompts finds what. Runs on
/// the line's pacing thread, but for [#lineEnded]; tells the caller's own thread by events.
final class CallerEar implements VoiceActivity.Edges, AutoCloseable {
    private static final int SAMPLES_PER_MILLI = VoiceActivity.POSITION_RATE / 1000;
    private static final int PRE_ROLL = 300 * SAMPLES_PER_MILLI;

    private final VoiceActivity activity;
    private final Recognizer.Session session;
    private final Consumer<CallerEvent> events;
    private final Expectation grammar;
    private final int patienceSamples;
    private final Resampler resampler;
    private final short[] wide;
    private final short[] preRoll = new short[PRE_ROLL];
    private long position;
    private long utterance;
    private boolean open;
    private boolean speaking;
    private long startedAt;
    private long lastSpeech;
    private volatile Span finished = new Span(0, 0);
    private final AtomicInteger undecided = new AtomicInteger();

    CallerEar(
            VoiceActivity activity,
            Recognizer recognizer,
            Expectation grammar,
            int rate,
            int patienceMillis,
            Consumer<CallerEvent> events) {
        this.activity = activity;
        this.grammar = grammar;
        this.patienceSamples = patienceMillis * SAMPLES_PER_MILLI;
        this.events = events;
        this.resampler = new Resampler(rate, VoiceActivity.POSITION_RATE);
        this.wide = new short[resampler.maxOutput(rate / 50)];
        this.session = recognizer.open(new Words());
    }

    /// The next 20 ms of the agent's side.
    synchronized void hear(short[] frame) {
        int count = resampler.resample(frame, 0, frame.length, wide, 0);
        activity.accept(wide, 0, count, this);
        if (open) {
            session.audio(wide, 0, count);
        }
        remember(count);
        position += count;
        if (open && !speaking && position - lastSpeech >= patienceSamples) {
            finish();
        }
    }

    /// Nothing more will come: what was being said is decided as it is.
    ///
    /// @return how many utterances' words still follow
    synchronized int lineEnded() {
        if (open) {
            lastSpeech = speaking ? position : lastSpeech;
            finish();
        }
        return undecided.get();
    }

    private void finish() {
        open = false;
        undecided.incrementAndGet();
        finished = new Span(millis(startedAt), millis(lastSpeech));
        session.finish(utterance);
    }

    /// True while the agent is heard, or was a moment ago.
    boolean isHearing() {
        return open;
    }

    @Override
    public void started(long sample) {
        speaking = true;
        if (open) {
            return;
        }
        open = true;
        startedAt = sample;
        utterance++;
        session.begin(utterance, grammar);
        int kept = (int) Math.min(PRE_ROLL, position);
        int begin = (int) ((position - kept) % PRE_ROLL);
        int first = Math.min(kept, PRE_ROLL - begin);
        session.audio(preRoll, begin, first);
        if (kept > first) {
            session.audio(preRoll, 0, kept - first);
        }
        events.accept(new CallerEvent.AgentBegan(millis(sample)));
    }

    @Override
    public void stopped(long lastSpeechSample, long samplesSince) {
        speaking = false;
        lastSpeech = lastSpeechSample;
    }

    private void remember(int count) {
        for (int i = 0; i < count; i++) {
            preRoll[(int) ((position + i) % PRE_ROLL)] = wide[i];
        }
    }

    private static long millis(long sample) {
        return sample / SAMPLES_PER_MILLI;
    }

    @Override
    public void close() {
        session.close();
        activity.close();
    }

    /// When the utterance being decided was heard, milliseconds of the call.
    private record Span(long from, long to) {}

    private final class Words implements Recognizer.Listener {
        @Override
        public void partialWords(long number, String words) {
            events.accept(new CallerEvent.AgentGoesOn(words));
        }

        @Override
        public void finalWords(long number, String words) {
            decided(words);
        }

        @Override
        public void failed(long number, ProviderFailure failure) {
            decided("");
        }

        /// Told first, so that whoever waits for the undecided finds it.
        private void decided(String words) {
            events.accept(new CallerEvent.AgentSaid(words, finished.from, finished.to));
            undecided.decrementAndGet();
        }
    }
}
