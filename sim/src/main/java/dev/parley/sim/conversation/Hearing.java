package dev.parley.sim.conversation;

import dev.parley.call.conversation.EndpointingSettings;
import dev.parley.call.conversation.EndpointingSettings.Detection;
import dev.parley.call.conversation.EndpointingSettings.Mode;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.dialog.Dialogue.Completeness;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The referee's book of what the caller said: utterances, bursts of speech, and words that are
/// owed an answer.
final class Hearing {
    private static final Set<String> LISTENING = Set.of("mm-hm", "okay", "right", "uh-huh", "yeah");

    /// The call thread may be late by so much.
    static final long LATENESS = 260;

    /// Every sentence of the dialogue begins so.
    private static final Pattern AGENTS = Pattern.compile("\\bs\\d");

    /// Words in less time were no words, in milliseconds.
    private static final long SHORTEST_WORD = 160;

    private final List<Utterance> utterances = new ArrayList<>();
    private final List<String> owed = new ArrayList<>();

    /// Final words of a turn that may still wait for its silence, though nothing is owed for them.
    private final List<String> pending = new ArrayList<>();

    /// Words that were void; nobody may hear of them.
    private final List<String> voidWords = new ArrayList<>();

    private final EndpointingSettings settings;

    /// The agent's words are known as its echo.
    private final boolean echoWords;

    private final Judged judged;
    private boolean soundVoid;
    private boolean pressed;
    private boolean held;
    private boolean closedNow;
    private long pressedAt;
    private boolean claimed;
    private boolean nearly;
    private long silenceBegan;
    private long silenceTold;
    private long wordsAt;
    private boolean speaking;
    private boolean burstVoid;
    private boolean overlong;
    private boolean startedNow;
    private boolean crossed;
    private boolean wentOn;
    private boolean finalNow;
    private boolean stoppedAgent;
    private boolean stoppedAgentByVoice;
    private long burstSince;
    private long burstCounts;
    private long silentSince;
    private long burstMedia;
    private long speechMillis;

    /// How much of it was of utterances of which nothing is left.
    private long gone;

    private int mostWords;

    /// The same of what is understood now, and whether more was before that was nobody's.
    private int wordsNow;

    private boolean hadOwn;
    private int certainWords;
    private boolean guessed;
    private boolean failed;

    /// A sign of listening was forgotten, but its turn may still go on.
    private boolean mayGoOn;

    /// Words that may have been enough wait for the agent to end, or were dropped.
    private boolean maybeKept;

    private boolean signs;
    private boolean isLong;
    private int pendingWords;

    /// Words of the turn that the dialogue took back.
    private String before = "";

    Hearing(EndpointingSettings settings, boolean echoWords) {
        this.settings = settings;
        this.echoWords = echoWords;
        this.judged = new Judged(settings.judge());
    }

    void expects(boolean open) {
        judged.expects(open);
    }

    /// A model is asked about the pause.
    void judge(long pause, long now) {
        for (var utterance : utterances) {
            if (utterance.seen && utterance.isOpen() && !utterance.voided) {
                var text = onlyText(utterance);
                if (text != null && RandomDialogue.complete(text) != Completeness.OPEN) {
                    throw new Violation("a model judges what the dialogue can read: " + text);
                }
            }
        }
        judged.ask(pause, isSpeaking() ? -1 : now - silenceBegan, now);
    }

    void judged(long pause, double complete, long now) {
        judged.answer(pause, complete, now);
    }

    private boolean isManual() {
        return settings.detection() == Detection.MANUAL;
    }

    /// The talk key goes down: what sounds counts from now on.
    void press(long now) {
        if (isManual() && !pressed) {
            pressed = true;
            pressedAt = now;
            soundVoid = false;
            overlong = false;
        }
    }

    /// Nobody is to be listened to: the call is held, or handed over.
    void hold() {
        closedNow = true;
        pressed = false;
        held = true;
    }

    void resume(boolean counts) {
        if (held) {
            held = false;
            overlong = false;
            soundVoid &= !counts;
        }
    }

    void release() {
        closedNow |= pressed;
        pressed = false;
    }

    boolean isPressed() {
        return pressed;
    }

