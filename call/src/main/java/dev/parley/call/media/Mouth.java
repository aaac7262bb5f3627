package dev.parley.call.media;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.Leg;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.Onlooker;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.provider.ProviderFailure;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The agent's way out: sentences → voice → frames in wire format → pacing wheel → leg.
///
/// Threads: `speak`, `endReply`, `cut`, `advance` and `close` belong to the call's thread; `played`
/// to the leg's IO thread; sound arrives on engine threads; `run` and everything private below it
/// belong to the wheel, which alone sends. What it tells goes to the call's mailbox.
///
/// The epoch is the number of the newest cut reply: the wheel looks at it before every frame, and
/// flushes on the same thread that sends, so nothing of a cut reply follows its flush. Every reply
/// that was spoken, ended or cut is answered by exactly one of `ReplyPlayed` and `ReplyCut`. A
/// sentence is answered by `SentencePlayed` or `SpeechFailed`, unless its reply is cut.
public final class Mouth implements Paced, AutoCloseable {
    static final long FRAME_NANOS = 20_000_000;

    /// Sentences waiting or playing; beyond it a sentence fails as OVERLOADED.
    static final int MAX_SENTENCES = 64;

    private static final int FRAMES_BETWEEN_MARKS = 10;

    /// Sound that may have to be sent again after a pause: the longest lead, the marks on their
    /// way, and the word before.
    private static final int KEPT_FRAMES = 250;

    /// How long after its play clock a sentence waits for the carrier's word.
    static final long MARK_PATIENCE_NANOS = 2_000_000_000L;

    /// How long a voice may deliver nothing for the sentence that is next.
    static final long VOICE_PATIENCE_NANOS = 10_000_000_000L;

    /// On a leg that is never silent: beyond this lag the grid begins anew instead of catching up.
    private static final long MAX_CATCH_UP_NANOS = 5 * FRAME_NANOS;

    private final Leg leg;
    private final LegTraits traits;
    private final Onlooker onlooker;
    private final boolean isWatched;
    private final int frameBytes;
    private final long leadNanos;
    private final boolean usesMarks;
    private final byte[] silence;
    private final SentenceSound noSound;
    private final int voiceRate;
    private final FixedSentences fixed;
    private final Consumer<Input> mailbox;
    private final Tap tap;
    private final Spoken spoken;
    private final MediaCounters counters;
    private final LongSupplier nanoTime;
    private final Seat seat;

    // The call's thread.
    private final Renderer renderer;

    // Between threads.
    private final Queue<Queued> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sentences = new AtomicInteger();
    private volatile long cutThrough;
    private volatile long cutAskedNanos;
    private volatile long cutTookNanos;
    private volatile long confirmedMark;
    private volatile long awaitedMark = Long.MAX_VALUE;
    private volatile boolean isStarving;
    private volatile boolean isClosed;
    private volatile boolean isAway;
    private volatile @Nullable ReplyStart replyStart;
    private volatile @Nullable Shown shown;

    // The wheel.
    private final Queue<Queued> queue = new ArrayDeque<>();
    private final Queue<Queued.Sentence> unsent = new ArrayDeque<>();
    private final Marks marks = new Marks();
    private final Heard heard = new Heard();
    private long finishedThrough;
    private long startedReply;
    private long gridEnd = Long.MIN_VALUE;
    private long lastMark;
    private long seenMark;
    private int framesSinceMark;
    private boolean isCarrierMute;
    private boolean hasSent;
    private boolean isLegRefusing;

    /// The reply that is silent until it is resumed or cut; 0 for none.
    private long paused;

    /// Words of it that were heard by the play clock, though not by the carrier's word.
    private int mayHaveSounded;

    /// When the first frame of a reply was there, when it left and when it plays, on the call's
    /// clock. Sound that was rendered before is there when it is asked for.
    public record ReplyStart(long reply, long readyNanos, long sentNanos, long playsNanos) {}

    /// The sentence whose progress may be shown.
    private record Shown(long reply, int sentence) {}

