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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches one call from outside and complains when a rule is broken. Keeps books of its own about
/// the reply, the caller's words, the tools and the dialogue; shares no code with what it judges.
final class Referee {
    /// No wait may be longer, unless a tool runs: the longest turn, or a long sentence that stalls.
    private static final long LONGEST_WAIT = 61_000;

    private final ConversationSettings settings;
    private final Tally tally;
    private final List<String> goodbyes;
    private final ReplyBook reply;
    private final Hearing hearing = new Hearing();
    private final ToolBook tools = new ToolBook();
    private final DialogueBook partner = new DialogueBook();
    private final ShowBook show = new ShowBook();
    private final Set<String> protectedTexts = new HashSet<>();
    private final Set<String> dialogueTexts = new HashSet<>();
    private final Set<String> fillers = new HashSet<>();
    private @Nullable Violation complaint;
    private boolean interruptionAllowed;
    private boolean interruptionOwed;
    private boolean cutNeedsReason;
    private boolean cutAllowed;
    private boolean cutUnseen;
    private boolean lineGone;
    private boolean mustClose;
    private boolean goodbye;
    private boolean broken;
    private boolean hungUp;
    private boolean typing;
    private boolean typedNow;

    Referee(ConversationSettings settings, Phrases phrases, MouthModel mouth, Tally tally) {
        this.settings = settings;
        this.tally = tally;
        this.reply = new ReplyBook(mouth, protectedTexts::contains);
        this.goodbyes =
                List.of(
                        phrases.silentGoodbye(),
                        phrases.tooLongGoodbye(),
                        phrases.drainGoodbye(),
                        phrases.apologyAndGoodbye());
    }

    // What the dialogue tells.

    /// A broken rule found inside the dialogue, where an exception would be taken for its own.
    Violation broken(String rule) {
        complaint = new Violation(rule);
        return complaint;
    }

    void dialogueHasSentence(String text, boolean interruptible) {
        dialogueTexts.add(text);
        if (!interruptible) {
            protectedTexts.add(text);
        }
    }

    void dialogueSays(String first, @Nullable String expectation) {
        partner.says(first, expectation);
    }

    void dialogueHears(String words) {
        ask();
        boolean noise =
                words.isBlank()
                        && hearing.speechMillis() < 300
                        && !hearing.stoppedAgent()
                        && !hearing.isOverlong()
                        && !hearing.isSpeaking();
        if (noise) {
            complaint = new Violation("a noise was taken for an answer");
        }
        hearing.heard(words);
    }

    void dialogueReadsKeys() {
        ask();
        typing = false;
        hearing.forget();
    }

    void dialogueGetsResult() {
        ask();
        tools.delivered();
    }

