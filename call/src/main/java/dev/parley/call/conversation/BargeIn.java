package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.InterruptionSettings.By;
import dev.parley.call.conversation.InterruptionSettings.OnSpeech;
import dev.parley.call.conversation.Signal.ContestSignal;
import dev.parley.dialog.Dialogue.Completeness;
import java.util.function.Function;

/// Decides whether a caller who speaks while the agent talks interrupts. The agent talks on, or is
/// held, while it is undecided (`call-path.md` 18). Enough words, a key, written words, or a
/// complete answer while the question itself sounds, stop the agent; enough speech without words
/// yet holds it until it is known whether anything was said. Signs of listening never stop it, and
/// a protected sentence is finished first.
///
/// What a recognizer guesses first is not what it hears in the end: "american" becomes "mm-hm", "I
/// think" becomes "I see". So a single word decides nothing before it is final, and the last word
/// of a guess does not count while those before it may be a sign of listening.
///
/// Runs on the call thread. A reply that is held goes on, once the caller's turn came to nothing,
/// as soon as the floor is the agent's: see [Conversation].
final class BargeIn implements Timed {
    enum State {
        CALM,
        UNDECIDED,
        /// Undecided, and the agent is silent.
        HELD,
        /// Decided; waits for a protected sentence, or for the end of the cooldown.
        OWED
    }

    enum Move implements Transition<State> {
        CONTESTED(State.CALM, State.UNDECIDED),
        SETTLED(State.UNDECIDED, State.CALM),
        INTERRUPTS(State.UNDECIDED, State.CALM),
        HOLDS(State.UNDECIDED, State.HELD),
        INTERRUPTS_HELD(State.HELD, State.CALM),
        FALSE_STOP(State.HELD, State.CALM),
        MUST_WAIT(State.UNDECIDED, State.OWED),
        RELEASED(State.OWED, State.CALM),
        RELEASED_TO_HOLD(State.OWED, State.HELD),
        NO_LONGER_NEEDED(State.OWED, State.CALM),
        KEY_INTERRUPTS(State.CALM, State.CALM),
        KEY_MUST_WAIT(State.CALM, State.OWED),
        TEXT_INTERRUPTS(State.CALM, State.CALM),
        TEXT_MUST_WAIT(State.CALM, State.OWED),
        TAKES_ANSWER_BACK(State.CALM, State.CALM);

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

    /// Nobody says more words in a time.
    private static final long MILLIS_A_WORD = 160;

    private static final int MOST_WORDS_OF_A_HUM = 2;

    private final InterruptionSettings settings;
    private final ListeningSigns signs;
    private final Reply reply;
    private final Function<String, Completeness> completeness;
    private final Outbox out;
    private final Guards guards;
    private final Place<State> place;
    private Tick deadline = Tick.NEVER;
    private Tick coolUntil = Tick.ZERO;

    /// The words of the turn so far.
    private String words = "";

    /// The guess before them.
    private String guessedBefore = "";

    /// A guess of this turn that was nothing but signs of listening; empty if there was none.
    private String guessedSign = "";

    /// How many windows have passed.
    private int windows;

    /// How long the caller has spoken in this turn when the last pause began, in milliseconds.
    private long spoken;

    /// The caller spoke for the window.
    private boolean isLong;

    private boolean isSilent;

    /// The words are final.
    private boolean isCertain;

    /// The caller's turn sounded under the agent's voice.
    private boolean isUnderVoice;

    BargeIn(
            InterruptionSettings settings,
            Backchannels backchannels,
            Reply reply,
            Function<String, Completeness> completeness,
            Outbox out,
            Guards guards,
            TransitionLog log) {
        this.settings = settings;
        this.signs = new ListeningSigns(backchannels);
        this.reply = reply;
        this.completeness = completeness;
        this.out = out;
        this.guards = guards;
        this.place = new Place<>(State.CALM, log);
    }

