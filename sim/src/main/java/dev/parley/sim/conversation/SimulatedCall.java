package dev.parley.sim.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Guards;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Input.Line;
import dev.parley.call.conversation.Phrases;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.ModelEvent;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One call in virtual time, drawn from a seed: a conversation between models of everything around
/// it. The same seed gives the same call, effect by effect.
///
/// Time is counted in milliseconds. Sources put inputs into a mailbox; the call thread takes them
/// out, sometimes late. What is in the mailbox when it looks comes before deadlines.
final class SimulatedCall {
    /// Draws what only some calls have, so that the others stay what they were.
    private static final long EXTRAS = 0x5EED;

    private static final long ENDS = 0xE2D5;
    private static final long ECHOES = 0x5DEECE66DL;
    private static final long MINDS = 0x2545F4914F6CDDL;
    private static final long MANNERS = 0xBA26E;
    private static final long JUDGES = 0x7D6E;
    private static final long MODELS = 0x90DE6;

    private static final Opening OPENING =
            new Opening(
                    "simulated",
                    LocalDateTime.of(2026, 11, 21, 12, 0),
                    ZoneOffset.UTC,
                    1,
                    Sensitive.of(""),
                    "",
                    Map.of());

    private final SplittableRandom random;
    private final SplittableRandom ends;
    private final Weather weather;
    private final Tally tally;
    private final @Nullable Consumer<String> trace;
    private final PriorityQueue<Happening> happenings = new PriorityQueue<>();
    private final ArrayDeque<Input> mailbox = new ArrayDeque<>();
    private final MouthModel mouth;
    private final EarModel ear;
    private final CallerModel caller;
    private final MindModel mind;
    private final Referee referee;
    private final Conversation conversation;
    private long now;
    private boolean away;
    private long sequence;
    private long busyUntil;
    private long lastInOrder;
    private long lastCommand;

    SimulatedCall(long seed, Guards guards, Tally tally, @Nullable Consumer<String> trace) {
        this.random = new SplittableRandom(seed);
        var extras = new SplittableRandom(seed ^ EXTRAS);
        ends = new SplittableRandom(seed ^ ENDS);
        var manners = new SplittableRandom(seed ^ MANNERS);
        var judges = new SplittableRandom(seed ^ JUDGES);
        var models = new SplittableRandom(seed ^ MODELS);
        this.weather = Weather.draw(random, extras, ends, manners, judges, models);
        this.tally = tally;
        this.trace = trace;
        mouth = new MouthModel(this, random, weather);
        var echoes = new SplittableRandom(seed ^ ECHOES);
        ear = new EarModel(this, random, ends, echoes, weather);
        caller = new CallerModel(this, random, extras, ends, manners, echoes, weather, ear);
        var phrases = Phrases.english();
        referee = new Referee(weather, phrases, mouth, tally);
        var minds = new SplittableRandom(seed ^ MINDS);
        var dialogue = new RandomDialogue(random, ends, models, minds.split(), weather, referee);
        mind = new MindModel(this, models, minds, judges);
        conversation = new Conversation(weather.settings(), phrases, dialogue, guards, tally);
    }

    long now() {
        return now;
    }

    /// Whether the connection is broken, as the world knows it.
    boolean isAway() {
        return away;
    }

    void isAway(boolean broken) {
        away = broken;
    }

    Tally tally() {
        return tally;
    }

    void after(long delay, Runnable what) {
        happenings.add(new Happening(now + delay, sequence++, what));
    }

    /// Puts an input into the mailbox after a while; inputs that were sent later may overtake it.
    void deliverAfter(long delay, Input input) {
        after(delay, () -> mailbox.add(input));
    }

    /// Puts an input into the mailbox after a while; nothing sent in order overtakes it.
    void deliverInOrder(long delay, Input input) {
        lastInOrder = Math.max(lastInOrder, now + delay);
        deliverAfter(lastInOrder - now, input);
    }

    void agentAudible(String text) {
        caller.agentAudible(text);
    }

    void agentSilent() {
        caller.agentSilent();
    }