    void dialogueAskedForSilence(int count) {
        ask();
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

    private void ask() {
        if (!partner.isAsked()) {
            complaint = new Violation("the dialogue was asked after its end");
        }
    }

    void dialogueInterrupted() {
        partner.isTold();
    }

    void dialogueThrows() {
        partner.breaks();
    }

    void dialogueEnds() {
        partner.ends();
    }

    // What happens.

    void before(Input input, long now) {
        switch (input) {
            case Input.Opened _, Line.DrainRequested _ -> {}
            case Line.Written _, Line.Away _, Line.Back _ -> {}
            case Ear.KeyPressed(char key) -> {
                if (!closing() && partner.maxDigits() > 0 && (typing || key != '#')) {
                    typing = true;
                    typedNow = true;
                    hearing.voidAll();
                }
            }
            case Ear event -> hearing.before(event, now, typing);
            case Mouth event -> {
                reply.report(event);
                mustClose |= reply.hasFailed();
            }
            case Input.ToolReturned(long toolCall, var _) -> tools.returned(toolCall);
            case Line.HungUp _, Line.ConnectionLost _, Line.ProtocolBroken _ -> lineGone = true;
            case Line.DrainLimitReached _, Line.Broken _ -> mustClose = true;
        }
    }

    private boolean closing() {
        return lineGone || mustClose || goodbye || broken || partner.isOver();
    }

    // What the conversation asks for.

    void check(Effect effect, long now) {
        if (hungUp) {
            throw new Violation("an effect after the end: " + effect);
        }
        switch (effect) {
            case Effect.Speak(long id, int sentence, var text) -> {
                show.planned(id, sentence, text, closing() || goodbyes.contains(text));
                if (sentence == 0) {
                    begins(id, text, now);
                } else {
                    reply.add(id, sentence, text);
                }
            }
            case Effect.EndReply(long id) -> reply.end(id);
            case Effect.CutReply(long id) -> cuts(id, now);
            case Effect.Listen(var expectation) ->
                    partner.listens(expectation.name(), expectation.maxDigits());
            case Effect.FinishUtterance(long utterance) -> hearing.finish(utterance);
            case Effect.CancelUtterance(long utterance) -> hearing.cancel(utterance);
            case Effect.StartTool(long toolCall, var _, var _) -> tools.start(toolCall);
            case Effect.CancelTool(long toolCall) -> tools.cancel(toolCall);
            case Effect.HangUp _ -> hungUp = true;
            case Fact fact -> check(fact, now);
            case Effect.Show shown -> show.shown(shown);
        }
    }

    private void begins(long id, String text, long now) {
        if (goodbyes.contains(text)) {
            goodbye = true;
        } else if (hearing.isSpeaking() && !closing()) {
            throw new Violation("the agent speaks into the caller's turn");
        }
        if (id > 1 && reply.holds(text)) {
            tally.saw("answers said again");
            partner.isSaidAgain();
        }
        reply.begin(id, text, now);
        partner.begins(text);
        if (text.startsWith("f")) {
            tally.saw("fillers");
            if (!fillers.add(text)) {
                throw new Violation("filler said twice: " + text);
            }
        }
        interruptionAllowed = false;
        interruptionOwed = false;
        typedNow = false;
    }

    private void cuts(long id, long now) {
        boolean allowed = mayInterrupt(now);
        reply.cut(id, now);
        if (!(lineGone || broken)) {
            boolean lastWords = goodbye || partner.hasEnded();
            boolean overtime = now >= settings.maxDuration().toMillis();
            cutNeedsReason = lastWords || !(mustClose || overtime);
            cutAllowed = !lastWords && allowed;
            cutUnseen = cutNeedsReason && !show.isCallerSeen();
        }
    }

    private boolean mayInterrupt(long now) {
        boolean fresh = reply.age(now) < 300 && hearing.startedNow();
        boolean wants =
                typedNow
                        || fresh
                        || hearing.spokeFor(now) >= settings.bargeInMinSpeech().toMillis()
                        || mayBeAnswer()
                        || (reply.releasedNow() && interruptionAllowed);
        if (wants && !(hearing.stoppedAgent() && fresh)) {
            hearing.stopsAgent();
        }
        return wants && reply.isInterruptible();
    }

    /// Enough words, or an answer, if the turn went on or if it did not.
    private boolean mayBeAnswer() {
        return hearing.mostWordsOfTurn() >= settings.bargeInMinWords()
                || isAnswerToQuestion(hearing.owedOfTurn())
                || isAnswerToQuestion(hearing.owed());
    }

    /// A complete answer while the question itself sounds, or words before anything sounds.
    private boolean isAnswerToQuestion(List<String> words) {
        return !words.isEmpty()
                && !hearing.isOpen()
                && (!reply.isAudible() || (reply.isAtLastSentence() && isComplete(words)));
    }

    private static boolean isComplete(List<String> words) {
        return RandomDialogue.complete(String.join(" ", words)) == Completeness.COMPLETE;
    }

    private void check(Fact fact, long now) {
        switch (fact) {
            case Fact.AgentTurn turn -> {
                reply.record(turn, now);
                show.recorded(turn);
                tally.saw("agent turns");
                if (turn.cut() && dialogueTexts.contains(reply.first())) {
                    tally.saw("cut replies");
                    if (!closing()) {
                        partner.wasCut();
                    }
                }
            }
            case Fact.CallerTurn _ -> tally.saw("caller turns");
            case Fact.Noted(var name, var values, boolean _) -> {
                if (name.equals("broken")) {
                    broken = true;
                } else if (name.equals("counts")) {
                    count("overlaps", values.get("overlaps"));
                    count("noises", values.get("noises"));
                    count("backchannels", values.get("backchannels"));
                }
            }
        }
    }

    private void count(String what, @Nullable Object value) {
        if (value instanceof Number number) {
            tally.saw(what, number.longValue());
        }
    }

    // At the end of a step.

    void stepDone(long now, Tick nextDeadline) {
        complain();
        if (cutNeedsReason && !cutAllowed && !broken) {
            throw new Violation("the agent was cut without a reason");
        }
        if (cutUnseen && !broken) {
            throw new Violation("the agent was cut before the caller was seen");
        }
        cutUnseen = false;
        reply.stepDone();
        show.stepDone();
        if (Tick.ofMillis(now).isAtOrAfter(nextDeadline)) {
            throw new Violation("a deadline stays in the past");
        }
        partner.stepDone(closing());
        if (!closing()) {
            checkFloor(now);
            checkNothingLost(now);
            if (!reply.isActive() && hearing.surelySpokeFor(now) > 0) {
                show.mustSeeCaller();
            }
        }
        boolean bounded = tools.running() == 0 || closing();
        if (bounded && nextDeadline.millis() - now > LONGEST_WAIT) {
            throw new Violation("waits without a limit");
        }
        cutNeedsReason = false;
        typedNow = false;
        hearing.stepDone(
                reply.isTalking() && !interruptionOwed,
                settings.endOfTurnPartial().toMillis(),
                now);
    }

    /// An agent who talks on must have a reason: nobody interrupts, or the sentence is protected.
    private void checkFloor(long now) {
        if (!reply.isTalking()) {
            return;
        }
        long window = settings.bargeInMinSpeech().toMillis();
        boolean enough = hearing.surelySpokeFor(now) >= window && reply.age(now) >= window;
        if (reply.isInterruptible()) {
            if (enough) {
                throw new Violation("the caller speaks and speaks, the agent does not stop");
            }
        } else if (enough
                || typedNow
                || typing
                || hearing.mostWords() >= settings.bargeInMinWords()
                || isAnswerToQuestion(hearing.owed())) {
            interruptionOwed = true;
        }
        interruptionAllowed |= interruptionOwed || (!reply.isInterruptible() && mayBeAnswer());
    }

    private void checkNothingLost(long now) {
        boolean quiet =
                !reply.isActive()
                        && !typing
                        && !hearing.isOpen()
                        && hearing.isSilentFor(settings.endOfTurnPartial().toMillis(), now);
        if (!quiet) {
            return;
        }
        if (hearing.isOwed()) {
            throw new Violation("an answer was lost: " + hearing.owed());
        }
        if (partner.isAnswerCut()) {
            throw new Violation("an answer was cut by nothing and not said again");
        }
        if (tools.undelivered() > 0) {
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
        if (cutNeedsReason && !cutAllowed && !broken) {
            tally.saw("goodbyes cut at the limit");
        }
        reply.over();
        show.over();
        hearing.over();
        tools.over();
    }
}
