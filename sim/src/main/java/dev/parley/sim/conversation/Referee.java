package dev.parley.sim.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Effect.Fact;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.call.conversation.InterruptionSettings.By;
import dev.parley.call.conversation.InterruptionSettings.OnSpeech;
import dev.parley.call.conversation.Phrases;
import dev.parley.dialog.Dialogue.Completeness;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches one call from outside and complains when a rule is broken. Keeps books of its own about
/// the reply, the caller's words, the tools and the dialogue; shares no code with what it judges.
final class Referee {
    /// No wait may be longer, unless a tool runs: the longest turn, or a long sentence that stalls.
    private static final long LONGEST_WAIT = 61_000;

    /// A connection is waited for a minute, and the call thread may be late.
    private static final long LONGEST_AWAY = 60_500;

    private static final int MOST_TEXTS = 8;

    private final ConversationSettings settings;
    private final Tally tally;
    private final List<String> goodbyes;
    private final ReplyBook reply;
    private final Hearing hearing;
    private final ToolBook tools = new ToolBook();
    private final GenerationBook generations = new GenerationBook();
    private final SummaryBook summaries = new SummaryBook();
    private final DialogueBook partner = new DialogueBook();
    private final ShowBook show = new ShowBook();
    private final Set<String> protectedTexts = new HashSet<>();
    private final Set<String> dialogueTexts = new HashSet<>();
    private final Set<String> fillers = new HashSet<>();
    private final List<String> updates;
    private String begunLast = "";
    private final ArrayDeque<Line.Written> texts = new ArrayDeque<>();
    private Line.@Nullable Written lastText;
    private @Nullable Violation complaint;
    private boolean voiced = true;
    private boolean noteOwed;
    private final boolean looping;
    private int barren;
    private boolean held;
    private boolean transferAnnounced;
    private boolean transferAsked;
    private boolean failureOwed;
    private boolean away;
    private boolean welcomeOwed;
    private boolean cutByAway;
    private boolean brokeNow;
    private long awaySince;
    private long pausedSince;

    /// Until then there is surely no interruption, and until then there may be none.
    private long coolUntil;

    private long mayCoolUntil;
    private boolean interruptionAllowed;
    private boolean interruptionOwed;
    private boolean cutNeedsReason;
    private boolean cutAllowed;

    /// The agent went on after a false stop: what was heard before it counts no more.
    private boolean wentOn;

    private boolean cutUnseen;
    private boolean lineGone;
    private boolean mustClose;
    private boolean goodbye;
    private boolean broken;
    private boolean hungUp;
    private boolean typing;
    private boolean typedNow;

    Referee(Weather weather, Phrases phrases, MouthModel mouth, Tally tally) {
        this.updates = phrases.stillWaiting();
        this.settings = weather.settings();
        this.looping = weather.looping();
        this.hearing = new Hearing(settings.endpointing(), settings.interruption().echoGuard());
        this.tally = tally;
        this.reply =
                new ReplyBook(mouth, settings.interruption().enabled(), protectedTexts::contains);
        this.goodbyes =
                List.of(
                        phrases.silentGoodbye(),
                        phrases.tooLongGoodbye(),
                        phrases.drainGoodbye(),
                        phrases.apologyAndGoodbye(),
                        phrases.noProgressGoodbye());
    }

    // What the dialogue tells.

    /// A broken rule found inside the dialogue, where an exception would be taken for its own.
    Violation broken(String rule) {
        complaint = new Violation(rule);
        return complaint;
    }

    void dialogueHasSentence(String text, boolean interruptible, boolean greeting) {
        dialogueTexts.add(text);
        if (!interruptible || (greeting && settings.interruption().protectGreeting())) {
            protectedTexts.add(text);
        }
    }

    void dialogueSays(String first, @Nullable String expectation) {
        partner.says(first, expectation);
    }