    /// Opens the way out; these are its stops, each with its counter in [MediaCounters].
    ///
    /// 1. `speak`: fixed sentences come rendered; others go to the voice, one ahead of what plays.
    /// 2. [StreamedSound], on the engine's thread: resampled, cut into 20 ms, encoded once; a full
    ///    ring blocks the engine.
    /// 3. The queue: frames in wire format, sentences and ends of replies in order.
    /// 4. `send`, on the wheel: absolute deadlines, at most `lead` ahead of the play clock.
    /// 5. The leg: frames, marks and flush through its one ordered writer.
    /// 6. The recorder's tap, at the place where the frame plays; its print for the ear, at the
    ///    same place.
    /// 7. `confirm` and `cutNow`: marks or the play clock say what was heard; `progress` shows it.
    public static Mouth open(
            Leg leg,
            PacingWheel wheel,
            Synthesizer voice,
            FixedSentences fixed,
            Consumer<Input> mailbox,
            Tap tap,
            Spoken spoken,
            MediaCounters counters) {
        var mouth =
                new Mouth(
                        leg,
                        wheel::register,
                        voice,
                        fixed,
                        mailbox,
                        tap,
                        spoken,
                        counters,
                        System::nanoTime);
        mouth.start();
        return mouth;
    }

    Mouth(
            Leg leg,
            Function<Paced, Seat> wheel,
            Synthesizer voice,
            FixedSentences fixed,
            Consumer<Input> mailbox,
            Tap tap,
            Spoken spoken,
            MediaCounters counters,
            LongSupplier nanoTime) {
        this.leg = leg;
        this.traits = leg.traits();
        this.onlooker = leg.onlooker();
        this.isWatched = !onlooker.equals(Onlooker.NONE);
        this.frameBytes = traits.codec().frameBytes();
        this.leadNanos = traits.lead().toNanos();
        this.usesMarks =
                switch (traits.playout()) {
                    case MARKS, QUEUE_REPORT -> true;
                    case CLOCK -> false;
                };
        this.silence = Wire.silence(traits.codec());
        this.noSound = new RenderedSound(new byte[0], new long[0], frameBytes, WordTimes.UNKNOWN);
        this.voiceRate = voice.rate();
        this.fixed = fixed;
        this.mailbox = mailbox;
        this.tap = tap;
        this.spoken = spoken;
        this.counters = counters;
        this.nanoTime = nanoTime;
        this.renderer = new Renderer(voice);
        this.seat = wheel.apply(this);
    }

    /// Takes the wheel's first turn: a leg that is never silent gets its first frame.
    void start() {
        seat.wake();
    }

    /// Speaks a sentence after everything asked for before. Sentences of a reply that was cut are
    /// dropped.
    public void speak(long reply, int index, String text) {
        if (leg.isTextOnly()) {
            write(reply, index, text);
            return;
        }
        if (!hasRoom(reply, index)) {
            return;
        }
        var rendered = fixed.find(traits.codec(), text);
        if (rendered != null) {
            handOver(sentence(reply, index, text, rendered));
            return;
        }
        var sound =
                new StreamedSound(
                        voiceRate, traits.codec(), nanoTime, new VoiceEvents(reply, index));
        var sentence = sentence(reply, index, text, sound);
        handOver(sentence);
        renderer.add(sentence, sound);
    }

    /// Lets a sentence count as heard after everything asked for before: it is shown, not spoken.
    public void write(long reply, int index, String text) {
        if (hasRoom(reply, index)) {
            handOver(sentence(reply, index, text, noSound));
        }
    }

    /// False if the sentence is of no use, or one too many: then it has failed.
    private boolean hasRoom(long reply, int index) {
        if (reply <= cutThrough) {
            return false;
        }
        if (sentences.incrementAndGet() > MAX_SENTENCES) {
            sentences.decrementAndGet();
            counters.sentencesRefused().increment();
            mailbox.accept(new Input.Mouth.SpeechFailed(reply, index, ProviderFailure.OVERLOADED));
            return false;
        }
        return true;
    }

    /// No more sentences follow in this reply.
    public void endReply(long reply) {
        handOver(new Queued.End(reply));
    }

    /// Stops this reply, and what is still unplayed of those before it: what is queued is dropped,
    /// the carrier flushed, and what was heard reported.
    public void cut(long reply) {
        if (reply <= cutThrough) {
            return;
        }
        cutAskedNanos = nanoTime.getAsLong();
        cutThrough = reply;
        handOver(new Queued.Cut(reply));
        renderer.dropThrough(reply);
    }

