package dev.parley.call.media;

import dev.parley.audio.Resampler;
import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.conversation.Input;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegEvents;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.TurnJudging;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.provider.ProviderFailure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The caller's way in: leg → decoder → gap fill → recorder and voice activity → recognizer; edges
/// and words become inputs of the conversation.
///
/// Threads: the leg's events and everything private run on the leg's IO thread; `listen`, `finish`,
/// `cancel` and `judge` come from the call's thread and change over through the leg; `close` may
/// come from any. Words arrive on engine threads and go straight to the mailbox.
///
/// Utterances are numbered from 1. One stays open, pauses included, until it is finished or
/// cancelled; speech that goes on then is the next one, with a start of its own.
public final class Ear implements LegEvents, AutoCloseable {
    private static final int POSITION_RATE = VoiceActivity.POSITION_RATE;
    private static final int PIECES_PER_SECOND = 50;
    private static final int PRE_ROLL = POSITION_RATE * 300 / 1000;
    private static final String NO_WORDS = "";
    private static final long NOT_ASKED = Long.MIN_VALUE;
    private static final long TICK_PATIENCE_NANOS = 20_000_000;

    private final Leg leg;
    private final Codec codec;
    private final VoiceActivity activity;
    private final Recognizer.@Nullable Session recognizer;
    private final @Nullable TurnJudging judging;
    private final Consumer<Input> mailbox;
    private final LongConsumer marks;
    private final Tap tap;
    private final MediaCounters counters;
    private final LongSupplier callNanos;
    private final MediaClock clock;
    private final VoiceActivity.Edges edges;
    private final Gate gate = new Gate(this::release);
    private final @Nullable OwnVoice ownVoice;
    private final @Nullable PreRoll preRoll;
    private final @Nullable Resampler resampler;
    private final int bytesPerSample;
    private final short[] house;
    private final short[] silence;
    private final short[] copy;
    private @Nullable Seat stallSeat;

    private Expectation expectation = Expectation.OPEN;
    private long utterance;
    private boolean isOpen;
    private boolean isSpeaking;
    private long utteranceStart;
    private long utteranceFrom;

    /// Samples passed on so far, at the leg's rate; from them to media time go `surplus` samples:
    /// silence filled in during a stall whose sound came late nevertheless.
    private long passedOn;

    private long surplus;

    private final MediaAnchor anchor = new MediaAnchor();

    /// The anchor of the open utterance: it stays, so that the length of speech is that of its
    /// sound; and edges never go back in time.
    private long edgeZero;

    private long lastEdge;

    private boolean wasStalled;

    /// The sound goes on of an utterance that was found to be the agent's own voice.
    private boolean isDropped;

    /// The open utterance if its words may be the agent's, else 0; written on the IO thread.
    private volatile long suspected;

    /// Words withheld for that reason.
    private final AtomicReference<Input.Ear.@Nullable PartialWords> withheld =
            new AtomicReference<>();

    /// Nanoseconds of the call when the leg delivered last; read by the wheel.
    private volatile long lastArrival;

    /// When the wheel asked for a tick that has not run yet; set by the wheel, cleared on the IO
    /// thread.
    private volatile long tickAsked = NOT_ASKED;

    /// Opens the way in; these are its stops, each with its counter in [MediaCounters].
    ///
    /// 1. Decoder: wire format → 16-bit samples at the leg's rate, at most 20 ms at a time.
    /// 2. Gap fill by media time ([MediaClock]): what did not come is silence, what comes too late
    ///    or too fast is dropped; the wheel ticks it while nothing comes ([StallWatch]).
    /// 3. Recorder tap: the payload as it came, at its media time.
    /// 4. One 16 kHz copy, where voice activity or a recognizer wants it.
    /// 5. Voice activity, in place; its edges become inputs. What is the agent's own voice, come
    ///    back, is no speech ([OwnVoice]).
    /// 6. Recognizer: the open utterance, from 300 ms before its first speech.
    public static Ear open(
            Leg leg,
            PacingWheel wheel,
            VoiceActivity activity,
            @Nullable Recognizer recognizer,
            @Nullable TurnJudging judging,
            Consumer<Input> mailbox,
            LongConsumer marks,
            Tap tap,
            @Nullable Spoken spoken,
            MediaCounters counters,
            LongSupplier callNanos) {
        var ear =
                new Ear(
                        leg,
                        activity,
                        recognizer,
                        judging,
                        mailbox,
                        marks,
                        tap,
                        spoken,
                        counters,
                        callNanos);
        var seat = wheel.register(new StallWatch(ear, leg, callNanos));
        ear.stallSeat = seat;
        seat.wake();
        return ear;
    }

