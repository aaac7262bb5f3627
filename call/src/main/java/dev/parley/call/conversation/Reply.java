package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Signal.ContestSignal;
import dev.parley.call.conversation.Signal.FloorSignal;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Expectation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the agent says now: one reply at a time, its ids, its sentences, and what of it was heard.
///
/// Runs on the call thread. Only what the Mouth reported counts as heard.
final class Reply implements Timed {
    enum State {
        SILENT,
        TALKING,
        /// Silent until it is decided whether the caller interrupts.
        PAUSED,
        /// Cut; waits for the report of what was heard.
        CUTTING
    }

    enum Move implements Transition<State> {
        STARTS(State.SILENT, State.TALKING),
        PLAYED(State.TALKING, State.SILENT),
        PAUSES(State.TALKING, State.PAUSED),
        RESUMES(State.PAUSED, State.TALKING),
        /// It ended before the pause arrived.
        PLAYED_BEFORE_PAUSE(State.PAUSED, State.SILENT),
        CUT(State.TALKING, State.CUTTING),
        CUT_PAUSED(State.PAUSED, State.CUTTING),
        CUT_REPORTED(State.CUTTING, State.SILENT),
        /// It ended before the cut arrived.
        PLAYED_AFTER_ALL(State.CUTTING, State.SILENT),
        CUT_NOT_REPORTED(State.CUTTING, State.SILENT),
        ABANDONED_TALKING(State.TALKING, State.SILENT),
        ABANDONED_CUTTING(State.CUTTING, State.SILENT);

        private final State from;
        private final State to;

        Move(State from, State to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public State from() {
            return from;
        }

        @Override
        public State to() {
            return to;
        }
    }

    /// Whose words a reply holds.
    enum Origin {
        /// The dialogue's answer to a spoken turn, with no consequence but words: can be taken
        /// back.
        ANSWER,
        DIALOGUE,
        /// A phrase of the conversation itself; the dialogue does not know of it.
        OWN
    }

    record Sentence(String text, boolean interruptible) {}

    /// What is to be said, and what may be answered from its first sound on. `generation` is that
    /// of the model that writes it, 0 for none: while more may come of it, the reply stays open.
    record Content(
            List<Sentence> sentences,
            @Nullable Expectation expectation,
            Origin origin,
            long generation) {
        static Content own(String text) {
            return new Content(List.of(new Sentence(text, true)), null, Origin.OWN, 0);
        }

        /// Both, one after the other; of what only one of them can hold, the newer.
        Content and(Content next) {
            return new Content(
                    Stream.concat(sentences.stream(), next.sentences.stream()).toList(),
                    next.expectation == null ? expectation : next.expectation,
                    next.origin,
                    next.generation);
        }
    }

    /// Why a reply is cut.
    enum Cause {
        INTERRUPTED,
        /// It answers a turn that was not over.
        GOES_ON,
        /// Nobody is there to hear it.
        AWAY
    }

    /// How a reply ended. `cause` says why it was cut, if it was; `unheard` is what is left to say,
    /// from the first sentence not wholly heard; `whole` are the sentences before it.
    record Ended(
            Origin origin, String heard, boolean cut, Cause cause, Content unheard, String whole) {
        long generation() {
            return unheard.generation();
        }

        Ended heard(String all) {
            return new Ended(origin, all, cut, cause, unheard, whole);
        }
    }

    /// An answer younger than this is taken back when the caller goes on.
    static final Duration FRESH = Duration.ofMillis(300);

    /// Longest wait for the report of a cut.
    static final Duration CUT_LIMIT = Duration.ofSeconds(1);

    /// A reply that makes no progress for this long, and 100 ms more for each character of the
    /// sentence, has failed.
    static final Duration STALL_LIMIT = Duration.ofSeconds(20);

    private final boolean isEverInterruptible;
    private final Outbox out;
    private final Counts counts;
    private final Guards guards;
    private final Place<State> place;
    private final LongPredicate isPending;
    private Content content = new Content(List.of(), null, Origin.OWN, 0);
    private Tick deadline = Tick.NEVER;
    private Tick startedAt = Tick.ZERO;
    private long id;
    private int turn;
    private int maxDigits;
    private @Nullable Expectation asked;
    private @Nullable Expectation askedBefore;
    private int started;
    private int played;
    private boolean certain;
    private Cause cause = Cause.INTERRUPTED;
    private boolean voiced = true;
    private boolean goesOn;

    /// More may be added, or its end was not yet told to the Mouth.
    private boolean open;

    private String saidBefore = "";

