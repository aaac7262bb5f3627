package dev.parley.sim.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.call.conversation.Phrases;
import dev.parley.dialog.Dialogue.Completeness;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Watches one call from outside and complains when a rule is broken. Keeps books of its own: what
/// was reported, what was asked for, who speaks.
final class Referee {
    /// No wait may be longer, unless a tool runs: the longest turn, or a long sentence that stalls.
    private static final long LONGEST_WAIT = 61_000;

    private final Phrases phrases = Phrases.english();
    private final ConversationSettings settings;
    private final MouthModel mouth;
    private final Tally tally;
    private final Hearing hearing = new Hearing();
    private final ToolBook tools = new ToolBook();
    private @Nullable RandomDialogue dialogue;
    private @Nullable RuntimeException complaint;

    // the reply in progress
    private final List<String> texts = new ArrayList<>();
    private long reply;
    private boolean talking;
    private boolean cutting;
    private boolean ended;
    private int played;
    private int started;
    private long startedAt;
    private long cutAt;
    private boolean interruptionOwed;
    private boolean releasedNow;

    // what the dialogue said last
    private @Nullable String firstSaid;
    private @Nullable String expected;
    private String listening = "";
    private int maxDigits;
    private boolean dialogueEnded;
    private boolean dialogueThrew;
    private int interruptionsUntold;
    private int asked;
    private boolean answerCut;
    private String fillersSaid = " ";

    // the call
    private boolean lineGone;
    private boolean mustClose;
    private boolean goodbye;
    private boolean broken;
    private boolean hungUp;
    private boolean typing;
    private boolean typedNow;

    Referee(ConversationSettings settings, MouthModel mouth, Tally tally) {
        this.settings = settings;
        this.mouth = mouth;
        this.tally = tally;
    }

    void knows(RandomDialogue partner) {
        this.dialogue = partner;
    }

    // --- what the dialogue reports

    /// A broken rule found inside the dialogue, where an exception would be taken for its own.
    RuntimeException broken(String rule) {
        complaint = new Violation(rule);
        return complaint;
    }

    private void askDialogue() {
        asked++;
        answerCut = false;
        if (dialogueEnded) {
            complaint = new Violation("the dialogue was asked after its end");
        }
    }

    void dialogueHears(String words) {
        askDialogue();
        if (words.isBlank()
                && hearing.speechMillis() < 300
                && !hearing.stoppedAgent()
                && !hearing.isOverlong()
                && !hearing.isSpeaking()) {
            complaint = new Violation("a noise was taken for an answer");
        }
        hearing.heard(words);
    }

    void dialogueReadsKeys() {
        askDialogue();
        typing = false;
        hearing.forget();
    }

    void dialogueGetsResult() {
        askDialogue();
        tools.delivered();
    }

    void dialogueAskedForSilence(int count) {
        askDialogue();
        if (count > 3) {
            complaint = new Violation("silence was prompted " + count + " times");
        }
        if (tools.running() > 0) {
            complaint = new Violation("silence was counted while a tool runs");
        }
        if (hearing.isSpeaking()) {
            complaint = new Violation("silence was counted while the caller speaks");
        }
    }

    void dialogueInterrupted() {
        interruptionsTold++;
    }

    private int interruptionsTold;

    void dialogueThrows() {
        dialogueThrew = true;
    }

    void dialogueEnds() {
        dialogueEnded = true;
    }

    void dialogueSays(String first, @Nullable String expectation) {
        firstSaid = first;
        expected = expectation;
    }

    // --- what happens

    void before(Input input, long now) {
        switch (input) {
            case Input.Opened _ -> {}
            case Ear.KeyPressed(char key) -> {
                if (!closing() && maxDigits > 0 && (typing || key != '#')) {
                    typing = true;
                    typedNow = true;
                    hearing.voidAll();
                }
            }
            case Ear event -> hearing.before(event, now, typing);
            case Mouth event -> mouthReports(event);
            case Input.ToolReturned(long toolCall, var _) -> tools.returned(toolCall);
            case Line.HungUp _, Line.ConnectionLost _, Line.ProtocolBroken _ -> lineGone = true;
            case Line.DrainLimitReached _, Line.Broken _ -> mustClose = true;
            case Line.DrainRequested _ -> {}
        }
    }

    private boolean closing() {
        return lineGone || mustClose || goodbye || broken || dialogueEnded || dialogueThrew;
    }

    private void mouthReports(Mouth event) {
        switch (event) {
            case Mouth.SentenceStarted(long id, int sentence) -> {
                if (isCurrent(id)) {
                    started = Math.max(started, sentence + 1);
                }
            }
            case Mouth.SentencePlayed(long id, int sentence, boolean _) -> {
                if (isCurrent(id)) {
                    boolean before = isInterruptible();
                    played = Math.max(played, sentence + 1);
                    releasedNow = !before && isInterruptible();
                }
            }
            case Mouth.ReplyPlayed(long id) -> {
                if (isCurrent(id)) {
                    played = texts.size();
                }
            }
            case Mouth.ReplyCut(long id, int _, int _, boolean _) -> {
                if (isCurrent(id)) {
                    cutReported = true;
                }
            }
            case Mouth.SpeechFailed(long id, int _, var _) -> {
                if (isCurrent(id) && talking) {
                    mustClose = true;
                }
            }
        }
    }