    /// The same, for a caller whose sound never has the agent's own voice in it.
    public static Ear open(
            Leg leg,
            PacingWheel wheel,
            VoiceActivity activity,
            @Nullable Recognizer recognizer,
            @Nullable TurnJudging judging,
            Consumer<Input> mailbox,
            LongConsumer marks,
            Tap tap,
            MediaCounters counters,
            LongSupplier callNanos) {
        return open(
                leg,
                wheel,
                activity,
                recognizer,
                judging,
                mailbox,
                marks,
                tap,
                null,
                counters,
                callNanos);
    }

    /// @param marks where the carrier's reports of playing go
    /// @param spoken what the agent says; null if its own voice is not to be looked for
    /// @param callNanos nanoseconds since the call began
    Ear(
            Leg leg,
            VoiceActivity activity,
            @Nullable Recognizer recognizer,
            @Nullable TurnJudging judging,
            Consumer<Input> mailbox,
            LongConsumer marks,
            Tap tap,
            @Nullable Spoken spoken,
            MediaCounters counters,
            LongSupplier callNanos) {
        this.leg = leg;
        this.codec = leg.traits().codec();
        if (activity.rate() != codec.rate() && activity.rate() != POSITION_RATE) {
            throw new IllegalArgumentException(
                    "voice activity: expected a rate of "
                            + codec.rate()
                            + " or "
                            + POSITION_RATE
                            + ", got "
                            + activity.rate());
        }
        this.activity = activity;
        this.mailbox = mailbox;
        this.marks = marks;
        this.tap = tap;
        this.counters = counters;
        this.callNanos = callNanos;
        this.lastArrival = callNanos.getAsLong();
        this.clock = new MediaClock(codec.rate(), lastArrival);
        this.bytesPerSample = Wire.bytesPerSample(codec);
        this.ownVoice = spoken == null ? null : new OwnVoice(spoken, codec.rate(), counters);
        int piece = codec.rate() / PIECES_PER_SECOND;
        this.house = new short[piece];
        this.silence = new short[piece];
        boolean needsCopy =
                recognizer != null || judging != null || activity.rate() != codec.rate();
        this.resampler =
                needsCopy && codec.rate() != POSITION_RATE
                        ? new Resampler(codec.rate(), POSITION_RATE)
                        : null;
        this.copy = new short[resampler == null ? 0 : resampler.maxOutput(piece)];
        this.judging = judging;
        this.preRoll =
                recognizer == null && judging == null
                        ? null
                        : new PreRoll(judging == null ? Duration.ZERO : judging.longest());
        this.recognizer = recognizer == null ? null : recognizer.open(new Words());
        this.edges = new Edges();
    }

    // The leg's events.

    @Override
    public void audio(byte[] payload, int offset, int length, long mediaMillis) {
        if (!gate.enter()) {
            return;
        }
        try {
            hear(payload, offset, length, mediaMillis);
        } catch (RuntimeException e) {
            broken(e);
        } finally {
            gate.leave();
        }
    }

    @Override
    public void key(char key) {
        mailbox.accept(new Input.Ear.KeyPressed(key));
    }

    @Override
    public void played(long markId) {
        marks.accept(markId);
    }

    @Override
    public void written(String words, boolean answer, boolean voiced) {
        mailbox.accept(new Input.Line.Written(Sensitive.of(words), answer, voiced));
    }

    @Override
    public void held() {
        mailbox.accept(new Input.Line.Held());
    }

    @Override
    public void resumed() {
        mailbox.accept(new Input.Line.Resumed());
    }

    @Override
    public void transferred() {
        mailbox.accept(new Input.Line.Transferred());
    }