    void onEvent(ContestSignal event, Tick now) {
        switch (event) {
            case CALLER_SPEAKS -> speaks(now);
            case CALLER_PAUSES -> {}
            case KEY_TYPED, TALK_KEY -> stop(Move.KEY_INTERRUPTS, Move.KEY_MUST_WAIT, now);
            case TEXT_WAITS -> {
                if (guards.has(Guard.WRITING_STOPS)) {
                    stop(Move.TEXT_INTERRUPTS, Move.TEXT_MUST_WAIT, now);
                }
            }
            case REPLY_RELEASED -> release(now);
            case TURN_GONE -> settle();
        }
    }

    /// Nothing is left to decide.
    private void stop(Move interrupts, Move mustWait, Tick now) {
        isLong = false;
        if (!reply.isUnfinished() || !place.is(State.CALM)) {
            return;
        }
        if (isAllowed(now)) {
            interrupt(interrupts, now);
        } else {
            mustWait(mustWait, now);
        }
    }

    private void speaks(Tick now) {
        isSilent = false;
        isCertain = false;
        if (place.is(State.CALM)) {
            if (!reply.isTalking()) {
                return;
            }
            if (reply.isFreshAnswer(now) && reply.isInterruptible()) {
                place.go(Move.TAKES_ANSWER_BACK);
                out.signal(new Signal.Interrupt(true));
                return;
            }
            place.go(Move.CONTESTED);
            isUnderVoice = true;
            words = "";
            guessedBefore = "";
            guessedSign = "";
            windows = 0;
            spoken = 0;
            isLong = false;
            if (settings.onSpeech() == OnSpeech.PAUSE && mayHold(now)) {
                hold(Move.HOLDS, false);
            }
        }
        switch (place.state()) {
            case UNDECIDED -> openWindow(now);
            case HELD -> {
                deadline = Tick.NEVER;
                if (!isLong) {
                    openWindow(now);
                }
            }
            case OWED -> release(now);
            case CALM -> {}
        }
        if (!guards.has(Guard.BACKCHANNEL) && place.is(State.UNDECIDED)) {
            decide(now);
        }
    }

    private void openWindow(Tick now) {
        if (deadline.equals(Tick.NEVER)
                && settings.by() != By.WORDS
                && guards.has(Guard.BARGE_IN_WINDOW)) {
            deadline = now.plus(settings.minSpeech());
        }
    }

    /// The caller fell silent at `since` after `millis` of speech. An agent who is held waits for
    /// what was said, but not for long.
    void onPause(Tick since, long millis) {
        isSilent = true;
        spoken = millis;
        windows = (int) (millis / Math.max(1, settings.minSpeech().toMillis()));
        switch (place.state()) {
            case UNDECIDED -> deadline = Tick.NEVER;
            case HELD ->
                    deadline =
                            guards.has(Guard.FALSE_STOP_LIMIT)
                                    ? since.plus(settings.falseStopTimeout())
                                    : Tick.NEVER;
            case CALM, OWED -> {}
        }
    }

    /// What was understood of the turn so far, or all of it.
    void onWords(Signal.Words event, Tick now) {
        guessedBefore = words;
        words = event.words();
        boolean isLast = event.last();
        isCertain = isLast;
        if (!isLast && signs.areAll(words)) {
            guessedSign = words;
        }
        switch (place.state()) {
            case UNDECIDED -> {
                if (isEnough(isLast) || (isLast && (isAnswer() || isOneWord()))) {
                    decide(now);
                } else if (isLast && !reply.isUnfinished() && saySomething()) {
                    // Something else has cut the reply meanwhile: the words are an answer to it.
                    settle();
                } else if (isLast) {
                    drop();
                } else if (settings.by() == By.VOICE && !isSilent && windows >= patience()) {
                    // A sign of listening was drawn, and turns out to be none.
                    lasted(now);
                }
            }
            case HELD -> {
                boolean isSaid = isAnswer() || isOneWord() || (isLong && event.failed());
                if (isEnough(isLast) || (isLast && isSaid)) {
                    decide(now);
                } else if (isLast && !reply.isUnfinished() && saySomething()) {
                    settle();
                } else if (isLast) {
                    drop();
                }
            }
            case OWED -> {
                boolean isNothing = isLast && !event.failed() && !saySomething() && !isAnswer();
                if (isNothing && resumes()) {
                    drop();
                } else if ((isLast || isEnough(false)) && isAllowed(now)) {
                    interrupt(Move.RELEASED, now);
                }
            }
            case CALM -> {
                if (isLast && isUnderVoice && areEcho()) {
                    drop();
                }
            }
        }
    }