    void dialogueHears(String words) {
        generations.turnOver();
        ask();
        if (words.startsWith("t")) {
            dialogueReads(words);
            return;
        }
        voiced = true;
        gotNowhere(words.isBlank());
        boolean noise =
                words.isBlank()
                        && hearing.speechMillis() < 300
                        && !hearing.stoppedAgent()
                        && !hearing.isOverlong()
                        && !hearing.isSpeaking();
        boolean falseStop =
                words.isBlank()
                        && settings.interruption().resumeFalseStop()
                        && hearing.stoppedAgentByVoice()
                        && hearing.mostWords() == 0
                        && !hearing.hasFailed();
        if (noise || falseStop) {
            complaint = new Violation("a noise was taken for an answer");
        }
        hearing.heard(words);
    }

    /// Counts turns that bring nothing to a dialogue that gets nowhere.
    private void gotNowhere(boolean again) {
        barren = again ? barren + 1 : 0;
        if (looping && barren > settings.maxTurnsWithoutProgress()) {
            complaint = new Violation("a call that gets nowhere goes on");
        }
    }

    void dialogueTransfers(boolean announced) {
        transferAnnounced = announced;
    }

    void dialogueKnowsFailure() {
        if (!transferAsked) {
            complaint = new Violation("told of the failure of no transfer");
        }
    }

    private void dialogueReads(String words) {
        barren = 0;
        var text = texts.isEmpty() ? lastText : texts.poll();
        if (text == null || !text.words().reveal().equals(words)) {
            complaint = new Violation("written words out of turn: " + words);
            return;
        }
        tally.saw("written turns");
        voiced = text.voiced();
    }

    void dialogueReadsKeys() {
        ask();
        barren = 0;
        voiced = true;
        typing = false;
        hearing.forget();
    }

    void dialogueGetsResult(long toolCall) {
        ask();
        tools.delivered(toolCall);
    }

    void dialogueStopsTool(long toolCall) {
        tools.unwanted(toolCall);
    }

    /// It gets what a model wrote.
    void dialogueReadsModel(long generation, ModelEvent event) {
        ask();
        generations.delivered(generation, event);
        if (hearing.isSpeaking() && !reply.isTalking()) {
            complaint = new Violation("the dialogue says something into the caller's turn");
        }
        if (away) {
            complaint = new Violation("the dialogue says something to nobody");
        }
    }

    void dialogueAsksModel(long generation, ModelRequest request) {
        generations.asks(generation, request);
    }

    void dialogueAsksSummary(long summary) {
        summaries.asks(summary);
    }

    void dialogueGetsSummary(long summary, String text) {
        summaries.told(summary, text);
    }

    void dialogueSaysOf(long generation, String sentence) {
        generations.owns(generation, sentence);
    }

    void dialogueStops(long generation) {
        generations.forget(generation);
    }

    /// It wants nothing more of what models write.
    void dialogueForgetsModels() {
        generations.forgetAll();
    }

    /// It heard the same words again, and has them answered anew.
    void dialogueWritesAnew(@Nullable String question) {
        partner.writesAnew(question);
        hearing.joins("");
    }