    private boolean cutReported;

    private boolean isCurrent(long id) {
        return id == reply && (talking || cutting);
    }

    private boolean isInterruptible() {
        var partner = dialogue;
        for (int i = played; i < texts.size() && partner != null; i++) {
            if (!partner.sentences.getOrDefault(texts.get(i), true)) {
                return false;
            }
        }
        return true;
    }

    // --- what the conversation asks for

    void check(Effect effect, long now) {
        if (hungUp) {
            throw new Violation("an effect after the end: " + effect);
        }
        switch (effect) {
            case Effect.Speak(long id, int sentence, var text) -> speaks(id, sentence, text, now);
            case Effect.EndReply(long id) -> {
                if (id != reply || !talking || ended) {
                    throw new Violation("reply " + id + " ended out of turn");
                }
                ended = true;
            }
            case Effect.CutReply(long id) -> cuts(id, now);
            case Effect.Listen(var expectation) -> {
                listening = expectation.name();
                maxDigits = expectation.maxDigits();
            }
            case Effect.FinishUtterance(long utterance) -> hearing.finish(utterance);
            case Effect.CancelUtterance(long utterance) -> hearing.cancel(utterance);
            case Effect.StartTool(long toolCall, var _, var _) -> tools.start(toolCall);
            case Effect.CancelTool(long toolCall) -> tools.cancel(toolCall);
            case Effect.HangUp _ -> hungUp = true;
            case Fact fact -> check(fact, now);
        }
    }

    private void speaks(long id, int sentence, String text, long now) {
        if (sentence > 0) {
            if (id != reply || !talking || ended || sentence != texts.size()) {
                throw new Violation("sentence " + sentence + " of reply " + id + " out of turn");
            }
            texts.add(text);
            return;
        }
        if (talking || cutting) {
            throw new Violation("reply " + id + " begins before reply " + reply + " is over");
        }
        if (id <= reply) {
            throw new Violation("reply ids grow, got " + id + " after " + reply);
        }
        if (text.equals(phrases.silentGoodbye())
                || text.equals(phrases.tooLongGoodbye())
                || text.equals(phrases.drainGoodbye())
                || text.equals(phrases.apologyAndGoodbye())) {
            goodbye = true;
        } else if (hearing.isSpeaking() && !closing()) {
            throw new Violation("the agent speaks into the caller's turn");
        }
        if (text.equals(firstSaid)) {
            firstSaid = null;
            if (expected != null && !expected.equals(listening)) {
                throw new Violation("the question sounds before its answers are listened for");
            }
        }
        if (text.startsWith("f")) {
            if (fillersSaid.contains(" " + text + ",")) {
                throw new Violation("filler said twice: " + text);
            }
            fillersSaid += text + ", ";
            tally.saw("fillers");
        }
        if (texts.contains(text)) {
            tally.saw("answers said again");
            interruptionsUntold = 0;
        }
        answerCut = false;
        reply = id;
        texts.clear();
        texts.add(text);
        talking = true;
        ended = false;
        cutReported = false;
        played = 0;
        started = 0;
        startedAt = now;
        interruptionOwed = false;
        releasedNow = false;
        typedNow = false;
    }

    private void cuts(long id, long now) {
        if (id != reply || !talking) {
            throw new Violation("reply " + id + " was cut, but it does not talk");
        }
        talking = false;
        cutting = true;
        cutAt = now;
        if (!(lineGone || broken)) {
            boolean finalWords = goodbye || dialogueEnded;
            boolean overtime = now >= settings.maxDuration().toMillis();
            boolean close = mustClose || overtime;
            cutNeedsReason = finalWords || !close;
            cutAllowed = !finalWords && mayInterrupt(now);
        }
    }

    private boolean cutNeedsReason;
    private boolean cutAllowed;

    private boolean mayInterrupt(long now) {
        boolean fresh = now - startedAt < 300 && hearing.startedNow();
        boolean wants =
                typedNow
                        || fresh
                        || hearing.spokeFor(now) >= settings.bargeInMinSpeech().toMillis()
                        || hearing.mostWords() >= settings.bargeInMinWords()
                        || isAnswerToQuestion()
                        || (releasedNow && interruptionOwed);
        if (wants && !(hearing.stoppedAgent() && fresh)) {
            hearing.stopsAgent();
        }
        return wants && isInterruptible();
    }

    /// A complete answer while the question itself sounds, or words before anything sounds.
    private boolean isAnswerToQuestion() {
        return hearing.isOwed()
                && !hearing.isOpen()
                && (started == 0
                        || (started == texts.size()
                                && RandomDialogue.complete(String.join(" ", hearing.owed()))
                                        == Completeness.COMPLETE));
    }