    @Override
    public void transferFailed(String reason) {
        mailbox.accept(new Input.Line.TransferFailed(reason));
    }

    @Override
    public void turnOpened() {
        mailbox.accept(new Input.Line.TurnOpened());
    }

    @Override
    public void turnClosed() {
        mailbox.accept(new Input.Line.TurnClosed());
    }

    @Override
    public void away() {
        mailbox.accept(new Input.Line.Away());
    }

    /// The leg may count its time from where it broke off: its sound goes on now.
    @Override
    public void back() {
        if (gate.enter()) {
            try {
                clock.restart();
            } finally {
                gate.leave();
            }
        }
        mailbox.accept(new Input.Line.Back());
    }

    @Override
    public void ended(LegEnd end) {
        close();
        mailbox.accept(
                switch (end) {
                    case HUNG_UP -> new Input.Line.HungUp();
                    case LOST -> new Input.Line.ConnectionLost();
                    case PROTOCOL_ERROR -> new Input.Line.ProtocolBroken();
                });
    }

    // The call's commands.

    /// New utterances are recognized with this expectation, and one that began within the last 300
    /// ms.
    public void listen(Expectation next) {
        onIoThread(() -> expect(next));
    }

    /// The caller's turn ended: the words of this utterance are wanted. Ignored if it is not open.
    public void finish(long number) {
        onIoThread(() -> finishNow(number));
    }

    /// Forgets this utterance. Ignored if it is not open.
    public void cancel(long number) {
        onIoThread(() -> cancelNow(number));
    }

    /// Has the sound of the open utterance judged: is the turn over? Ignored if none is open.
    public void judge(long pause) {
        onIoThread(() -> judgeNow(pause));
    }

    /// Gives everything back; whatever arrives later is ignored. Any thread, more than once.
    @Override
    public void close() {
        gate.close();
    }

    /// When the leg delivered last, in nanoseconds of the call. Any thread.
    long lastArrival() {
        return lastArrival;
    }

    /// The wheel asks to have the ear ticked; false while the last tick is still on its way.
    boolean claimTick(long now) {
        if (tickAsked != NOT_ASKED) {
            return false;
        }
        tickAsked = now;
        return true;
    }

    /// Called by the wheel, through the leg, while nothing arrives. A tick that was on its way for
    /// long tells nothing: it is our own thread that was late, and the caller's sound waits unread.
    void tick() {
        long asked = tickAsked;
        tickAsked = NOT_ASKED;
        if (!gate.enter()) {
            return;
        }
        try {
            long now = callNanos.getAsLong();
            if (now - asked <= TICK_PATIENCE_NANOS) {
                fillStall(now);
            }
        } catch (RuntimeException e) {
            broken(e);
        } finally {
            gate.leave();
        }
    }

    // The path.

    private void hear(byte[] payload, int offset, int length, long mediaMillis) {
        long now = callNanos.getAsLong();
        lastArrival = now;
        int samples = length / bytesPerSample;
        if (samples * bytesPerSample != length) {
            counters.undecodable().increment();
        }
        for (int done = 0; done < samples; ) {
            int count = Math.min(house.length, samples - done);
            long millis = mediaMillis + 1000L * done / codec.rate();
            piece(payload, offset + done * bytesPerSample, count, millis, now);
            done += count;
        }
    }

    private void piece(byte[] payload, int offset, int count, long mediaMillis, long now) {
        int gap = clock.place(mediaMillis, count, now);
        if (gap == MediaClock.TRIMMED) {
            counters.trimmed().increment();
            return;
        }
        if (gap == MediaClock.AHEAD) {
            counters.ahead().increment();
            return;
        }
        resume();
        long start = clock.position() - count;
        anchor.observe((start + count) * 1000 / codec.rate(), now / 1_000_000);
        fill(gap);
        surplus = passedOn - start;
        Wire.decode(codec, payload, offset, count, house, 0);
        counters.decoded().increment();
        tap.caller(zeroSample() + start, payload, offset, count * bytesPerSample);
        passOn(house, count);
    }

    private void fillStall(long now) {
        int missing = clock.stall(now);
        if (missing > 0 && !wasStalled) {
            wasStalled = true;
            mailbox.accept(new Input.Ear.MediaStalled(millis(clock.position() - missing)));
        }
        fill(missing);
    }