    void dialogueAskedForSilence(int count) {
        ask();
        if (generations.isPending()) {
            complaint = new Violation("silence was counted while a model writes");
        }
        if (count > 3) {
            complaint = new Violation("silence was prompted " + count + " times");
        }
        if (tools.running() > 0) {
            complaint = new Violation("silence was counted while a tool runs");
        }
        if (hearing.isSpeaking()) {
            complaint = new Violation("silence was counted while the caller speaks");
        }
        if (away) {
            complaint = new Violation("silence was counted while nobody is there");
        }
        if (transferAsked) {
            complaint = new Violation("silence was counted while the call is handed over");
        }
        if (hearing.isPressed()) {
            complaint = new Violation("silence was counted while the talk key is down");
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

    void dialogueAsks(@Nullable String question) {
        partner.asks(question);
        hearing.joins("");
    }

    /// It forgets these words: they are the beginning of those that come.
    void dialogueTakesBack(@Nullable String question, String words) {
        partner.takesBack(question);
        hearing.joins(words);
    }

    void dialogueAnswerStands(@Nullable String question) {
        partner.answerStands(question);
        hearing.joins("");
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
            case Line.Written text -> wrote(text, now);
            case Line.Away _ -> {
                brokeNow = !away;
                awaySince = away && !held ? awaySince : now;
                away = true;
                welcomeOwed = false;
                if (held && !transferAsked) {
                    hearing.resume(isListening());
                }
                held = false;
                hearing.release();
            }
            case Line.Held _ -> {
                if (!away) {
                    brokeNow = true;
                    away = true;
                    held = true;
                    welcomeOwed = false;
                    hearing.hold();
                }
            }
            case Line.Resumed _ -> {
                if (held) {
                    welcomeOwed = !closing() && !transferAsked;
                    away = false;
                    held = false;
                    if (!transferAsked) {
                        hearing.resume(isListening());
                    }
                }
            }
            case Line.Transferred _ -> lineGone = true;
            case Line.TransferFailed _ -> failureOwed = transferAsked;
            case Line.TurnOpened _ -> {
                if (!closing() && !held && !transferAsked && isListening()) {
                    typedNow = true;
                    hearing.press(now);
                }
            }
            case Line.TurnClosed _ -> hearing.release();
            case Line.Back _ -> {
                if (!held) {
                    welcomeOwed = away && !closing() && !transferAsked;
                    away = false;
                }
            }
            case Ear.KeyPressed(char key) -> {
                boolean wanted = partner.maxDigits() > 0 && (typing || key != '#');
                if (!closing() && !transferAsked && wanted) {
                    typing = true;
                    typedNow = true;
                    hearing.voidAll();
                }
            }
            case Ear event -> hearing.before(event, now, typing, !texts.isEmpty());
            case Mouth event -> {
                reply.report(event);
                mustClose |= reply.hasFailed();
            }
            case Input.ToolReturned(long toolCall, var _) -> tools.returned(toolCall);
            case Input.Model(long generation, var event) -> {
                if (SummaryBook.isOne(generation)) {
                    summaries.arrives(generation, event);
                } else {
                    generations.arrives(generation, event, now);
                }
            }
            case Input.TurnJudged(long pause, double complete) ->
                    hearing.judged(pause, complete, now);
            case Line.HungUp _, Line.ConnectionLost _, Line.ProtocolBroken _ -> lineGone = true;
            case Line.DrainLimitReached _, Line.Broken _ -> mustClose = true;
            // A goodbye that follows is known by its words.
            case Line.BudgetNear _, Line.BudgetSpent _ -> {}
        }
    }

    private boolean isListening() {
        return !typing && texts.isEmpty();
    }

    /// At the end of the longest call a text may still be answered, and may not.
    private void wrote(Line.Written text, long now) {
        lastText = now >= settings.maxDuration().toMillis() ? text : null;
        if (lastText != null || closing() || text.words().reveal().isBlank()) {
            return;
        }
        if (!text.answer()) {
            noteOwed = true;
        } else if (texts.size() < MOST_TEXTS) {
            texts.add(text);
            hearing.voidByWriting();
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
            case Effect.Speak(long id, int sentence, var text) ->
                    says(id, sentence, text, true, now);
            case Effect.Write(long id, int sentence, var text) ->
                    says(id, sentence, text, false, now);
            case Effect.EndReply(long id) -> reply.end(id);
            case Effect.CutReply(long id) -> cuts(id, now);
            case Effect.PauseReply(long id) -> pauses(id, now);
            case Effect.ResumeReply(long id) -> resumes(id);
            case Effect.Listen(var expectation) -> {
                partner.listens(expectation.name(), expectation.maxDigits());
                hearing.expects(expectation.isOpen());
            }
            case Effect.FinishUtterance(long utterance) -> hearing.finish(utterance, now);
            case Effect.CancelUtterance(long utterance) -> hearing.cancel(utterance, now);
            case Effect.JudgeTurn(long pause) -> hearing.judge(pause, now);
            case Effect.StartTool(long toolCall, var _, var _) -> tools.start(toolCall);
            case Effect.CancelTool(long toolCall) -> tools.cancel(toolCall);
            case Effect.StartGeneration(long generation, var request) -> {
                if (SummaryBook.isOne(generation)) {
                    summaries.start(generation, now);
                } else {
                    generations.start(generation, request, now);
                }
            }
            case Effect.CancelGeneration(long generation) -> {
                if (SummaryBook.isOne(generation)) {
                    summaries.cancel(generation);
                } else {
                    generations.cancel(generation);
                }
            }
            case Effect.Transfer _ -> transfers();
            case Effect.HangUp _ -> hungUp = true;
            case Fact fact -> check(fact, now);
            case Effect.Show.Foreseen(long source, long generation) ->
                    generations.used(source, generation, now);
            case Effect.Show.Backchannel(var words) -> {
                if (cutByAway && reply.isActive()) {
                    // said before the call was held: it may count, and it may not
                    hearing.mayForget(words.reveal());
                }
                show.shown(new Effect.Show.Backchannel(words));
            }
            case Effect.Show shown -> show.shown(shown);
        }
    }

    private void transfers() {
        if (reply.isActive()) {
            throw new Violation("handed over before the announcement was heard");
        }
        if (!transferAnnounced || away || hearing.isSpeaking()) {
            throw new Violation("handed over out of turn");
        }
        transferAnnounced = false;
        transferAsked = true;
        hearing.hold();
    }

    private void says(long id, int sentence, String text, boolean isVoiced, long now) {
        if (isVoiced != voiced) {
            throw new Violation(isVoiced ? "spoken to a caller who reads" : "written for nobody");
        }
        show.planned(id, sentence, text, isVoiced, closing() || goodbyes.contains(text));
        generations.said(text);
        if (sentence == 0) {
            begins(id, text, now);
        } else {
            reply.add(id, sentence, text);
        }
    }

    private void begins(long id, String text, long now) {
        if (away || (transferAsked && !failureOwed)) {
            throw new Violation("the agent speaks to nobody");
        }
        boolean again = id > 1 && reply.holds(text);
        welcomeOwed = false;
        hearing.stoppedByNothing();
        if (goodbyes.contains(text)) {
            goodbye = true;
        } else if (hearing.isSpeaking() && !closing()) {
            throw new Violation("the agent speaks into the caller's turn");
        }
        if (again) {
            tally.saw(cutByAway ? "said again on return" : "answers said again");
            partner.isSaidAgain();
        }
        reply.begin(id, text, now);
        partner.begins(text);
        if (text.startsWith("f")) {
            tally.saw("fillers");
            if (!fillers.add(text) && !(again && cutByAway)) {
                throw new Violation("filler said twice: " + text);
            }
        }
        if (updates.contains(text)) {
            tally.saw("updates");
            if (text.equals(begunLast) && !again) {
                throw new Violation("the same update twice in a row");
            }
        }
        begunLast = text;
        cutByAway = false;
        interruptionAllowed = false;
        interruptionOwed = false;
        typedNow = false;
    }

    private void cuts(long id, long now) {
        boolean allowed = mayInterrupt(now);
        reply.cut(id, now);
        cutByAway = brokeNow;
        if (brokeNow) {
            return;
        }
        if (!(lineGone || broken)) {
            boolean lastWords = goodbye || partner.hasEnded();
            boolean overtime = now >= settings.maxDuration().toMillis();
            cutNeedsReason = lastWords || !(mustClose || overtime);
            cutAllowed = !lastWords && allowed;
            cutUnseen =
                    cutNeedsReason
                            && texts.isEmpty()
                            && !show.isCallerSeen()
                            && !hearing.isLong()
                            && !hasSaidWord(now);
        }
    }

    private void pauses(long id, long now) {
        if (!reply.isInterruptible()) {
            throw new Violation("what must be heard whole is paused");
        }
        boolean atOnce =
                settings.interruption().onSpeech() == OnSpeech.PAUSE && hearing.isSpeaking();
        if (!atOnce && !hasSpokenLong(now) && !interruptionAllowed) {
            throw new Violation("the agent pauses without a reason");
        }
        if (now < coolUntil) {
            throw new Violation("the agent pauses soon after an interruption");
        }
        reply.pause(id);
        hearing.isLong(!atOnce || interruptionAllowed);
        pausedSince = now;
    }

    private void resumes(long id) {
        if (hearing.isSpeaking() || typing || !texts.isEmpty()) {
            throw new Violation("the agent goes on though the caller has the floor");
        }
        if (away) {
            throw new Violation("the agent goes on for nobody");
        }
        tally.saw("false stops");
        hearing.stoppedByNothing();
        reply.resume(id);
    }

    private boolean hasSpokenLong(long now) {
        return settings.interruption().by() != By.WORDS && hearing.spokeInTurn(now) >= window();
    }

    /// So long a voice must last without words; where words are awaited, twice as long.
    private long window() {
        long once = settings.interruption().minSpeech().toMillis();
        return settings.interruption().by() == By.EITHER ? 2 * once : once;
    }

    /// A voice that lasted said a word, and it is certain which, or has to be.
    private boolean hasSaidWord(long now) {
        long patience = settings.interruption().falseStopTimeout().toMillis();
        boolean lasted =
                hearing.isLong()
                        || (settings.interruption().by() != By.WORDS
                                && hearing.speechMillis()
                                        >= settings.interruption().minSpeech().toMillis());
        boolean mustDo = hearing.isQuietFor(patience, now) && hearing.isGuessed();
        return lasted && (hearing.certainWords() > 0 || hearing.hasFailed() || mustDo);
    }

    /// So many words stop the agent.
    private int enoughWords() {
        return settings.interruption().by() == By.VOICE
                ? Integer.MAX_VALUE
                : settings.interruption().minWords();
    }

    private boolean mayInterrupt(long now) {
        boolean fresh = reply.age(now) < 300 && hearing.startedNow();
        boolean released =
                (reply.releasedNow() || !settings.interruption().cooldown().isZero())
                        && interruptionAllowed;
        boolean wants =
                typedNow
                        || !texts.isEmpty()
                        || fresh
                        || hasSpokenLong(now)
                        || hasSaidWord(now)
                        || mayBeAnswer()
                        || released;
        if (!fresh && now < coolUntil) {
            return false;
        }
        long cooled = now + settings.interruption().cooldown().toMillis();
        if (wants && !fresh && !brokeNow) {
            coolUntil = cooled;
        }
        mayCoolUntil = cooled;
        if (hasSpokenLong(now) && !typedNow && texts.isEmpty() && !fresh && !mayBeAnswer()) {
            hearing.stopsAgentByVoice();
        }
        if (wants && !(hearing.stoppedAgent() && fresh)) {
            hearing.stopsAgent();
        }
        return wants && reply.isInterruptible();
    }

    /// Enough words, or an answer, if the turn went on or if it did not.
    private boolean mayBeAnswer() {
        return hearing.mostWordsOfTurn() >= enoughWords()
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
                    boolean whole = turn.heard().equals(turn.said());
                    if (!closing() && !(cutByAway && whole)) {
                        partner.wasCut();
                    }
                }
            }
            case Fact.CallerTurn _ -> {
                wentOn = false;
                tally.saw("caller turns");
            }
            case Fact.Noted(var name, var values, boolean _) -> {
                if (name.equals("broken")) {
                    broken = true;
                } else if (name.equals(Fact.Noted.WENT_ON)) {
                    wentOn = true;
                } else if (name.equals("transfer-failed")) {
                    transferAsked = false;
                    failureOwed = false;
                    hearing.resume(isListening());
                } else if (name.equals("written")) {
                    noteOwed = false;
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
        reply.stepDone(generations.isPending());
        generations.stepDone(now);
        tools.stepDone();
        summaries.stepDone(closing(), now);
        show.stepDone();
        if (Tick.ofMillis(now).isAtOrAfter(nextDeadline)) {
            throw new Violation("a deadline stays in the past");
        }
        partner.stepDone(closing());
        if (noteOwed) {
            throw new Violation("a note of the caller was not kept");
        }
        if (away) {
            checkNobodyThere(now);
        }
        brokeNow = false;
        hearing.isLong(reply.isPaused() && hasSpokenLong(now));
        if (!closing()) {
            checkPause(now);
            checkFloor(now);
            checkNothingLost(now);
            if (!reply.isActive() && hearing.surelySpokeFor(now) > 0) {
                show.mustSeeCaller();
            }
        }
        boolean bounded = (tools.running() == 0 && !held) || closing();
        if (bounded && nextDeadline.millis() - now > LONGEST_WAIT) {
            throw new Violation("waits without a limit");
        }
        cutNeedsReason = false;
        typedNow = false;
        hearing.stepDone(
                reply.isTalking() && (!interruptionOwed || hearing.isListening()),
                enoughWords(),
                hasSaidWord(now),
                settings.endpointing().maxDelay().toMillis(),
                now);
        if (!hearing.isOwed() && !hearing.isOpen() && !hearing.isSpeaking() && !typing) {
            // a reply may outlast a turn of the caller that came to nothing
            interruptionOwed = false;
        }
    }

    private void checkNobodyThere(long now) {
        if (reply.isTalking()) {
            throw new Violation("the agent talks to nobody");
        }
        if (!held && now - awaySince > LONGEST_AWAY) {
            throw new Violation("a connection that does not come back is waited for");
        }
    }

    /// An agent who was stopped and heard nothing goes on soon; the call thread may be late.
    private void checkPause(long now) {
        long limit = settings.interruption().falseStopTimeout().toMillis() + 300;
        if (reply.isPaused()
                && !hearing.isOverlong()
                && now - pausedSince > limit
                && hearing.isSilentFor(limit, now)
                && !typing) {
            throw new Violation("the agent was stopped by nothing and does not go on");
        }
    }

    /// An agent who talks on must have a reason: nobody interrupts, or the sentence is protected.
    private void checkFloor(long now) {
        if (!reply.isTalking()) {
            return;
        }
        long window = window();
        boolean patient = hearing.isListening() || hearing.hasFailed() || wentOn;
        long needed = patient ? 3 * window + 250 : window;
        boolean enough =
                settings.interruption().by() != By.WORDS
                        && hearing.surelySpokeFor(now) >= needed
                        && reply.age(now) >= needed;
        if (reply.isInterruptible() && now >= mayCoolUntil) {
            if (enough) {
                throw new Violation("the caller speaks and speaks, the agent does not stop");
            }
            if (!texts.isEmpty()) {
                throw new Violation("the caller wrote, the agent does not stop");
            }
        } else if (enough
                || typedNow
                || typing
                || !texts.isEmpty()
                || hearing.hasSaid(enoughWords(), now)
                || isAnswerToQuestion(hearing.owed())) {
            interruptionOwed = true;
        }
        // A long sign of listening while nothing may stop the agent may count afterwards, or not.
        interruptionAllowed |=
                interruptionOwed
                        || ((!reply.isInterruptible() || now < mayCoolUntil)
                                && (mayBeAnswer() || hasSpokenLong(now) || hasSaidWord(now)));
    }

    private void checkNothingLost(long now) {
        if (failureOwed && !away) {
            throw new Violation("the dialogue does not learn that the transfer failed");
        }
        if (!texts.isEmpty() && !reply.isActive() && !typing && !away && !transferAsked) {
            throw new Violation("written words are not answered");
        }
        boolean quiet =
                !reply.isActive()
                        && !typing
                        && !away
                        && !transferAsked
                        && !hearing.isOpen()
                        && !hearing.isPressed()
                        && hearing.isSilentFor(settings.endpointing().maxDelay().toMillis(), now);
        if (!quiet) {
            return;
        }
        if (hearing.isOwed()) {
            throw new Violation("an answer was lost: " + hearing.owed());
        }
        if (welcomeOwed) {
            throw new Violation("a caller who came back heard nothing");
        }
        if (partner.isAnswerCut()) {
            throw new Violation("an answer was cut by nothing and not said again");
        }
        if (tools.undelivered() > 0) {
            throw new Violation("a tool's result was lost");
        }
        if (generations.isOwed()) {
            throw new Violation("what a model wrote was lost");
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
        generations.over();
        summaries.over();
    }
}