    /// Nothing comes of the turn.
    private void drop() {
        out.signal(areEcho() ? new Signal.OwnVoice() : new Signal.Backchannel());
        settle();
    }

    /// Enough words to act at once: final ones, or a guess while the caller still speaks that
    /// begins as the guess before it.
    private boolean isEnough(boolean isLast) {
        boolean isSteady =
                !guards.has(Guard.FIRST_GUESS)
                        || settings.minWords() == 1
                        || (!isSilent && firstWord(words).equals(firstWord(guessedBefore)));
        return areEnough(isLast) && (isLast || isSteady);
    }

    /// Enough words, and none of them a guess that may still become a sign of listening.
    private boolean areEnough(boolean isLast) {
        return settings.by() != By.VOICE
                && count(words) >= settings.minWords()
                && saySomething()
                && isSpeakable()
                && (isLast || !maySignListening());
    }

    private boolean maySignListening() {
        return settings.minWords() > 1
                && guards.has(Guard.FIRST_GUESS)
                && signs.mayBecomeAll(words);
    }

    /// Nobody says so many words in so little time: it was a sound, taken for words.
    private boolean isSpeakable() {
        return !isSilent || spoken >= MILLIS_A_WORD * Math.min(settings.minWords(), 2);
    }

    /// A word or more, by a voice that lasted: what it was is certain now.
    private boolean isOneWord() {
        boolean lasted =
                isLong || (settings.by() == By.EITHER && spoken >= settings.minSpeech().toMillis());
        return lasted && saySomething();
    }

    /// Whether the words are more than signs of listening, or the agent's own.
    private boolean saySomething() {
        return !words.isBlank() && !areListeningSigns() && !areEcho();
    }

    private boolean areListeningSigns() {
        return guards.has(Guard.LISTENING_SIGNS) && (signs.areAll(words) || isTakenForWords());
    }

    /// A sign of listening was guessed, and one or two other words are what is certain: a hum is
    /// heard so. "Okay, stop" goes on from the sign and is none.
    private boolean isTakenForWords() {
        return isCertain
                && guards.has(Guard.FIRST_GUESS)
                && !guessedSign.isEmpty()
                && count(words) <= MOST_WORDS_OF_A_HUM
                && !firstWord(words).equals(firstWord(guessedSign));
    }

    private static String firstWord(String words) {
        int end = words.indexOf(' ');
        return end < 0 ? words : words.substring(0, end);
    }

    private boolean areEcho() {
        return settings.echoGuard() && guards.has(Guard.ECHO_IS_NO_ANSWER) && reply.isSaying(words);
    }

    /// "Yes" in the middle of an explanation is a sign of listening. While the question itself
    /// sounds it is the answer, and before anything sounds it is no sign of listening either.
    private boolean isAnswer() {
        return !words.isBlank()
                && !areEcho()
                && (!reply.isAudible()
                        || (reply.isAtLastSentence()
                                && completeness.apply(words) == Completeness.COMPLETE));
    }

    private static int count(String words) {
        int count = 0;
        boolean inWord = false;
        for (int i = 0; i < words.length(); i++) {
            boolean letter = words.charAt(i) != ' ';
            if (letter && !inWord) {
                count++;
            }
            inWord = letter;
        }
        return count;
    }

    private void decide(Tick now) {
        deadline = Tick.NEVER;
        if (place.is(State.HELD)) {
            interrupt(Move.INTERRUPTS_HELD, now);
        } else if (isAllowed(now)) {
            interrupt(Move.INTERRUPTS, now);
        } else {
            mustWait(Move.MUST_WAIT, now);
        }
    }