    private void resume() {
        if (wasStalled) {
            wasStalled = false;
            mailbox.accept(new Input.Ear.MediaResumed(millis(passedOn - surplus)));
        }
    }

    private void fill(int missing) {
        for (int done = 0; done < missing; ) {
            int count = Math.min(silence.length, missing - done);
            counters.filled().increment();
            passOn(silence, count);
            done += count;
        }
    }

    /// The fork: one 16 kHz copy, voice activity in place, the recognizer's feed.
    private void passOn(short[] samples, int count) {
        long began = millis(passedOn - surplus);
        passedOn += count;
        if (ownVoice != null) {
            activity.ownVoice(ownVoice.hear(samples, count, began));
        }
        short[] wide = samples;
        int wideCount = count;
        if (resampler != null) {
            wide = copy;
            wideCount = resampler.resample(samples, 0, count, copy, 0);
        }
        if (preRoll != null) {
            preRoll.add(wide, 0, wideCount);
        }
        boolean wasOpen = isOpen;
        boolean atHouseRate = activity.rate() == codec.rate();
        counters.listened().increment();
        activity.accept(atHouseRate ? samples : wide, 0, atHouseRate ? count : wideCount, edges);
        if (recognizer != null && wasOpen && isOpen) {
            counters.recognized().increment();
            recognizer.audio(wide, 0, wideCount);
        }
        if (ownVoice != null) {
            tellVoices(ownVoice);
        }
    }

    /// An utterance may turn out to be the agent's own voice; what somebody else says besides, or
    /// after it, is the next.
    private void tellVoices(OwnVoice own) {
        if (isOpen && isSpeaking && own.isFound()) {
            forgetOwnVoice();
        } else if (isDropped && own.isSomebody()) {
            goOn();
        }
        suspect(isOpen && own.isSuspected() ? utterance : 0);
    }

    private void suspect(long number) {
        suspected = number;
        if (number == 0) {
            releaseWords();
        }
    }

    private void releaseWords() {
        var words = withheld.getAndSet(null);
        if (words != null) {
            mailbox.accept(words);
        }
    }

    private void forgetOwnVoice() {
        isOpen = false;
        isDropped = isSpeaking;
        withheld.set(null);
        counters.ownUtterances().increment();
        if (recognizer != null) {
            recognizer.cancel(utterance);
        }
        mailbox.accept(new Input.Ear.OwnVoice(utterance));
    }

    // Utterances.

    private void expect(Expectation next) {
        expectation = next;
        boolean isFresh =
                isOpen && preRoll != null && preRoll.position() - utteranceStart <= PRE_ROLL;
        if (isFresh && recognizer != null) {
            recognizer.cancel(utterance);
            begin();
        }
    }

    private void speechStarted(long position) {
        isSpeaking = true;
        tap.voice(tapSample(position));
        if (!isOpen) {
            anchorEdges(position);
            open(position, position - PRE_ROLL);
        }
        mailbox.accept(new Input.Ear.SpeechStarted(utterance, positionMillis(position)));
    }

    private void speechStopped(long lastSpeech, long since) {
        isSpeaking = false;
        tap.voiceEnded(tapSample(lastSpeech));
        isDropped = false;
        if (isOpen && ownVoice != null && ownVoice.wasNobody()) {
            forgetOwnVoice();
        } else if (isOpen) {
            mailbox.accept(
                    new Input.Ear.SpeechStopped(
                            utterance, positionMillis(lastSpeech), since * 1000 / POSITION_RATE));
        }
    }

    private void open(long start, long from) {
        utterance++;
        isOpen = true;
        isDropped = false;
        if (ownVoice != null) {
            ownVoice.opens();
            suspected = ownVoice.isSuspected() ? utterance : 0;
        }
        utteranceStart = start;
        utteranceFrom = from;
        begin();
    }

    private void begin() {
        if (recognizer != null && preRoll != null) {
            recognizer.begin(utterance, expectation);
            preRoll.replay(utteranceFrom, recognizer);
        }
    }