    /// Runs the call to its end and a little further.
    void run() {
        if (trace != null) {
            trace.accept("with " + weather.settings());
        }
        mailbox.add(new Input.Opened(OPENING));
        caller.begin();
        drawFate();
        long end =
                weather.settings().maxDuration().plus(weather.settings().drainLimit()).toMillis()
                        + 1000;
        while (!conversation.isOver()) {
            if (!step()) {
                throw new Violation("the call waits for ever");
            }
            if (now > end) {
                throw new Violation("the call did not end within its longest duration");
            }
        }
        tally.saw("calls");
        tally.saw("late", conversation.lateInputs());
        afterwards();
    }

    /// What breaks from outside, and when.
    private void drawFate() {
        long at = (long) (-Math.log(1 - random.nextDouble()) * 15_000);
        switch (random.nextInt(20)) {
            case 0, 1 -> line(at, new Line.ConnectionLost());
            case 2 -> line(at, new Line.ProtocolBroken());
            case 3 -> line(at, new Line.Broken("drawn"));
            case 4, 5 -> {
                line(at, new Line.DrainRequested());
                line(at + random.nextLong(0, 20_000), new Line.DrainLimitReached());
            }
            case 6 -> {
                line(at, new Line.DrainLimitReached());
                line(at + random.nextLong(0, 1000), new Line.HungUp());
            }
            case 7 -> {
                after(at, ear::stall);
                after(at + random.nextLong(50, 5000), ear::resume);
            }
            case 8 -> {
                for (int i = 0; i < 8; i++) {
                    after(random.nextLong(0, 30_000), ear::breakDown);
                }
            }
            case 9 -> {}
            default -> line(at * 2, new Line.HungUp());
        }
        boolean patient = weather.caller() == Weather.Caller.NEVER_STOPS || random.nextInt(10) == 0;
        if (!patient) {
            line(random.nextLong(1000, 60_000), new Line.HungUp());
        }
    }

    private void line(long delay, Line event) {
        deliverAfter(delay, event);
    }

    /// The next thing that happens, in the world or on the call thread; false if nothing ever will.
    private boolean step() {
        long world = happenings.isEmpty() ? Long.MAX_VALUE : happenings.peek().at;
        long thread = Math.max(busyUntil, now);
        if (mailbox.isEmpty()) {
            var next = conversation.nextDeadline();
            thread =
                    next.equals(Tick.NEVER)
                            ? Long.MAX_VALUE
                            : Math.max(thread, (next.nanos() + 999_999) / 1_000_000);
        }
        if (world <= thread) {
            if (world == Long.MAX_VALUE) {
                return false;
            }
            now = Math.max(now, world);
            happenings.remove().what.run();
            return true;
        }
        now = thread;
        var input = mailbox.poll();
        if (input == null) {
            decide(conversation.onDeadline(Tick.ofMillis(now)));
        } else {
            referee.before(input, now);
            if (trace != null) {
                trace.accept(now + " <- " + show(input));
            }
            decide(conversation.on(input, Tick.ofMillis(now)));
        }
        return true;
    }

    private void decide(List<Effect> effects) {
        for (var effect : effects) {
            if (trace != null) {
                trace.accept(now + " -> " + show(effect));
            }
            referee.check(effect, now);
            perform(effect);
        }
        if (conversation.isOver()) {
            referee.over(conversation.nextDeadline());
            return;
        }
        referee.stepDone(now, conversation.nextDeadline());
        if (weather.stallPercent() > 0 && random.nextInt(100) < weather.stallPercent()) {
            tally.saw("stalls of the thread");
            busyUntil = now + random.nextLong(1, 250);
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Speak(long reply, int sentence, var text) ->
                    command(() -> mouth.speak(reply, sentence, text));
            case Effect.Write(long reply, int sentence, var text) ->
                    command(() -> mouth.write(reply, sentence, text));
            case Effect.CutReply(long reply) -> command(() -> mouth.cut(reply));
            case Effect.PauseReply(long reply) -> command(() -> mouth.pause(reply));
            case Effect.ResumeReply(long reply) -> command(() -> mouth.resume(reply));
            case Effect.FinishUtterance(long utterance) -> command(() -> ear.finish(utterance));
            case Effect.CancelUtterance(long utterance) -> command(() -> ear.cancel(utterance));
            case Effect.JudgeTurn(long pause) -> mind.judge(pause);
            case Effect.StartTool(long toolCall, var _, var _) -> startTool(toolCall);
            case Effect.Transfer _ -> transfer();
            case Effect.StartGeneration(long generation, var _) -> mind.write(generation);
            case Effect.EndReply(long reply) ->
                    after(Math.max(0, lastCommand - now), () -> mouth.end(reply));
            case Effect.CancelTool _,
                    Effect.CancelGeneration _,
                    Effect.Listen _,
                    Effect.HangUp _,
                    Effect.Show _,
                    Effect.Fact _ -> {}
        }
    }

