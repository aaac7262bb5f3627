package dev.parley.call.conversation;

import dev.parley.call.EndReason;
import dev.parley.call.Tick;
import dev.parley.call.conversation.Reply.Cause;
import dev.parley.call.conversation.Reply.Content;
import dev.parley.call.conversation.Signal.ContestSignal;
import dev.parley.call.conversation.Signal.FloorSignal;
import dev.parley.dialog.Dialogue;
import java.util.List;
import java.util.Map;

/// One spoken conversation: inputs and the time go in, effects come out. Pure: no clock, thread,
/// lock, socket or logger; the same inputs at the same ticks give the same effects.
///
/// Runs on the call thread, one step at a time. A step routes its input to one machine, lets the
/// machines tell each other what follows, first-in first-out, and hands the floor on. An input that
/// lay in the mailbox before the call thread noticed a deadline comes first; what is still due then
/// fires in the same step, so a flood of inputs holds no deadline back.
public final class Conversation implements Machine {
    /// More deadlines than this at one instant mean that a machine never lets go of one.
    static final int MAX_DEADLINES = 64;

    private final Phrases phrases;
    private final Guards guards;
    private final Outbox out = new Outbox();
    private final Counts counts = new Counts();
    private final Floor floor;
    private final CallerSight callerSight;
    private final Turns turns;
    private final BargeIn bargeIn;
    private final Reply reply;
    private final TakeBack takeBack;
    private final SilenceWatch silenceWatch;
    private final KeypadEntry keypad;
    private final WrittenWords written;
    private final Presence presence;
    private final Transfer transfer;
    private final ToolCalls toolCalls;
    private final Fillers fillers;
    private final Generations generations;
    private final Summaries summaries;
    private final CallLimits limits;
    private final BudgetEnd budget = new BudgetEnd();
    private final Farewell farewell;
    private final Answering answering;
    private final List<Timed> timed;
    private final boolean isForeseeing;
    private Tick last = Tick.ZERO;

    public Conversation(ConversationSettings settings, Phrases phrases, Dialogue dialogue) {
        this(settings, phrases, dialogue, Guards.ALL, TransitionLog.NONE);
    }

    /// For the simulation, which leaves out guards and watches transitions.
    public Conversation(
            ConversationSettings settings,
            Phrases phrases,
            Dialogue dialogue,
            Guards guards,
            TransitionLog log) {
        this.phrases = phrases;
        this.guards = guards;
        isForeseeing = settings.preemptive();
        floor = new Floor(counts, log);
        callerSight = new CallerSight(out, log);
        fillers = new Fillers(settings, phrases, guards);
        generations = new Generations(fillers, out, guards, log);
        summaries = new Summaries(out, guards, log);
        reply =
                new Reply(
                        settings.interruption(), generations::isPending, out, counts, guards, log);
        takeBack = new TakeBack(log);
        toolCalls = new ToolCalls(fillers, out, guards, log);
        transfer = new Transfer(out, guards, log);
        var progress = new Progress(settings.maxTurnsWithoutProgress(), out, guards);
        answering =
                new Answering(
                        dialogue,
                        settings.interruption().protectGreeting(),
                        reply,
                        toolCalls,
                        generations,
                        summaries,
                        fillers,
                        takeBack,
                        transfer,
                        progress,
                        phrases,
                        counts,
                        guards,
                        out);
        var endpointing =
                new Endpointing(
                        settings.endpointing(),
                        answering::completeness,
                        answering::toCome,
                        reply::asksOpen,
                        phrases.unfinished(),
                        guards);
        turns = new Turns(endpointing, out, guards, log);
        bargeIn =
                new BargeIn(
                        settings.interruption(),
                        phrases.backchannels(),
                        reply,
                        answering::completeness,
                        out,
                        guards,
                        log);
        keypad = new KeypadEntry(settings, out, log);
        written = new WrittenWords(out, log);
        presence = new Presence(out, guards, log);
        silenceWatch = new SilenceWatch(settings.silence(), phrases, out, guards, log);
        limits = new CallLimits(settings, phrases, out, guards, log);
        farewell = new Farewell(settings, guards, log);
        timed =
                List.of(
                        farewell,
                        limits,
                        presence,
                        transfer,
                        reply,
                        bargeIn,
                        turns,
                        keypad,
                        toolCalls,
                        generations,
                        summaries,
                        silenceWatch);
    }