    private void check(Fact fact, long now) {
        switch (fact) {
            case Fact.AgentTurn turn -> agentTurn(turn, now);
            case Fact.CallerTurn _ -> tally.saw("caller turns");
            case Fact.Noted(var name, var values, boolean _) -> {
                if (name.equals("broken")) {
                    broken = true;
                } else if (name.equals("counts")) {
                    tally.saw("overlaps", number(values.get("overlaps")));
                    tally.saw("noises", number(values.get("noises")));
                    tally.saw("backchannels", number(values.get("backchannels")));
                }
            }
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private void agentTurn(Fact.AgentTurn turn, long now) {
        var said = String.join(" ", texts);
        var heard = turn.heard().reveal();
        if (!(talking || cutting) || !turn.said().reveal().equals(said)) {
            throw new Violation("the record of a reply that was not said: " + turn.said().reveal());
        }
        if (!said.startsWith(heard)) {
            throw new Violation("heard \"" + heard + "\" is no prefix of \"" + said + "\"");
        }
        int end = heard.length();
        if (end < said.length() && end > 0 && said.charAt(end) != ' ') {
            throw new Violation("heard half a word: \"" + heard + "\" of \"" + said + "\"");
        }
        if (end > mouth.soundedChars(reply)) {
            throw new Violation(
                    "heard \"" + heard + "\", but less sounded: " + mouth.soundedChars(reply));
        }
        if (end < String.join(" ", texts.subList(0, Math.min(played, texts.size()))).length()) {
            throw new Violation("heard \"" + heard + "\", but more was reported");
        }
        if (played < texts.size() && !cutReported && !waitedForCut(now)) {
            pendingEndWithoutReport = true;
        }
        talking = false;
        cutting = false;
        tally.saw("agent turns");
        var partner = dialogue;
        if (turn.cut() && partner != null && partner.sentences.containsKey(texts.getFirst())) {
            tally.saw("cut replies");
            if (!closing()) {
                interruptionsUntold++;
                answerCut = true;
            }
        }
    }

    private boolean pendingEndWithoutReport;

    private boolean waitedForCut(long now) {
        return cutting && now - cutAt >= 1000;
    }

    // --- at the end of a step

    void stepDone(long now, Tick nextDeadline) {
        complain();
        if (cutNeedsReason && !cutAllowed && !broken) {
            throw new Violation("the agent was cut without a reason");
        }
        if (pendingEndWithoutReport) {
            throw new Violation("a reply ended that nobody reported");
        }
        if (talking && !ended) {
            throw new Violation("reply " + reply + " has no end");
        }
        if (Tick.ofMillis(now).isAtOrAfter(nextDeadline)) {
            throw new Violation("a deadline stays in the past");
        }
        if (interruptionsTold > 0) {
            interruptionsUntold = 0;
        } else if (asked > 0 && interruptionsUntold > 0 && !closing()) {
            throw new Violation("the dialogue was asked before it knew what was heard");
        }
        if (asked > 0) {
            answerCut = false;
        }
        if (!closing()) {
            checkOpen(now);
        }
        boolean bounded = tools.running() == 0 || closing();
        if (bounded && nextDeadline.millis() - now > LONGEST_WAIT) {
            throw new Violation("waits without a limit");
        }
        cutNeedsReason = false;
        asked = 0;
        interruptionsTold = 0;
        typedNow = false;
        releasedNow = false;
        hearing.stepDone(talking && !interruptionOwed);
    }

    private void checkOpen(long now) {
        if (talking) {
            boolean enough =
                    hearing.spokeFor(Math.max(now, 0)) >= settings.bargeInMinSpeech().toMillis()
                            && now - startedAt >= settings.bargeInMinSpeech().toMillis();
            if (enough && isInterruptible()) {
                throw new Violation("the caller speaks and speaks, the agent does not stop");
            }
            if (!isInterruptible()
                    && (enough
                            || typedNow
                            || typing
                            || hearing.mostWords() >= settings.bargeInMinWords()
                            || isAnswerToQuestion())) {
                interruptionOwed = true;
            }
        }
        boolean quiet =
                !talking
                        && !cutting
                        && !typing
                        && !hearing.isOpen()
                        && hearing.isSilentFor(settings.endOfTurnPartial().toMillis(), now);
        if (quiet && hearing.isOwed()) {
            throw new Violation("an answer was lost: " + hearing.owed());
        }
        if (quiet && answerCut) {
            throw new Violation("an answer was cut by nothing and not said again");
        }
        if (quiet && tools.undelivered() > 0) {
            throw new Violation("a tool's result was lost");
        }
    }

    private void complain() {
        if (complaint != null) {
            throw complaint;
        }
    }

    /// After the last effect.
    void over(Tick nextDeadline) {
        complain();
        if (!hungUp) {
            throw new Violation("over without a hang-up");
        }
        if (!nextDeadline.equals(Tick.NEVER)) {
            throw new Violation("a deadline is left after the end");
        }
        if (talking || cutting) {
            if (!cutting || !hungUp) {
                throw new Violation("a reply is left after the end");
            }
        }
        if (cutNeedsReason && !cutAllowed && !lineGone && !broken) {
            tally.saw("goodbyes cut at the limit");
        }
        hearing.over();
        tools.over();
    }
}