    private void claim(long id, boolean over, boolean nearlyOver) {
        var utterance = find(id);
        if (id == utterances.size() && !utterance.isOver() && !utterance.voided) {
            claimed = over;
            nearly = nearlyOver;
        }
    }

    void before(Ear event, long now, boolean typing, boolean writing) {
        switch (event) {
            case Ear.SpeechStarted(long id, long media) -> started(id, media, now, typing, writing);
            case Ear.SpeechStopped(long id, long last, long silence) -> {
                silenceTold = now - silence;
                var utterance = find(id);
                soundVoid &= id < utterances.size();
                if (!utterance.cancelled && speaking) {
                    stopped(last, now);
                    silenceBegan = now - silence;
                } else if (!utterance.cancelled) {
                    silenceBegan = Math.min(silenceBegan, now - silence);
                }
            }
            case Ear.MediaStalled(long media) -> {
                if (speaking && !burstVoid) {
                    stopped(media, now);
                    silenceBegan = now;
                }
            }
            case Ear.PartialWords(long id, var words) -> {
                wordsAt = now;
                var utterance = find(id);
                if (utterance.written || utterance.own) {
                    isVoid(words.reveal());
                }
                if (!utterance.isOver() && !utterance.voided) {
                    utterance.text = words.reveal();
                    countWords();
                }
            }
            case Ear.FinalWords(long id, var words) -> {
                wordsAt = now;
                var utterance = find(id);
                if (utterance.written || utterance.own) {
                    isVoid(words.reveal());
                }
                if (utterance.finished && !utterance.isOver() && !utterance.voided) {
                    utterance.answered = true;
                    utterance.text = words.reveal();
                    countWords();
                    finalNow = true;
                    if (isOwnVoice(words.reveal()) && !isMixed()) {
                        owed.add(words.reveal());
                    }
                }
            }
            case Ear.RecognitionFailed(long id, var _) -> {
                var utterance = find(id);
                if (!utterance.isOver() && !utterance.voided) {
                    utterance.answered = true;
                    utterance.text = "";
                    finalNow = true;
                    failed = true;
                }
            }
            case Ear.EndOfTurn(long id, double certainty) -> claim(id, certainty >= 0.5, true);
            case Ear.EagerEndOfTurn(long id) -> claim(id, false, true);
            case Ear.TurnResumed(long id) -> claim(id, false, false);
            case Ear.OwnVoice(long id) -> ownVoice(id, now);
            case Ear.MediaResumed _, Ear.KeyPressed _ -> {}
        }
    }

    /// Speech that crosses the order to finish comes under a number that may be over. It may count
    /// from there, and must count from the next number on.
    private void started(long id, long media, long now, boolean typing, boolean writing) {
        var utterance = find(id);
        if (utterance.cancelled) {
            return;
        }
        soundVoid |= writing;
        judged.speaks();
        if (!speaking) {
            claimed = false;
            nearly = false;
            burstSince = now;
            burstCounts = now;
            burstMedia = media;
            startedNow = true;
            crossed = utterance.finished && utterance.answered;
            wentOn |= utterance.finished;
        } else if (crossed && !utterance.seen) {
            burstCounts = now;
            startedNow = true;
            crossed = false;
        }
        if (!utterance.seen) {
            forgetSound();
        }
        utterance.seen = true;
        speaking = true;
        boolean unwanted = held || (isManual() && !pressed);
        burstVoid = typing || overlong || soundVoid || unwanted;
        utterance.unwanted |= unwanted && !utterance.finished;
        utterance.voided |= burstVoid && !utterance.finished;
    }

    private void stopped(long last, long now) {
        speaking = false;
        soundVoid = false;
        silentSince = now;
        if (!burstVoid) {
            speechMillis += Math.max(0, last - burstMedia);
        }
    }

    /// The dialogue may not hear of these words.
    private void isVoid(String words) {
        if (!words.isBlank()) {
            voidWords.addAll(List.of(words.split(" ")));
        }
    }

    /// The Ear has forgotten the utterance: it is over, and nothing of it may be answered.
    private void ownVoice(long id, long now) {
        var utterance = find(id);
        if (utterance.cancelled) {
            soundVoid &= id < utterances.size();
        }
        if (!utterance.seen || utterance.cancelled || (utterance.finished && utterance.answered)) {
            return;
        }
        wentOn |= isOwed();
        utterance.cancelled = true;
        utterance.own = true;
        isVoid(utterance.text);
        utterance.text = "";
        hadOwn = true;
        countWords();
        if (speaking && id == utterances.size()) {
            stopped(burstMedia, now);
        }
        forgetSound();
    }