    /// Commands reach the other threads a moment later, in order.
    private void command(Runnable what) {
        lastCommand = Math.max(lastCommand, now + random.nextLong(0, 4));
        after(lastCommand - now, what);
    }

    /// A tool answers late rather than never: its runner sees to that. It may also answer twice.
    private void startTool(long toolCall) {
        long takes =
                switch (random.nextInt(10)) {
                    case 0, 1, 2, 3, 4 -> random.nextLong(1, 300);
                    case 5, 6, 7 -> random.nextLong(300, 5000);
                    default -> random.nextLong(5000, 40_000);
                };
        var result =
                random.nextInt(5) == 0
                        ? ToolResult.failure("failed")
                        : ToolResult.success(Map.of());
        deliverAfter(takes, new Input.ToolReturned(toolCall, result));
        if (random.nextInt(10) == 0) {
            tally.saw("doubled results");
            deliverAfter(
                    takes + random.nextLong(0, 2000), new Input.ToolReturned(toolCall, result));
        }
    }

    /// A carrier hands the call over, refuses, refuses twice, or says nothing.
    private void transfer() {
        tally.saw("transfers");
        long takes = ends.nextLong(1, ends.nextBoolean() ? 500 : 20_000);
        switch (ends.nextInt(4)) {
            case 0 -> deliverAfter(takes, new Line.Transferred());
            case 1 -> deliverAfter(takes, new Line.TransferFailed("busy"));
            case 2 -> {
                deliverAfter(takes, new Line.TransferFailed("busy"));
                deliverAfter(takes + 10, new Line.TransferFailed("busy"));
            }
            default -> tally.saw("transfers not answered");
        }
    }

    /// Nothing may follow the end, whatever still arrives.
    private void afterwards() {
        var rest = new ArrayList<>(mailbox);
        for (int i = 0; i < 20 && !happenings.isEmpty(); i++) {
            mailbox.clear();
            var happening = happenings.remove();
            now = Math.max(now, happening.at);
            happening.what.run();
            rest.addAll(mailbox);
        }
        rest.add(new Line.HungUp());
        for (var input : rest) {
            if (!conversation.on(input, Tick.ofMillis(now)).isEmpty()) {
                throw new Violation("an effect after the end, on " + show(input));
            }
        }
        if (!conversation.onDeadline(Tick.ofMillis(now)).isEmpty()) {
            throw new Violation("an effect after the end");
        }
    }

    private static String show(Object what) {
        return switch (what) {
            case Input.Ear.PartialWords(long utterance, var words) ->
                    "PartialWords[" + utterance + ", " + words.reveal() + "]";
            case Input.Ear.FinalWords(long utterance, var words) ->
                    "FinalWords[" + utterance + ", " + words.reveal() + "]";
            case Line.Written text -> text + " " + text.words().reveal();
            case Input.Model(long generation, ModelEvent.Text(var delta)) ->
                    "Model[" + generation + ", " + delta.reveal() + "]";
            case Effect.Fact.AgentTurn turn -> turn + " heard \"" + turn.heard().reveal() + "\"";
            case Effect.Show.Hinted(var words) -> "Hinted[" + words.reveal() + "]";
            case Effect.Show.Backchannel(var words) -> "Backchannel[" + words.reveal() + "]";
            case Effect.Fact.CallerTurn turn -> turn + " words \"" + turn.words().reveal() + "\"";
            default -> what.toString();
        };
    }

    private record Happening(long at, long sequence, Runnable what)
            implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at != other.at
                    ? Long.compare(at, other.at)
                    : Long.compare(sequence, other.sequence);
        }
    }
}