    /// Falls silent in the middle of this reply: the carrier is flushed, and what it had not played
    /// is kept. Nothing if the reply was cut, or played to its end.
    public void pause(long reply) {
        handOver(new Queued.Pause(reply));
    }

    /// Goes on with a reply that was paused, from the first word not wholly heard, and tells from
    /// where by `ReplyResumed`. Nothing if it is not paused.
    public void resume(long reply) {
        handOver(new Queued.Resume(reply));
    }

    /// Whether the leg's connection is broken: then what it holds unplayed is never heard, flushed
    /// or not.
    public void away(boolean isBroken) {
        isAway = isBroken;
    }

    /// To be called when a sentence began to play or failed: the voice may begin the next.
    public void advance() {
        renderer.advance();
    }

    /// Everything before this sentence was shown as heard, and it as begun: from now on its
    /// progress is shown.
    public void showProgress(long reply, int sentence) {
        shown = new Shown(reply, sentence);
        seat.wake();
    }

    /// The leg reports that everything before this mark was played.
    public void played(long mark) {
        if (mark > confirmedMark) {
            confirmedMark = mark;
        }
        if (mark >= awaitedMark) {
            seat.wake();
        }
    }

    /// When the newest reply began; null before the first.
    public @Nullable ReplyStart replyStart() {
        return replyStart;
    }

    /// How long the last cut took, from [#cut] until the flush had left.
    public long cutTookNanos() {
        return cutTookNanos;
    }

    /// Stops sending at once and gives everything back. Nothing is told any more.
    @Override
    public void close() {
        isClosed = true;
        cutThrough = Long.MAX_VALUE;
        renderer.close();
        seat.close();
    }

    private Queued.Sentence sentence(long reply, int index, String text, SentenceSound sound) {
        return new Queued.Sentence(reply, index, text, sound, nanoTime.getAsLong());
    }

    private void handOver(Queued item) {
        handedOver.add(item);
        seat.wake();
    }

    // The wheel.

    @Override
    public long run(long now) {
        if (isClosed) {
            return NEVER;
        }
        isStarving = false;
        takeOver(now);
        confirm(now);
        long next = send(now);
        confirm(now);
        awaitedMark = awaitedMark();
        if (confirmedMark >= awaitedMark) {
            return now;
        }
        return Math.min(Math.min(next, playedAt()), progress(now));
    }

    /// Shows how far the sentence that plays was heard; returns when to look again.
    private long progress(long now) {
        if (!isWatched
                || !(queue.peek() instanceof Queued.Sentence sentence)
                || sentence.sent == 0
                || sentence.reply <= cutThrough
                || !isShown(sentence)) {
            return NEVER;
        }
        if (sentence.isMeasurable()) {
            int chars = sentence.heardChars(playedFrames(sentence, now));
            if (chars > sentence.shownChars) {
                sentence.shownChars = chars;
                onlooker.saw(new Onlooker.Sight.Progress(sentence.reply, sentence.index, chars));
            }
        }
        return now + FRAME_NANOS;
    }

    private boolean isShown(Queued.Sentence sentence) {
        var now = shown;
        return now != null && now.reply == sentence.reply && now.sentence == sentence.index;
    }

    private int playedFrames(Queued.Sentence sentence, long now) {
        return hearsMarks() ? sentence.confirmed : framesByClock(sentence, now);
    }

    private boolean hearsMarks() {
        return usesMarks && !isCarrierMute && traits.flushes();
    }

    private static int framesByClock(Queued.Sentence sentence, long now) {
        long unplayed = Math.ceilDiv(Math.max(0, sentence.playEnd - now), FRAME_NANOS);
        long played = Math.max(sentence.confirmed, sentence.sent - unplayed);
        return (int) Math.min(played, sentence.taken);
    }

    @Override
    public void failed(RuntimeException failure) {
        mailbox.accept(new Input.Line.Broken("mouth: " + failure));
    }

    private void takeOver(long now) {
        for (Queued item = handedOver.poll(); item != null; item = handedOver.poll()) {
            switch (item) {
                case Queued.Cut(long reply) -> cutNow(reply, now);
                case Queued.Pause(long reply) -> pauseNow(reply, now);
                case Queued.Resume(long reply) -> resumeNow(reply);
                case Queued.End _ -> queue.add(item);
                case Queued.Sentence sentence -> {
                    queue.add(sentence);
                    unsent.add(sentence);
                }
            }
        }
    }