    @Override
    public List<Effect> on(Input input, Tick now) {
        if (isOver()) {
            counts.late();
            return List.of();
        }
        advance(now);
        if (isLate(input, now)) {
            counts.late();
        } else {
            route(input, now);
        }
        settle(now);
        fireDue(now);
        return out.takeEffects();
    }

    @Override
    public List<Effect> onDeadline(Tick now) {
        if (isOver()) {
            return List.of();
        }
        advance(now);
        fireDue(now);
        return out.takeEffects();
    }

    @Override
    public Tick nextDeadline() {
        if (isOver()) {
            return Tick.NEVER;
        }
        var next = Tick.NEVER;
        for (var machine : timed) {
            next = Tick.earlier(next, machine.nextDeadline());
        }
        return next;
    }

    @Override
    public boolean isOver() {
        return farewell.isOver();
    }

    /// Inputs dropped because what they belong to was over.
    public long lateInputs() {
        return counts.lateInputs();
    }

    private void advance(Tick now) {
        if (!now.isAtOrAfter(last)) {
            throw new IllegalArgumentException(
                    "time goes forward: expected " + last + " or later, got " + now);
        }
        last = now;
        out.beginStep();
    }

    /// The one place where events of things that are over are dropped.
    private boolean isLate(Input input, Tick now) {
        return switch (input) {
            case Input.Opened _, Input.Line _ -> false;
            case Input.Ear event -> guards.has(Guard.LATE_WORDS) && turns.isLate(event);
            case Input.Mouth event -> guards.has(Guard.LATE_REPLY) && reply.isLate(event);
            case Input.ToolReturned(long toolCall, var _) ->
                    guards.has(Guard.LATE_TOOL) && toolCalls.isLate(toolCall);
            case Input.Model(long generation, var _) ->
                    guards.has(Guard.LATE_GENERATION)
                            && (Summaries.isOne(generation)
                                    ? summaries.isLate(generation)
                                    : generations.isLate(generation));
            case Input.TurnJudged(long pause, double _) ->
                    guards.has(Guard.LATE_JUDGEMENT) && turns.isLate(pause, now);
        };
    }

    private void route(Input input, Tick now) {
        switch (input) {
            case Input.Opened(var opening) -> {
                limits.open(now);
                answering.begin(opening, now);
            }
            case Input.Ear.KeyPressed(char key) -> {
                if (!transfer.isUnderWay()) {
                    keypad.onKey(key, reply.maxDigits(), now);
                }
            }
            case Input.Ear event -> turns.onEvent(event, now);
            case Input.Mouth event -> reply.onEvent(event, now);
            case Input.ToolReturned(long toolCall, var result) ->
                    toolCalls.onReturn(toolCall, result);
            case Input.Model(long generation, var event) -> {
                if (Summaries.isOne(generation)) {
                    summaries.onEvent(event);
                } else {
                    generations.onEvent(generation, event, now);
                }
            }
            case Input.TurnJudged(long _, double complete) -> turns.judged(complete, now);
            case Input.Line event -> onLine(event, now);
        }
    }

    private void onLine(Input.Line line, Tick now) {
        switch (line) {
            case Input.Line.HungUp _ -> leave(EndReason.CALLER_HUNG_UP, now);
            case Input.Line.ConnectionLost _ -> leave(EndReason.CONNECTION_LOST, now);
            case Input.Line.ProtocolBroken _ -> leave(EndReason.PROTOCOL_ERROR, now);
            case Input.Line.Written event -> written.onWritten(event);
            case Input.Line.Away _ -> {
                if (presence.away(now)) {
                    if (!transfer.isUnderWay()) {
                        turns.resume();
                    }
                    turns.close(now);
                    reply.cut(Cause.AWAY, now);
                }
            }
            case Input.Line.Back _ -> presence.back();
            case Input.Line.Held _ -> {
                if (presence.hold()) {
                    turns.hold(now);
                    reply.cut(Cause.AWAY, now);
                }
            }
            case Input.Line.Resumed _ -> {
                if (presence.resume() && !transfer.isUnderWay()) {
                    turns.resume();
                }
            }
            case Input.Line.Transferred _ -> {
                if (farewell.isOpen()) {
                    leave(EndReason.TRANSFERRED, now);
                }
            }
            case Input.Line.TransferFailed(var reason) -> {
                if (!transfer.fail(reason)) {
                    counts.late();
                }
            }
            case Input.Line.TurnOpened _ -> turns.open(now);
            case Input.Line.TurnClosed _ -> turns.close(now);
            case Input.Line.DrainRequested _ -> silenceWatch.drain();
            case Input.Line.BudgetNear(var which) ->
                    out.effect(
                            new Effect.Fact.Noted("budget-near", Map.of("budget", which), false));
            case Input.Line.BudgetSpent(var which) -> {
                out.effect(new Effect.Fact.Noted("budget-spent", Map.of("budget", which), false));
                budget.spent();
            }
            case Input.Line.DrainLimitReached _ ->
                    close(EndReason.DRAINED, phrases.drainGoodbye(), now);
            case Input.Line.Broken(var what) -> broke(what, now);
        }
    }