    /// @param isPending whether a model may still write something of this generation
    Reply(
            InterruptionSettings settings,
            LongPredicate isPending,
            Outbox out,
            Counts counts,
            Guards guards,
            TransitionLog log) {
        this.isEverInterruptible = settings.enabled();
        this.isPending = isPending;
        this.out = out;
        this.counts = counts;
        this.guards = guards;
        this.place = new Place<>(State.SILENT, log);
    }

    boolean isActive() {
        return !place.is(State.SILENT);
    }

    boolean isTalking() {
        return place.is(State.TALKING);
    }

    boolean isPaused() {
        return place.is(State.PAUSED);
    }

    /// There is something left to say.
    boolean isUnfinished() {
        return isTalking() || isPaused();
    }

    boolean isFreshAnswer(Tick now) {
        return isTalking()
                && content.origin() == Origin.ANSWER
                && now.since(startedAt).compareTo(FRESH) < 0;
    }

    /// False while a protected sentence plays or is still to come.
    boolean isInterruptible() {
        if (!isEverInterruptible) {
            return false;
        }
        if (!guards.has(Guard.PROTECTED_SENTENCE)) {
            return true;
        }
        for (int i = played; i < content.sentences().size(); i++) {
            if (!content.sentences().get(i).interruptible()) {
                return false;
            }
        }
        return true;
    }

    boolean isAudible() {
        return started > 0;
    }

    boolean isAtLastSentence() {
        return started == content.sentences().size() && !isGrowing();
    }

    /// Whether a model may still add something.
    private boolean isGrowing() {
        return open && isPending.test(content.generation());
    }

    /// The generation that this reply waits for more of; 0 if it sounds no more, or is whole.
    long wants() {
        return open && isTalking() ? content.generation() : 0;
    }

    /// Whether a model writes it, or wrote it.
    boolean isWritten() {
        return content.generation() != 0;
    }

    /// The question asked last; null if there was none.
    @Nullable Expectation asked() {
        return asked;
    }

    /// Whether it is a phrase of the conversation itself.
    boolean isOwn() {
        return content.origin() == Origin.OWN;
    }

    /// Whether most of these words are in what sounds now or sounded just before: the last three
    /// sentences that began, and those of the reply before.
    boolean isSaying(String words) {
        return Echo.isEcho(words, saidBefore + " " + saidLast());
    }

    private String saidLast() {
        return join(content.sentences().subList(Math.max(0, started - 3), started), "");
    }

    boolean isLate(Input.Mouth event) {
        return switch (event) {
            case Input.Mouth.SentenceStarted(long reply, int _) -> isOver(reply);
            case Input.Mouth.SentencePlayed(long reply, int _, boolean _) -> isOver(reply);
            case Input.Mouth.ReplyPlayed(long reply) -> isOver(reply);
            case Input.Mouth.ReplyCut(long reply, int _, int _, boolean _) ->
                    isOver(reply) || !place.is(State.CUTTING);
            case Input.Mouth.ReplyResumed(long reply, int _, int _, int _) -> isOver(reply);
            case Input.Mouth.SpeechFailed(long reply, int _, var _) -> isOver(reply);
        };
    }

    private boolean isOver(long reply) {
        return reply != id || place.is(State.SILENT);
    }

    void start(Content next, Tick now) {
        if (guards.has(Guard.LISTEN_FIRST)) {
            listen(next);
        }
        if (!next.sentences().isEmpty()) {
            speak(next, now);
        }
        if (!guards.has(Guard.LISTEN_FIRST)) {
            listen(next);
        }
    }

    private void listen(Content next) {
        if (next.expectation() != null) {
            askedBefore = asked;
            listen(next.expectation());
        }
    }

    /// This is the question to answer from now on.
    void listen(Expectation expectation) {
        asked = expectation;
        maxDigits = expectation.maxDigits();
        out.effect(new Effect.Listen(expectation));
    }

    /// The caller still answers the question before this reply.
    void listenAsBefore() {
        if (content.expectation() != null && askedBefore != null) {
            listen(askedBefore);
        }
    }

    /// The question of this reply is the one to answer after all.
    void listenAfterAll() {
        if (content.expectation() != null && !content.expectation().equals(asked)) {
            listen(content.expectation());
        }
    }

    /// Whether replies are spoken from now on; else they are only shown.
    void voice(boolean spoken) {
        voiced = spoken;
    }

    /// How many keys the question asked last accepts.
    int maxDigits() {
        return maxDigits;
    }

    /// Whether the question asked last has no grammar.
    boolean asksOpen() {
        return asked == null || asked.isOpen();
    }