    /// Sends what is due; returns when the next frame is.
    private long send(long now) {
        if (paused != 0) {
            return idle(now);
        }
        for (var sentence = unsent.peek(); sentence != null; sentence = unsent.peek()) {
            long next = send(sentence, now);
            if (!sentence.isSent) {
                return next;
            }
            unsent.remove();
        }
        return idle(now);
    }

    private long send(Queued.Sentence sentence, long now) {
        while (sentence.reply > cutThrough) {
            boolean isComplete = sentence.sound.isComplete();
            if (sentence.sent < sentence.sound.ready()) {
                startGrid(now);
                long due = gridEnd - leadNanos;
                if (due > now) {
                    return due;
                }
                sendFrame(sentence, now);
            } else if (isComplete) {
                endSentence(sentence);
                return now;
            } else if (!isStarving) {
                isStarving = true; // and look again: the engine may not have seen it
            } else {
                return starve(sentence, now);
            }
        }
        return NEVER; // its cut is on the way
    }

    private void sendFrame(Queued.Sentence sentence, long now) {
        isStarving = false;
        sentence.starvedSince = 0;
        byte[] array = sentence.sound.array(sentence.sent);
        int offset = sentence.sound.offset(sentence.sent);
        isLegRefusing = !leg.send(array, offset, frameBytes);
        if (isLegRefusing) {
            counters.refused().increment();
        } else {
            counters.sent().increment();
            sentence.taken = sentence.sent + 1;
            spoken.plays(gridEnd, sentence.sound.print(sentence.sent));
        }
        tap.agent(gridEnd, array, offset, frameBytes);
        gridEnd += FRAME_NANOS;
        hasSent = true;
        sentence.playEnd = gridEnd;
        sentence.sent++;
        sentence.sound.passed(Math.max(0, sentence.sent - KEPT_FRAMES));
        if (!sentence.isPlaying) {
            begin(sentence, now);
        }
        framesSinceMark++;
        if (usesMarks && framesSinceMark >= FRAMES_BETWEEN_MARKS) {
            mark(sentence);
        }
    }

    private void begin(Queued.Sentence sentence, long now) {
        sentence.isPlaying = true;
        if (sentence.reply != startedReply) {
            startedReply = sentence.reply;
            long ready = Math.max(sentence.askedNanos, sentence.sound.firstReadyNanos());
            long sent = Math.max(now, ready);
            long plays = Math.max(sentence.playEnd - FRAME_NANOS, sent);
            replyStart = new ReplyStart(sentence.reply, ready, sent, plays);
        }
        mailbox.accept(new Input.Mouth.SentenceStarted(sentence.reply, sentence.index));
    }

    private void endSentence(Queued.Sentence sentence) {
        sentence.isSent = true;
        if (usesMarks && sentence.markedFrames < sentence.sent) {
            mark(sentence);
        }
    }

    private void mark(Queued.Sentence sentence) {
        lastMark++;
        framesSinceMark = 0;
        sentence.lastMark = lastMark;
        sentence.markedFrames = sentence.sent;
        marks.add(lastMark, sentence, sentence.sent);
        leg.mark(lastMark);
    }

    /// What was sent has been played, or nothing was: the next frame plays now. On a leg that is
    /// never silent the grid goes on.
    private void startGrid(long now) {
        long slack = traits.idleFill() ? MAX_CATCH_UP_NANOS : 0;
        if (gridEnd == Long.MIN_VALUE || gridEnd < now - slack) {
            gridEnd = now;
        }
    }

    private long starve(Queued.Sentence sentence, long now) {
        if (sentence.starvedSince == 0) {
            sentence.starvedSince = now;
            if (sentence.sent > 0) {
                counters.underruns().increment();
            }
        }
        long deadline = sentence.starvedSince + VOICE_PATIENCE_NANOS;
        if (now >= deadline && sentence.sound instanceof StreamedSound sound && sound.abandon()) {
            mailbox.accept(
                    new Input.Mouth.SpeechFailed(
                            sentence.reply, sentence.index, ProviderFailure.TIMED_OUT));
            return now;
        }
        return Math.min(Math.max(deadline, now), idle(now));
    }