    /// Lets the machines tell each other what follows, and hands the floor on, until nothing more
    /// happens.
    private void settle(Tick now) {
        do {
            for (var signal = out.nextSignal(); signal != null; signal = out.nextSignal()) {
                hear(signal, now);
            }
        } while (!isOver() && next(now));
        boolean idle = farewell.isOpen() && floor.isFree() && isAnybodyThere();
        toolCalls.idleIs(idle, now);
        generations.idleIs(idle, now);
        silenceWatch.quietIs(idle && !toolCalls.isBusy() && !generations.isBusy(), now);
    }

    /// Who hears what, written once.
    private void hear(Signal signal, Tick now) {
        switch (signal) {
            case FloorSignal event -> {
                floor.onEvent(event);
                callerSight.onEvent(event, floor.isCallers());
                switch (event) {
                    case AGENT_TOOK -> {
                        silenceWatch.agentSpoke();
                        presence.agentSpoke();
                        if (written.isWaiting()) {
                            out.signal(ContestSignal.TEXT_WAITS);
                        }
                    }
                    case AGENT_LEFT -> bargeIn.settle();
                    case CALLER_LEFT -> {
                        generations.turnOver();
                        bargeIn.callerLeft();
                    }
                    case CALLER_TOOK -> fillers.callerSpoke();
                }
            }
            case ContestSignal event -> {
                switch (event) {
                    case CALLER_SPEAKS -> {
                        generations.forgetForeseen();
                        callerSight.speaks();
                    }
                    case TALK_KEY -> callerSight.speaks();
                    case CALLER_PAUSES, TURN_GONE, KEY_TYPED, TEXT_WAITS, REPLY_RELEASED -> {}
                }
                if (event == ContestSignal.CALLER_PAUSES) {
                    bargeIn.onPause(turns.silentSince(), turns.spokenMillis());
                }
                bargeIn.onEvent(event, now);
            }
            case Signal.TurnEnded _ -> callerSight.end();
            case Signal.Pausing(var words) -> {
                if (farewell.isOpen() && !reply.isActive() && isAnybodyThere() && isForeseeing) {
                    answering.foresee(words);
                }
            }
            case Signal.Words event -> {
                if (!event.last()) {
                    callerSight.hint(event.words());
                }
                bargeIn.onWords(event, now);
            }
            case Signal.Hold(boolean seen) -> {
                if (seen && floor.hasCaller()) {
                    callerSight.begin();
                }
                reply.pause();
            }
            case Signal.FalseStop _ -> turns.forget();
            case Signal.Interrupt(boolean fresh) -> {
                boolean stops = reply.isUnfinished();
                if (farewell.isOpen() || !guards.has(Guard.CLOSING_IS_FINAL)) {
                    if (floor.hasCaller()) {
                        callerSight.begin();
                    }
                    reply.cut(fresh ? Cause.GOES_ON : Cause.INTERRUPTED, now);
                    boolean endsAnswer = stops && !fresh && !reply.isOwn();
                    if (endsAnswer && guards.has(Guard.GENERATION_INTERRUPTED)) {
                        answering.forgetGenerated();
                    }
                    if (fresh) {
                        answering.goesOn();
                    }
                }
                if (fresh) {
                    turns.wasCutOff(now);
                } else if (stops) {
                    turns.agentStopped();
                }
            }
            case Signal.Backchannel _ -> {
                counts.backchannel();
                turns.drop(true);
            }
            case Signal.OwnVoice _ -> {
                counts.noise();
                turns.drop(false);
            }
            case Signal.Echoed _ -> {
                counts.echo();
                bargeIn.echoed();
            }
            case Signal.Noise _ -> counts.noise();
            case Signal.TypingBegan _ -> {
                if (guards.has(Guard.TYPED_WINS)) {
                    turns.stopListening();
                }
                out.signal(FloorSignal.CALLER_TOOK);
                out.signal(ContestSignal.KEY_TYPED);
            }
            case Signal.WordsWritten _ -> {
                silenceWatch.callerPresent(now);
                keypad.finish();
                if (guards.has(Guard.WRITTEN_WINS)) {
                    turns.voidSound(now);
                }
                out.signal(ContestSignal.TEXT_WAITS);
            }
            case Signal.NotBack _ -> leave(EndReason.CONNECTION_LOST, now);
            case Signal.CallerPresent _ -> silenceWatch.callerPresent(now);
            case Signal.ReplyOver(var ended) -> replyOver(ended);
            case Signal.Silence(int count) -> prompt(count, now);
            case Signal.Slow(var filler) -> reply.start(Content.own(filler), now);
            case Signal.Summarized(long id, var text) -> {
                if (farewell.isOpen()) {
                    answering.summarized(id, text);
                }
            }
            case Signal.Finished _ -> {
                if (farewell.isOpen()) {
                    farewell.finish(now);
                    stopListening();
                }
            }
            case Signal.Close(var reason, var goodbye) -> close(reason, goodbye, now);
            case Signal.Broke(var what) -> broke(what, now);
        }
    }