    /// If nothing else is understood or waited for, what sounded so far says nothing of the next.
    private void forgetSound() {
        boolean isExpected = utterances.stream().anyMatch(said -> said.seen && !said.isOver());
        if (!isOwed() && !isExpected && !wentOn) {
            gone = speechMillis;
        }
    }

    private Utterance find(long id) {
        while (utterances.size() < id) {
            utterances.add(new Utterance());
        }
        return utterances.get((int) id - 1);
    }

    /// Words of both: where echoes are known by their words, nobody can tell whose they are.
    private boolean isMixed() {
        return echoWords
                && utterances.stream()
                        .anyMatch(said -> !said.done && AGENTS.matcher(said.text).find());
    }

    /// Words of the caller; an echo brings the agent's.
    private static boolean isOwnVoice(String words) {
        for (var word : words.split(" ", -1)) {
            if (isContent(word) || LISTENING.contains(word)) {
                return true;
            }
        }
        return false;
    }

    /// Whether all these words are signs of listening.
    static boolean isListening(String said) {
        return !said.isBlank() && LISTENING.containsAll(List.of(said.split(" ")));
    }

    private static boolean isContent(String word) {
        return word.startsWith("w");
    }

    /// Signs of listening alone count as none.
    private void countWords() {
        int count = 0;
        int certain = 0;
        boolean content = false;
        signs = false;
        guessed = false;
        for (var utterance : utterances) {
            if (!utterance.done && !utterance.text.isBlank()) {
                for (var word : utterance.text.split(" ", -1)) {
                    count++;
                    content |= isContent(word) || guessed;
                    guessed |= !LISTENING.contains(word) && !utterance.answered;
                    certain += utterance.answered && isContent(word) ? 1 : 0;
                    signs |= LISTENING.contains(word);
                }
            }
        }
        wordsNow = content ? count : 0;
        mostWords = Math.max(mostWords, wordsNow);
        certainWords = Math.max(certainWords, certain);
    }

    void finish(long id, long now) {
        var utterance = find(id);
        if (!utterance.seen || utterance.finished || utterance.cancelled) {
            throw new Violation("utterance " + id + " finished out of turn");
        }
        mayEnd(utterance, now);
        utterance.finished = true;
        if (speaking && !burstVoid) {
            overlong = true;
            burstVoid = true;
            speechMillis += Math.max(0, now - burstMedia);
        }
    }

    /// Whether anything says that the turn is over.
    private void mayEnd(Utterance utterance, long now) {
        if (utterance.unwanted) {
            throw new Violation("what sounds on hold, or without the talk key, is listened to");
        }
        if (isManual()) {
            if (!closedNow && now - pressedAt < 30_000) {
                throw new Violation("the turn ended while the talk key is down");
            }
            return;
        }
        if (closedNow || (speaking && !burstVoid)) {
            return;
        }
        long silence = now - silenceBegan;
        var text = onlyText(utterance);
        boolean byRecognizer = settings.detection() == Detection.RECOGNIZER;
        if (!byRecognizer && text != null && RandomDialogue.complete(text) == Completeness.OPEN) {
            long most = settings.open().toMillis() * (settings.mode() == Mode.FIXED ? 1 : 2);
            // after a stall of the line the silence may be told a second time, and begin later
            long began = Math.max(silenceBegan, silenceTold);
            judged.mayEnd(silence, now - began, Math.max(most, wordsAt - began) + LATENESS);
        }
        if (byRecognizer ? claimed : silence >= settings.maxDelay().toMillis()) {
            return;
        }
        boolean complete = text == null || RandomDialogue.complete(text) == Completeness.COMPLETE;
        boolean groups =
                !byRecognizer
                        && text != null
                        && RandomDialogue.complete(text) == Completeness.PARTIAL
                        && RandomDialogue.missing(text) >= 2;
        boolean early = byRecognizer && !(nearly && complete);
        var least = groups || early ? settings.maxDelay() : settings.minDelay();
        if (silence < least.toMillis()) {
            throw new Violation("a turn ended after " + silence + " ms of silence: " + text);
        }
    }