    private void interrupt(Move move, Tick now) {
        place.go(move);
        deadline = Tick.NEVER;
        isUnderVoice = false;
        if (reply.isUnfinished()) {
            coolUntil = now.plus(settings.cooldown());
        }
        out.signal(new Signal.Interrupt(false));
    }

    private void mustWait(Move move, Tick now) {
        place.go(move);
        deadline = isCooling(now) ? coolUntil : Tick.NEVER;
    }

    private void release(Tick now) {
        if (!place.is(State.OWED) || !isAllowed(now)) {
            return;
        }
        boolean isGuess = isLong && !isCertain && !areEnough(false);
        if (isGuess && isSilent && resumes()) {
            // The sound is over: its last words decide.
            deadline = Tick.NEVER;
            return;
        }
        if (isGuess && mayHold(now)) {
            hold(Move.RELEASED_TO_HOLD, true);
        } else {
            interrupt(Move.RELEASED, now);
        }
    }

    private boolean isAllowed(Tick now) {
        return reply.isInterruptible() && !isCooling(now);
    }

    private boolean isCooling(Tick now) {
        return coolUntil.compareTo(now) > 0 && guards.has(Guard.COOLDOWN);
    }

    private boolean mayHold(Tick now) {
        return (reply.isInterruptible() || !guards.has(Guard.PROTECTED_PAUSE))
                && !isCooling(now)
                && resumes();
    }

    private boolean resumes() {
        return settings.resumeFalseStop() && guards.has(Guard.FALSE_STOP_RESUMED);
    }

    private void hold(Move move, boolean isSeen) {
        place.go(move);
        out.signal(new Signal.Hold(isSeen));
    }

    /// The caller spoke for the window.
    private void spokeLong(Tick windowEnd, Tick now) {
        windows++;
        if (windows < patience()) {
            deadline = windowEnd.plus(settings.minSpeech());
        } else {
            lasted(now);
        }
    }

    private void lasted(Tick now) {
        deadline = Tick.NEVER;
        isLong = true;
        if (settings.by() == By.VOICE && saySomething()) {
            decide(now);
        } else if (place.is(State.HELD)) {
            out.signal(new Signal.Hold(true));
        } else if (mayHold(now)) {
            hold(Move.HOLDS, true);
        } else {
            decide(now);
        }
    }

    /// How many windows the caller must speak through. Where words are awaited they get a second
    /// one to come; a sign of listening may be drawn for one more.
    private int patience() {
        int needed = settings.by() == By.EITHER && guards.has(Guard.FIRST_GUESS) ? 2 : 1;
        return areListeningSigns() ? needed + 1 : needed;
    }

    /// What sounded was the agent's own voice: the caller did not speak for the window.
    void echoed() {
        isLong = false;
    }

    /// The caller's turn is over.
    void callerLeft() {
        isUnderVoice = false;
    }

    /// The reply is over, or nothing comes of the caller's turn.
    void settle() {
        deadline = Tick.NEVER;
        switch (place.state()) {
            case UNDECIDED -> place.go(Move.SETTLED);
            case HELD -> place.go(Move.FALSE_STOP);
            case OWED -> place.go(Move.NO_LONGER_NEEDED);
            case CALM -> {}
        }
    }

    @Override
    public Tick nextDeadline() {
        return deadline;
    }

    @Override
    public void onDeadline(Tick now) {
        var due = deadline;
        deadline = Tick.NEVER;
        switch (place.state()) {
            case UNDECIDED -> spokeLong(due, now);
            case HELD -> {
                if (isSilent && (isOneWord() || areEnough(false))) {
                    // What was understood so far has to do.
                    decide(now);
                } else if (isSilent) {
                    out.signal(new Signal.FalseStop());
                } else {
                    spokeLong(due, now);
                }
            }
            case OWED -> release(now);
            case CALM -> {}
        }
    }
}