    /// Nothing to say: silence where the carrier wants it, without running ahead.
    private long idle(long now) {
        if (!traits.idleFill() || leg.isTextOnly()) {
            return NEVER;
        }
        startGrid(now);
        while (gridEnd <= now) {
            if (leg.send(silence, 0, frameBytes)) {
                counters.silence().increment();
            } else {
                counters.refused().increment();
            }
            gridEnd += FRAME_NANOS;
        }
        return gridEnd;
    }

    /// Takes what was heard out of the queue.
    private void confirm(long now) {
        long mark = confirmedMark;
        if (mark > seenMark) {
            seenMark = mark;
            isCarrierMute = false;
            marks.confirm(mark);
        }
        for (var head = queue.peek(); head != null && isOver(head, now); head = queue.peek()) {
            queue.remove();
        }
    }

    private boolean isOver(Queued item, long now) {
        return switch (item) {
            case Queued.Sentence sentence -> {
                if (!sentence.isSent || !wasPlayed(sentence, now)) {
                    yield false;
                }
                wholeSentence(sentence);
                yield true;
            }
            case Queued.End(long reply) -> {
                if (reply > finishedThrough) {
                    finishedThrough = reply;
                    mailbox.accept(new Input.Mouth.ReplyPlayed(reply));
                }
                yield true;
            }
            case Queued.Cut _, Queued.Pause _, Queued.Resume _ -> true;
        };
    }

    private boolean wasPlayed(Queued.Sentence sentence, long now) {
        if (sentence.sent == 0 || isConfirmed(sentence)) {
            return true;
        }
        if (usesMarks && !isCarrierMute && now >= sentence.playEnd + MARK_PATIENCE_NANOS) {
            isCarrierMute = true;
            counters.marksMissed().increment();
        }
        return (!usesMarks || isCarrierMute) && now >= playedByClock(sentence);
    }

    /// When the play clock says that the sentence was heard. If the leg does not take the sound, it
    /// may be gone: then a cut may come that says so.
    private long playedByClock(Queued.Sentence sentence) {
        boolean isMissing = isLegRefusing && sentence.taken < sentence.sent;
        return isMissing ? sentence.playEnd + MARK_PATIENCE_NANOS : sentence.playEnd;
    }

    private static boolean isConfirmed(Queued.Sentence sentence) {
        return sentence.confirmed >= sentence.sent;
    }

    private void wholeSentence(Queued.Sentence sentence) {
        sentences.decrementAndGet();
        boolean certain = isConfirmed(sentence);
        heard.turnTo(sentence.reply);
        if (sentence.sound.failure() == null) {
            heard.upTo(sentence.index, sentence.text.length(), certain);
            mailbox.accept(new Input.Mouth.SentencePlayed(sentence.reply, sentence.index, certain));
        } else {
            heard.upTo(sentence.index, sentence.heardChars(sentence.sent), certain);
        }
    }

    /// What was sent and not yet heard is to be sent again: every sentence goes back to the word
    /// that was not wholly heard.
    private void pauseNow(long reply, long now) {
        confirm(now);
        if (reply <= cutThrough || !isQueued(reply)) {
            return;
        }
        paused = reply;
        mayHaveSounded = 0;
        boolean isPlayedOn = !traits.flushes() && !isAway;
        flush(reply, now);
        unsent.clear();
        for (var item : queue) {
            if (item instanceof Queued.Sentence sentence) {
                if (sentence.sent > 0 && sentence.reply == reply) {
                    goBack(
                            sentence,
                            isPlayedOn ? sentence.taken : playedFrames(sentence, now),
                            now);
                }
                if (!sentence.isSent) {
                    unsent.add(sentence);
                }
            }
        }
    }

    private boolean isQueued(long reply) {
        for (var item : queue) {
            if (item.reply() == reply && item instanceof Queued.Sentence) {
                return true;
            }
        }
        return false;
    }