    /// The words so far, where the whole turn is this utterance; null where nobody can tell.
    private @Nullable String onlyText(Utterance utterance) {
        if (wentOn || mayGoOn || !pending.isEmpty()) {
            return null;
        }
        for (var other : utterances) {
            if (other != utterance && other.seen && !other.done && !other.cancelled) {
                return null;
            }
        }
        return utterance.text.isBlank() ? null : (before + " " + utterance.text).strip();
    }

    /// These words come before what the caller says now.
    void joins(String words) {
        before = words;
    }

    void cancel(long id, long now) {
        var utterance = find(id);
        if (!utterance.seen || utterance.cancelled || (utterance.finished && utterance.answered)) {
            throw new Violation("utterance " + id + " cancelled out of turn");
        }
        utterance.cancelled = true;
        failed |= utterance.finished && !utterance.answered;
        utterance.text = "";
        if (speaking && utterance.answered && !utterance.voided) {
            // it failed early and its turn was too long: the rest of the sound is void
            overlong = true;
            burstVoid = true;
            speechMillis += Math.max(0, now - burstMedia);
        } else if (speaking && id == utterances.size()) {
            speaking = false;
            forgetSound();
        }
    }

    /// The dialogue got words: they are owed no more.
    void heard(String words) {
        var got = " " + words + " ";
        for (var word : voidWords) {
            if (got.contains(" " + word + " ")) {
                throw new Violation("words that were void are answered: " + word);
            }
        }
        owed.removeIf(answer -> got.contains(" " + answer + " "));
        forgetTurn();
    }

    /// These words may be answered, and may not.
    void mayForget(String words) {
        owed.remove(words);
    }

    void forget() {
        owed.clear();
        forgetTurn();
    }

    private void forgetTurn() {
        for (var utterance : utterances) {
            utterance.done |= utterance.isOver();
        }
        pending.clear();
        pendingWords = 0;
        wentOn = false;
        speechMillis = 0;
        gone = 0;
        mostWords = 0;
        wordsNow = 0;
        hadOwn = false;
        certainWords = 0;
        failed = false;
        mayGoOn = false;
        maybeKept = false;
        signs = false;
        isLong = false;
        overlong = false;
        stoppedAgent = false;
        stoppedAgentByVoice = false;
    }

    /// The caller types: what sounds is of no interest.
    void voidAll() {
        owed.clear();
        pressed = false;
        burstVoid = true;
        for (var utterance : utterances) {
            utterance.voided |= utterance.isOpen();
        }
    }

    /// The caller writes: what sounds is of no interest until it stops.
    void voidByWriting() {
        soundVoid |= speaking;
        for (var utterance : utterances) {
            utterance.written |= utterance.seen && utterance.isOpen();
        }
        owed.forEach(words -> voidWords.addAll(List.of(words.split(" "))));
        voidAll();
        forgetTurn();
    }

    boolean isSpeaking() {
        return speaking && !burstVoid;
    }

    /// An utterance of interest is not answered yet.
    boolean isOpen() {
        for (var utterance : utterances) {
            if (utterance.seen && utterance.isOpen() && !utterance.voided) {
                return true;
            }
        }
        return false;
    }

    /// At most so long, for what the caller's speech allows.
    long spokeFor(long now) {
        return isSpeaking() ? now - burstSince : 0;
    }

    /// The same, with what was said before a pause.
    long spokeInTurn(long now) {
        return isSpeaking() ? speechMillis + spokeFor(now) : 0;
    }

    /// At least so long, for what the caller's speech demands.
    long surelySpokeFor(long now) {
        return isSpeaking() ? now - burstCounts : 0;
    }

    /// Whether no turn can be waiting for its silence.
    boolean isSilentFor(long millis, long now) {
        return !isSpeaking() && now - silentSince >= millis;
    }

    /// Whether the caller's last sound is so long ago.
    boolean isQuietFor(long millis, long now) {
        return !isSpeaking() && now - silenceBegan >= millis;
    }

    long speechMillis() {
        return speechMillis;
    }

