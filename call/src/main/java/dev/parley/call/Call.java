package dev.parley.call;

import static dev.parley.call.conversation.Effect.Fact.Noted.HANDED_OVER;
import static dev.parley.call.conversation.Effect.Fact.Noted.WRITTEN_REFUSED;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Machine;
import dev.parley.call.cost.CallCosts;
import dev.parley.call.leg.Leg;
import dev.parley.call.media.Ear;
import dev.parley.call.media.Mouth;
import dev.parley.call.media.Recording;
import dev.parley.call.record.CallStore;
import dev.parley.call.sound.SoundWatch;
import dev.parley.dialog.Opening;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one call: waits for the mailbox until the conversation's next deadline, hands over
/// what came and the time, performs the effects. Runs on the virtual thread `call-<id>`; whatever
/// happens, everything the call held is given back at the end.
final class Call implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Call.class);

    private final String id;
    private final Opening opening;
    private final Leg leg;
    private final Machine conversation;
    private final Mailbox mailbox;
    private final Ear ear;
    private final Mouth mouth;
    private final CallTools tools;
    private final CallModels models;
    private final CallCosts costs;
    private final @Nullable Recording recording;
    private final SoundWatch sounds;
    private final CallStore store;
    private final ReplyWatch replies;
    private final Sights sights;
    private final CallMeters meters;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Listener listener;
    private EndReason reason = EndReason.FAILED;
    private String outcome = "";
    private boolean hasBroken;
    private long endNanos;

    /// Told when the call is over.
    interface Listener {
        /// The leg was hung up: there is room for another call.
        void hungUp(EndReason reason);

        /// Nothing of the call is left.
        void gone();
    }

    Call(
            String id,
            Opening opening,
            Leg leg,
            Machine conversation,
            Mailbox mailbox,
            Ear ear,
            Mouth mouth,
            CallTools tools,
            CallModels models,
            CallCosts costs,
            @Nullable Recording recording,
            SoundWatch sounds,
            CallStore store,
            ReplyWatch replies,
            Sights sights,
            CallMeters meters,
            Clock clock,
            LongSupplier nanoTime,
            long startNanos,
            Listener listener) {
        this.id = id;
        this.opening = opening;
        this.leg = leg;
        this.conversation = conversation;
        this.mailbox = mailbox;
        this.ear = ear;
        this.mouth = mouth;
        this.tools = tools;
        this.models = models;
        this.costs = costs;
        this.recording = recording;
        this.sounds = sounds;
        this.store = store;
        this.replies = replies;
        this.sights = sights;
        this.meters = meters;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.startNanos = startNanos;
        this.listener = listener;
    }

    /// Something happened to the call. Any thread.
    void post(Input input) {
        mailbox.accept(input);
    }

    @Override
    public void run() {
        try {
            converse();
        } catch (InterruptedException _) {
            reason = EndReason.DRAINED;
        } catch (RuntimeException e) {
            failed(e);
        } finally {
            close();
        }
    }

    private void converse() throws InterruptedException {
        sights.opened();
        step(new Input.Opened(opening));
        while (!conversation.isOver()) {
            step(mailbox.await(nanos(conversation.nextDeadline())));
        }
    }

    /// One step; what breaks in it is told to the conversation once, so that it can apologise.
    private void step(@Nullable Input input) {
        try {
            hand(input);
        } catch (RuntimeException e) {
            if (hasBroken) {
                throw e;
            }
            hasBroken = true;
            failed(e);
            hand(new Input.Line.Broken(Failures.describe(e)));
        }
    }

    private void hand(@Nullable Input input) {
        if (input != null) {
            notice(input);
        }
        var now = tick();
        perform(input == null ? conversation.onDeadline(now) : conversation.on(input, now), now);
    }

    /// What the runtime itself wants to know of an input.
    private void notice(Input input) {
        switch (input) {
            case Input.Mouth.SentenceStarted _ -> {
                mouth.advance();
                measure();
            }
            case Input.Mouth.SpeechFailed _ -> mouth.advance();
            case Input.Mouth.ReplyCut _ ->
                    meters.cuts().record(Duration.ofNanos(mouth.cutTookNanos()));
            case Input.ToolReturned tool -> {
                tools.returned(tool.toolCall());
                sights.returned(tool);
            }
            case Input.Model piece -> models.taken(piece);
            case Input.Line.Away _ -> {
                mouth.away(true);
                sounds.held(true, nanoTime.getAsLong());
            }
            case Input.Line.Back _ -> {
                mouth.away(false);
                sounds.held(false, nanoTime.getAsLong());
            }
            case Input.Line.Held _ -> sounds.held(true, nanoTime.getAsLong());
            case Input.Line.Resumed _ -> sounds.held(false, nanoTime.getAsLong());
            case Input.Line.Broken(var what) ->
                    log.atError()
                            .addKeyValue("call", id)
                            .addKeyValue("what", what)
                            .log("call broke");
            case Input.Mouth _, Input.Ear _, Input.Line _, Input.TurnJudged _, Input.Opened _ -> {}
        }
    }

    private void measure() {
        var start = mouth.replyStart();
        if (start != null) {
            replies.began(start, millis(start.readyNanos()), millis(start.sentNanos()))
                    .ifPresent(measured -> keep(measured, start));
        }
    }

    private void keep(ReplyWatch.Measured measured, Mouth.ReplyStart start) {
        sounds.replied(
                measured.turn(),
                start.reply(),
                start.playsNanos(),
                start.playsNanos() - start.sentNanos(),
                measured.latency());
        store.append(
                new CallStore.Entry.Replied(
                        id, clock.instant(), measured.turn(), measured.latency()));
        sights.measured(measured.turn(), measured.latency());
    }

    private void perform(List<Effect> effects, Tick now) {
        for (var effect : effects) {
            sights.show(effect);
            switch (effect) {
                case Effect.Speak(long reply, int sentence, var text) -> {
                    replies.answers(reply, now);
                    mouth.speak(reply, sentence, text);
                }
                case Effect.Write(long reply, int sentence, var text) ->
                        mouth.write(reply, sentence, text);
                case Effect.EndReply(long reply) -> mouth.endReply(reply);
                case Effect.CutReply(long reply) -> {
                    mouth.cut(reply);
                    sounds.cut(reply);
                }
                case Effect.PauseReply(long reply) -> mouth.pause(reply);
                case Effect.ResumeReply(long reply) -> mouth.resume(reply);
                case Effect.Listen(var expectation) -> ear.listen(expectation);
                case Effect.FinishUtterance(long utterance) -> ear.finish(utterance);
                case Effect.CancelUtterance(long utterance) -> ear.cancel(utterance);
                case Effect.JudgeTurn(long pause) -> ear.judge(pause);
                case Effect.StartTool tool -> tools.start(tool);
                case Effect.CancelTool(long tool) -> tools.cancel(tool);
                case Effect.StartGeneration generation -> {
                    if (generation.generation() < 0) {
                        meters.foreseenAsked().increment();
                    }
                    models.start(generation);
                }
                case Effect.CancelGeneration(long generation) -> models.cancel(generation);
                case Effect.Transfer(var to) ->
                        leg.transfer(to).ifPresent(why -> post(new Input.Line.TransferFailed(why)));
                case Effect.HangUp(var why) -> reason = why;
                case Effect.Fact fact -> keep(fact);
                case Effect.Show.Foreseen _ -> meters.foreseenUsed().increment();
                case Effect.Show _ -> {}
            }
        }
    }

    private void keep(Effect.Fact fact) {
        switch (fact) {
            case Effect.Fact.CallerTurn turn -> {
                replies.asked(turn);
                sounds.asked(turn.turn(), ReplyWatch.isSpoken(turn));
                costs.turn(turn.turn());
            }
            case Effect.Fact.AgentTurn _ -> {}
            case Effect.Fact.Noted(var name, var values, boolean sensitive) -> {
                if (name.equals("outcome") && !sensitive) {
                    outcome = String.valueOf(values.getOrDefault("outcome", ""));
                } else if (name.equals(WRITTEN_REFUSED)) {
                    meters.writtenRefused().increment();
                } else if (name.equals(HANDED_OVER)) {
                    meters.handedOver(
                            String.valueOf(values.get("from")), String.valueOf(values.get("to")));
                }
            }
        }
        store.append(new CallStore.Entry.Facts(id, clock.instant(), fact));
    }

    private void failed(RuntimeException failure) {
        log.atError()
                .addKeyValue("call", id)
                .addKeyValue("failure", Failures.describe(failure))
                .log("call failed");
    }

    private void close() {
        try (ear;
                tools;
                models;
                mouth) {
            sights.ended(reason, outcome);
            leg.hangUp(reason);
            endNanos = nanoTime.getAsLong();
        } finally {
            listener.hungUp(reason);
            file();
        }
    }

    private void file() {
        try {
            sounds.finish(endNanos);
            costs.close();
            String file = recording == null ? "" : recording.finish();
            store.append(new CallStore.Entry.Closed(id, clock.instant(), reason, outcome, file));
        } finally {
            listener.gone();
        }
    }

    private Tick tick() {
        return new Tick(nanoTime.getAsLong() - startNanos);
    }

    private long nanos(Tick deadline) {
        return deadline.equals(Tick.NEVER) ? Long.MAX_VALUE : startNanos + deadline.nanos();
    }

    private long millis(long nanos) {
        return (nanos - startNanos) / 1_000_000;
    }
}