    private void speak(Content next, Tick now) {
        place.go(Move.STARTS);
        if (isAudible()) {
            saidBefore = saidLast();
        }
        content = next;
        open = true;
        id++;
        turn = counts.nextTurn();
        started = 0;
        played = 0;
        certain = true;
        goesOn = false;
        cause = Cause.INTERRUPTED;
        startedAt = now;
        out.signal(FloorSignal.AGENT_TOOK);
        say(0);
        closeIfWhole();
        progress(now);
    }

    private void say(int from) {
        for (int i = from; i < content.sentences().size(); i++) {
            var text = content.sentences().get(i).text();
            out.effect(voiced ? new Effect.Speak(id, i, text) : new Effect.Write(id, i, text));
        }
    }

    /// Adds what a model wrote meanwhile.
    void add(Content next, Tick now) {
        if (guards.has(Guard.LISTEN_FIRST)) {
            listen(next);
        }
        int before = content.sentences().size();
        content = content.and(next);
        say(before);
        progress(now);
        if (!guards.has(Guard.LISTEN_FIRST)) {
            listen(next);
        }
    }

    /// It has a consequence: it cannot be taken back.
    void stands() {
        if (content.origin() == Origin.ANSWER) {
            content =
                    content.and(
                            new Content(List.of(), null, Origin.DIALOGUE, content.generation()));
        }
    }

    /// Nothing comes any more, or nothing of it sounds any more: what comes then is a reply of its
    /// own, and until then the floor is free.
    void closeIfWhole() {
        boolean isDry = played == content.sentences().size() && guards.has(Guard.DRY_REPLY_ENDS);
        if (open && isTalking() && (isDry || !isPending.test(content.generation()))) {
            open = false;
            out.effect(new Effect.EndReply(id));
        }
    }

    private void progress(Tick now) {
        if (place.is(State.TALKING) && guards.has(Guard.STALL_LIMIT)) {
            int current = Math.min(played, content.sentences().size() - 1);
            int length = content.sentences().get(current).text().length();
            deadline = now.plus(STALL_LIMIT).plus(Duration.ofMillis(100L * length));
        }
    }

    void onEvent(Input.Mouth event, Tick now) {
        if (place.is(State.SILENT)) {
            return;
        }
        switch (event) {
            case Input.Mouth.SentenceStarted(long _, int sentence) -> {
                begunThrough(inReply(sentence + 1));
                progress(now);
            }
            case Input.Mouth.SentencePlayed(long _, int sentence, boolean sure) -> {
                boolean before = isInterruptible();
                heardThrough(inReply(sentence + 1));
                certain &= sure;
                progress(now);
                if (!before && isInterruptible()) {
                    out.signal(ContestSignal.REPLY_RELEASED);
                }
            }
            case Input.Mouth.ReplyPlayed _ -> {
                heardThrough(content.sentences().size());
                end(
                        switch (place.state()) {
                            case TALKING -> Move.PLAYED;
                            case PAUSED -> Move.PLAYED_BEFORE_PAUSE;
                            case CUTTING, SILENT -> Move.PLAYED_AFTER_ALL;
                        },
                        "",
                        false);
            }
            case Input.Mouth.ReplyCut(long _, int sentence, int heardChars, boolean sure) -> {
                certain &= sure;
                end(Move.CUT_REPORTED, cutSentence(sentence, heardChars), true);
            }
            case Input.Mouth.ReplyResumed(long _, int sentence, int fromChars, int again) -> {
                wentOn(sentence, fromChars, again);
                progress(now);
            }
            case Input.Mouth.SpeechFailed(long _, int _, var failure) ->
                    fail("speech failed: " + failure, now);
        }
    }

    private void begunThrough(int count) {
        for (; started < count; started++) {
            out.effect(new Effect.Show.SentenceBegan(id, started));
        }
    }

    /// A sentence that is heard without having begun made no sound.
    private void heardThrough(int count) {
        for (; played < count; played++) {
            out.effect(new Effect.Show.SentenceHeard(id, played));
        }
        started = Math.max(started, played);
    }

    private int inReply(int count) {
        return Math.clamp(count, 0, content.sentences().size());
    }

    /// Whole sentences before the cut one are heard; returns the words heard of it.
    private String cutSentence(int sentence, int heardChars) {
        int size = content.sentences().size();
        if (sentence < played || sentence >= size) {
            heardThrough(sentence >= size ? size : played);
            return "";
        }
        heardThrough(sentence);
        var text = content.sentences().get(sentence).text();
        return guards.has(Guard.WHOLE_WORDS)
                ? wholeWords(text, heardChars)
                : text.substring(0, Math.clamp(heardChars, 0, text.length()));
    }