    /// Whether so many words were understood, of sound long enough for words.
    boolean hasSaid(int words, long now) {
        long sounded = speechMillis - gone + (isSpeaking() ? spokeFor(now) : 0);
        return mostWords >= words && sounded >= shortest(words);
    }

    private static long shortest(int words) {
        return SHORTEST_WORD * Math.min(words, 2);
    }

    int mostWords() {
        return mostWords;
    }

    /// Words that are final.
    int certainWords() {
        return certainWords;
    }

    /// Something is understood so far that is no sign of listening.
    boolean isGuessed() {
        return guessed;
    }

    /// The same as [#mostWords()], with the words of a turn that may still go on.
    int mostWordsOfTurn() {
        return mostWords + pendingWords;
    }

    boolean startedNow() {
        return startedNow;
    }

    boolean isOwed() {
        return !owed.isEmpty();
    }

    List<String> owed() {
        return owed;
    }

    /// What may be the answer: the owed words, after those of a turn that may still go on.
    List<String> owedOfTurn() {
        var words = new ArrayList<>(pending);
        words.addAll(owed);
        return words;
    }

    void stopsAgent() {
        stoppedAgent = true;
    }

    /// Nothing was understood yet.
    void stopsAgentByVoice() {
        stoppedAgentByVoice = true;
    }

    boolean stoppedAgentByVoice() {
        return stoppedAgentByVoice;
    }

    boolean isOverlong() {
        return overlong;
    }

    boolean stoppedAgent() {
        return stoppedAgent;
    }

    /// The caller spoke for the window: one word is enough.
    void isLong(boolean spokeLong) {
        isLong |= spokeLong;
    }

    /// The long speech came to nothing.
    void stoppedByNothing() {
        isLong = false;
    }

    boolean isLong() {
        return isLong;
    }

    /// The recognizer failed in this turn.
    boolean hasFailed() {
        return failed;
    }

    /// Only signs of listening were understood so far.
    boolean isListening() {
        return signs && mostWords == 0;
    }

    /// Words of a turn that ended while the agent talks on were only a sign of listening. The turn
    /// may still go on, so its speech keeps counting. If speech crossed the order to finish, it
    /// does go on until `silence` milliseconds of silence at most, and its words may count.
    ///
    /// @param enough so many words would have stopped the agent
    /// @param maybe what was said may have been enough; nobody can tell from outside
    void stepDone(boolean agentTalksOn, int enough, boolean maybe, long silence, long now) {
        int needed = isLong ? 1 : enough;
        int said = hadOwn ? wordsNow : mostWords;
        boolean few = said < needed || speechMillis - gone < shortest(needed);
        if ((finalNow || isOwed()) && agentTalksOn && few && !isOpen()) {
            long speech = speechMillis;
            long before = gone;
            var words = wentOn ? owedOfTurn() : List.<String>of();
            int count = wentOn ? mostWordsOfTurn() : 0;
            boolean wasSign = isListening();
            boolean kept = maybeKept || maybe;
            forget();
            maybeKept = kept;
            mayGoOn = wasSign || kept;
            speechMillis = speech;
            gone = before;
            if (!words.isEmpty()) {
                pending.addAll(words);
                pendingWords = count;
                wentOn = true;
            }
        }
        if (isSilentFor(silence, now)) {
            pending.clear();
            pendingWords = 0;
            wentOn = false;
        }
        startedNow = false;
        finalNow = false;
        closedNow = false;
        burstVoid |= held && speaking;
    }

    void over() {
        for (int i = 0; i < utterances.size(); i++) {
            var utterance = utterances.get(i);
            if (utterance.seen
                    && !utterance.cancelled
                    && !(utterance.finished && utterance.answered)) {
                throw new Violation("utterance " + (i + 1) + " left after the end");
            }
        }
    }

    private static final class Utterance {
        boolean seen;
        boolean finished;
        boolean answered;
        boolean cancelled;
        boolean voided;
        boolean written;

        /// It was the agent's own voice.
        boolean own;

        boolean unwanted;
        boolean done;
        String text = "";

        boolean isOver() {
            return answered || cancelled;
        }

        /// One that failed early is open until its turn ends.
        boolean isOpen() {
            return !cancelled && !(finished && answered);
        }
    }
}