    private void goBack(Queued.Sentence sentence, int heardFrames, long now) {
        int sounded = Math.max(heardFrames, framesByClock(sentence, now));
        int heard = sentence.heardChars(heardFrames);
        mayHaveSounded += words(sentence.text, heard, sentence.heardChars(sounded));
        int oldest = Math.max(0, sentence.sent - KEPT_FRAMES);
        sentence.goBackTo(Math.max(oldest, sentence.wordFrame(heardFrames)), heard);
    }

    private static int words(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            boolean begins = i == 0 || Character.isWhitespace(text.charAt(i - 1));
            count += begins && !Character.isWhitespace(text.charAt(i)) ? 1 : 0;
        }
        return count;
    }

    private void resumeNow(long reply) {
        if (paused != reply) {
            return;
        }
        paused = 0;
        var next = unsent.peek();
        if (next != null && next.reply == reply) {
            mailbox.accept(
                    new Input.Mouth.ReplyResumed(
                            reply, next.index, next.heardChars(next.sent), mayHaveSounded));
        }
    }

    private void cutNow(long reply, long now) {
        if (reply >= paused) {
            paused = 0;
        }
        confirm(now);
        unsent.removeIf(sentence -> sentence.reply <= reply);
        flush(reply, now);
        cutTookNanos = Math.max(0, nanoTime.getAsLong() - cutAskedNanos);
        long current = 0;
        for (var head = queue.peek(); head != null && head.reply() <= reply; head = queue.peek()) {
            if (head.reply() != current) {
                tellCut(current);
                current = head.reply();
                heard.turnTo(current);
            }
            if (head instanceof Queued.Sentence sentence) {
                partOf(sentence, now);
            }
            queue.remove();
        }
        tellCut(current);
        heard.turnTo(reply);
        tellCut(reply);
    }

    private void partOf(Queued.Sentence sentence, long now) {
        sentences.decrementAndGet();
        sentence.sound.drop();
        boolean isPlayedOn = !traits.flushes() && !isAway;
        int frames = isPlayedOn ? sentence.taken : playedFrames(sentence, now);
        int chars = sentence.heardChars(frames);
        // A mark confirms sound. Which words that was is certain only if the voice said where they
        // are, or if there were none.
        boolean isKnown = chars == 0 || !sentence.sound.words().isEmpty();
        heard.upTo(sentence.index, chars, sentence.sent == 0 || (hearsMarks() && isKnown));
    }

    private void tellCut(long reply) {
        if (reply > finishedThrough) {
            finishedThrough = reply;
            mailbox.accept(
                    new Input.Mouth.ReplyCut(
                            reply, heard.sentence(), heard.chars(), heard.isCertain()));
        }
    }

    /// Takes back what the carrier holds, unless a later reply is already on its way.
    private void flush(long reply, long now) {
        if (!hasSent || startedReply > reply || !traits.flushes()) {
            return;
        }
        leg.flush();
        marks.clear();
        framesSinceMark = 0;
        hasSent = false;
        gridEnd = Math.min(gridEnd, now);
        tap.cutAgent(now);
        spoken.cut(now);
    }

    /// The mark whose report is worth waking up for: the end of the sentence at the head.
    private long awaitedMark() {
        boolean awaits =
                usesMarks
                        && queue.peek() instanceof Queued.Sentence sentence
                        && sentence.isSent
                        && !isConfirmed(sentence);
        return awaits && queue.peek() instanceof Queued.Sentence sentence
                ? sentence.lastMark
                : Long.MAX_VALUE;
    }

    private long playedAt() {
        if (!(queue.peek() instanceof Queued.Sentence sentence) || !sentence.isSent) {
            return NEVER;
        }
        boolean waits = usesMarks && !isCarrierMute;
        return waits ? sentence.playEnd + MARK_PATIENCE_NANOS : playedByClock(sentence);
    }

    /// What the voice tells of one sentence, on its engine thread.
    private final class VoiceEvents implements StreamedSound.Events {
        private final long reply;
        private final int index;

        VoiceEvents(long reply, int index) {
            this.reply = reply;
            this.index = index;
        }

        @Override
        public void grew() {
            if (isStarving) {
                seat.wake();
            }
        }

        @Override
        public void failed(ProviderFailure failure) {
            if (reply > cutThrough) {
                mailbox.accept(new Input.Mouth.SpeechFailed(reply, index, failure));
            }
        }

        @Override
        public void blocked() {
            counters.voiceWaits().increment();
        }
    }
}