    private void replyOver(Reply.Ended over) {
        var ended = answering.over(over);
        if (!ended.cut()) {
            if (farewell.isOpen() && answering.isTakenBack(ended)) {
                takeBack.suspend(ended);
            } else {
                answering.answerStands();
            }
            return;
        }
        boolean counts = farewell.isOpen() && ended.origin() != Reply.Origin.OWN;
        switch (ended.cause()) {
            case INTERRUPTED -> {
                if (counts && guards.has(Guard.HEARD_FIRST)) {
                    answering.interrupted(ended.heard());
                }
            }
            case GOES_ON -> {
                if (counts) {
                    takeBack.suspend(ended);
                }
            }
            case AWAY -> {
                boolean isOwed = farewell.isOpen() || farewell.isDraining();
                boolean isWhole = ended.unheard().sentences().isEmpty();
                if (isOwed && !isWhole && guards.has(Guard.SAID_ON_RETURN)) {
                    takeBack.suspend(ended);
                }
            }
        }
    }

    private void prompt(int count, Tick now) {
        if (answering.silence(count, now)) {
            return;
        }
        switch (count) {
            case 1 -> reply.start(Content.own(phrases.areYouThere()), now);
            case 2 -> reply.start(Content.own(phrases.stillThere()), now);
            default -> close(EndReason.CALLER_SILENT, phrases.silentGoodbye(), now);
        }
    }

    /// What happens next once nobody talks: the caller's turn first, then what waits for a free
    /// floor. True if something happened.
    private boolean next(Tick now) {
        reply.closeIfWhole();
        if (reply.isPaused() && (!floor.hasCaller() || !guards.has(Guard.PAUSED_FOR_CALLER))) {
            reply.resume(now);
            return true;
        }
        long wanted = reply.wants();
        var more = wanted == 0 ? null : generations.take(wanted);
        if (more != null) {
            answering.generated(more, now);
            return true;
        }
        if (reply.isActive() && guards.has(Guard.ONE_REPLY)) {
            return false;
        }
        if (!isAnybodyThere() && !farewell.isLeaving()) {
            return false;
        }
        var suspended = takeBack.suspended();
        if (!farewell.isOpen()) {
            if (suspended != null && farewell.isDraining()) {
                sayAgain(suspended, now);
                return true;
            }
            if (farewell.proceed()) {
                reply.start(Content.own(farewell.goodbye()), now);
                return true;
            }
            if (isOver()) {
                end();
            }
            return false;
        }
        if (transfer.hasFailed() && floor.isFree()) {
            turns.resume();
            answering.transferFailed(transfer.takeFailure(), now);
            return true;
        }
        if (keypad.isReady()) {
            silenceWatch.callerPresent(now);
            listenAgain();
            callerSight.end();
            answering.keys(keypad.take(), now);
            budget.turn();
            return true;
        }
        if (turns.isReady()) {
            silenceWatch.callerPresent(now);
            callerSight.end();
            answering.hear(turns.take(now), now);
            budget.turn();
            return true;
        }
        if (written.isWaiting() && floor.isFree()) {
            var text = written.take();
            listenAgain();
            answering.written(text, now);
            budget.turn();
            return true;
        }
        if (!floor.isFree() && guards.has(Guard.CALLER_FIRST)) {
            return false;
        }
        if (suspended != null) {
            sayAgain(suspended, now);
            return true;
        }
        if (transfer.ask(now)) {
            turns.hold(now);
            return false;
        }
        var returned = toolCalls.take();
        if (returned != null) {
            answering.toolReturned(returned, now);
            return true;
        }
        var piece = generations.take();
        if (piece != null) {
            answering.generated(piece, now);
            return true;
        }
        boolean isIdle = floor.isFree() && !toolCalls.isBusy() && !generations.isBusy();
        if (isIdle && budget.isDue()) {
            if (budget.wraps() && answering.wrapUp(now)) {
                budget.wrapping();
            } else {
                close(EndReason.OVER_BUDGET, phrases.drainGoodbye(), now);
            }
            return true;
        }
        if (presence.takeWelcome() && guards.has(Guard.WELCOME_BACK)) {
            reply.start(Content.own(phrases.youAreBack()), now);
            return true;
        }
        if (limits.takeWarning()) {
            reply.start(Content.own(phrases.tooLongWarning()), now);
            return true;
        }
        return false;
    }