    /// The longest prefix of at most `chars` characters that ends with a whole word.
    static String wholeWords(String text, int chars) {
        int end = Math.clamp(chars, 0, text.length());
        if (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
        }
        return text.substring(0, end).stripTrailing();
    }

    private void fail(String what, Tick now) {
        if (isUnfinished()) {
            cut(Cause.INTERRUPTED, now);
            out.signal(new Signal.Broke(what));
        }
    }

    /// Falls silent, and keeps what is left to say. False if nothing is being said.
    void pause() {
        if (place.is(State.TALKING)) {
            place.go(Move.PAUSES);
            deadline = Tick.NEVER;
            out.effect(new Effect.PauseReply(id));
        }
    }

    /// Goes on where it paused.
    void resume(Tick now) {
        place.go(Move.RESUMES);
        goesOn = true;
        out.effect(new Effect.ResumeReply(id));
        progress(now);
    }

    private void wentOn(int sentence, int fromChars, int again) {
        if (!goesOn) {
            return;
        }
        goesOn = false;
        out.effect(
                new Effect.Fact.Noted(
                        Effect.Fact.Noted.WENT_ON,
                        Map.of(
                                "turn", turn,
                                "sentence", sentence,
                                "characters", fromChars,
                                "again", again),
                        false));
    }

    /// Stops the reply.
    void cut(Cause why, Tick now) {
        if (!isUnfinished()) {
            return;
        }
        place.go(place.is(State.TALKING) ? Move.CUT : Move.CUT_PAUSED);
        cause = why;
        out.effect(new Effect.CutReply(id));
        deadline = guards.has(Guard.CUT_LIMIT) ? now.plus(CUT_LIMIT) : Tick.NEVER;
    }

    /// The call is over: what was reported so far is what was heard.
    void abandon() {
        if (place.is(State.TALKING)) {
            out.effect(new Effect.CutReply(id));
            certain = false;
            end(Move.ABANDONED_TALKING, "", true);
            return;
        }
        if (place.is(State.PAUSED)) {
            place.go(Move.CUT_PAUSED);
            out.effect(new Effect.CutReply(id));
        }
        if (place.is(State.CUTTING)) {
            certain = false;
            end(Move.ABANDONED_CUTTING, "", true);
        }
    }

    private void end(Move move, String ofCutSentence, boolean cut) {
        place.go(move);
        deadline = Tick.NEVER;
        open = false;
        var sentences = content.sentences();
        var heard = join(sentences.subList(0, played), ofCutSentence);
        out.effect(
                new Effect.Fact.AgentTurn(
                        turn,
                        Sensitive.of(join(sentences, "")),
                        Sensitive.of(heard),
                        certain,
                        cut));
        out.effect(cut ? cutShown(ofCutSentence) : new Effect.Show.ReplyHeard(id));
        out.signal(FloorSignal.AGENT_LEFT);
        var rest = List.copyOf(sentences.subList(played, sentences.size()));
        var origin = content.origin() == Origin.OWN ? Origin.OWN : Origin.DIALOGUE;
        var unheard = new Content(rest, null, origin, content.generation());
        var whole = join(sentences.subList(0, played), "");
        out.signal(
                new Signal.ReplyOver(
                        new Ended(content.origin(), heard, cut, cause, unheard, whole)));
    }

    private Effect.Show cutShown(String ofCutSentence) {
        if (!ofCutSentence.isEmpty()) {
            begunThrough(played + 1);
            return new Effect.Show.ReplyCut(id, played, ofCutSentence.length());
        }
        int last = played - 1;
        int chars = last < 0 ? 0 : content.sentences().get(last).text().length();
        return new Effect.Show.ReplyCut(id, last, chars);
    }

    private static String join(List<Sentence> sentences, String last) {
        if (sentences.size() == 1 && last.isEmpty()) {
            return sentences.getFirst().text();
        }
        var joined = new StringBuilder();
        for (var sentence : sentences) {
            joined.append(joined.isEmpty() ? "" : " ").append(sentence.text());
        }
        if (!last.isEmpty()) {
            joined.append(joined.isEmpty() ? "" : " ").append(last);
        }
        return joined.toString();
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case TALKING -> fail("speech made no progress", now);
            case CUTTING -> {
                certain = false;
                end(Move.CUT_NOT_REPORTED, "", true);
            }
            case SILENT, PAUSED -> {}
        }
    }
}