    private void finishNow(long number) {
        if (!isOpen || number != utterance) {
            return;
        }
        isOpen = false;
        if (recognizer == null) {
            mailbox.accept(new Input.Ear.FinalWords(number, Sensitive.of(NO_WORDS)));
        } else {
            recognizer.finish(number);
        }
        goOn();
    }

    private void cancelNow(long number) {
        if (!isOpen || number != utterance) {
            return;
        }
        isOpen = false;
        if (recognizer != null) {
            recognizer.cancel(number);
        }
        goOn();
    }

    private void judgeNow(long pause) {
        if (isOpen && judging != null && preRoll != null) {
            var sound = preRoll.from(utteranceFrom, judging.longest());
            judging.judge(sound, complete -> mailbox.accept(new Input.TurnJudged(pause, complete)));
        }
    }

    /// Speech that goes on after its utterance was closed is the next one.
    private void goOn() {
        if (isSpeaking) {
            long now = passedOn * POSITION_RATE / codec.rate();
            open(now, now);
            mailbox.accept(new Input.Ear.SpeechStarted(utterance, positionMillis(now)));
        }
    }

    // Times.

    /// Ties the edges of a new utterance to the time of the call.
    private void anchorEdges(long position) {
        edgeZero = anchor.zero();
        edgeZero += Math.max(0, lastEdge - edgeMillis(position));
    }

    /// A position of voice activity as milliseconds of the call.
    private long positionMillis(long position) {
        lastEdge = Math.max(lastEdge, edgeMillis(position));
        return lastEdge;
    }

    private long edgeMillis(long position) {
        long media = position * codec.rate() / POSITION_RATE - surplus;
        return edgeZero + media * 1000 / codec.rate();
    }

    private long millis(long mediaPosition) {
        return anchor.zero() + mediaPosition * 1000 / codec.rate();
    }

    /// A position of voice activity as the tap counts.
    private long tapSample(long position) {
        return zeroSample() + position * codec.rate() / POSITION_RATE - surplus;
    }

    private long zeroSample() {
        return anchor.settledZero() * codec.rate() / 1000;
    }

    private void onIoThread(Runnable command) {
        leg.execute(() -> {
            if (!gate.enter()) {
                return;
            }
            try {
                command.run();
            } catch (RuntimeException e) {
                broken(e);
            } finally {
                gate.leave();
            }
        });
    }

    /// The root of what runs on the IO thread for this call: it ends the call, not the thread.
    void broken(RuntimeException failure) {
        gate.close();
        mailbox.accept(new Input.Line.Broken("ear: " + failure));
    }

    private void release() {
        if (stallSeat != null) {
            stallSeat.close();
        }
        if (recognizer != null) {
            recognizer.close();
        }
        activity.close();
    }

    private final class Edges implements VoiceActivity.Edges {
        @Override
        public void started(long sample) {
            speechStarted(sample);
        }

        @Override
        public void stopped(long lastSpeechSample, long samplesSince) {
            speechStopped(lastSpeechSample, samplesSince);
        }
    }

    /// Words come on engine threads.
    private final class Words implements Recognizer.Listener {
        @Override
        public void partialWords(long number, String words) {
            var partial = new Input.Ear.PartialWords(number, Sensitive.of(words));
            if (number != suspected) {
                mailbox.accept(partial);
                return;
            }
            withheld.set(partial);
            if (number != suspected) {
                releaseWords(); // it was cleared meanwhile
            }
        }

        @Override
        public void finalWords(long number, String words) {
            mailbox.accept(new Input.Ear.FinalWords(number, Sensitive.of(words)));
        }

        @Override
        public void failed(long number, ProviderFailure failure) {
            mailbox.accept(new Input.Ear.RecognitionFailed(number, failure));
        }

        @Override
        public void endOfTurn(long number, double certainty) {
            mailbox.accept(new Input.Ear.EndOfTurn(number, certainty));
        }

        @Override
        public void eagerEndOfTurn(long number) {
            mailbox.accept(new Input.Ear.EagerEndOfTurn(number));
        }

        @Override
        public void turnResumed(long number) {
            mailbox.accept(new Input.Ear.TurnResumed(number));
        }
    }
}