    /// Speech counts again, unless words are still waiting that were written instead.
    private void listenAgain() {
        if (!written.isWaiting()) {
            turns.listen();
        }
    }

    private void sayAgain(Reply.Ended suspended, Tick now) {
        takeBack.settle(TakeBack.Move.SAID_AGAIN);
        if (guards.has(Guard.SAID_AGAIN)) {
            answering.sayAgain(suspended, now);
        } else {
            answering.answerStands();
        }
    }

    private boolean isAnybodyThere() {
        return (presence.isHere() && !transfer.isAsked()) || !guards.has(Guard.NOBODY_THERE);
    }

    /// Says goodbye and ends; without a word if nobody is there.
    private void close(EndReason reason, String goodbye, Tick now) {
        if (!farewell.isOpen()) {
            return;
        }
        if (!isAnybodyThere()) {
            leave(reason, now);
            return;
        }
        farewell.close(reason, goodbye, now);
        stopListening();
        reply.cut(Cause.INTERRUPTED, now);
    }

    /// Apologises once; what breaks after that ends the call.
    private void broke(String what, Tick now) {
        out.effect(new Effect.Fact.Noted("broken", Map.of("what", what), false));
        if (farewell.isOpen()) {
            close(EndReason.FAILED, phrases.apologyAndGoodbye(), now);
        } else {
            leave(EndReason.FAILED, now);
        }
    }

    private void leave(EndReason reason, Tick now) {
        farewell.leave(reason, now);
        presence.close();
        stopListening();
        reply.cut(Cause.INTERRUPTED, now);
    }

    private void stopListening() {
        limits.close();
        transfer.close();
        answering.forgetGenerated();
        summaries.close();
        takeBack.close();
        if (guards.has(Guard.CLOSING_IS_FINAL)) {
            keypad.close();
            written.close();
            turns.stopListening();
        }
    }

    private void fireDue(Tick now) {
        for (int fired = 0; now.isAtOrAfter(nextDeadline()); fired++) {
            if (fired == MAX_DEADLINES) {
                throw new IllegalStateException(
                        "expected at most " + MAX_DEADLINES + " deadlines at " + now);
            }
            earliest().onDeadline(now);
            if (isOver()) {
                end();
                return;
            }
            settle(now);
        }
    }

    /// The machine whose deadline comes first; of several, the first in the list.
    private Timed earliest() {
        var first = timed.getFirst();
        for (var machine : timed) {
            if (machine.nextDeadline().compareTo(first.nextDeadline()) < 0) {
                first = machine;
            }
        }
        return first;
    }

    /// Leaves nothing behind and hangs up.
    private void end() {
        presence.close();
        toolCalls.cancelAll();
        generations.cancelAll();
        summaries.close();
        turns.end();
        reply.abandon();
        out.effect(counts.asFact());
        out.effect(new Effect.HangUp(farewell.reason()));
    }
}
