package dev.parley.call.journal;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Machine;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Holds a call again with other settings or another flow, in virtual time: the caller of the
/// journal says the same, as long after the agent as in the call; tools return what they returned;
/// the agent's sentences take as long as they took. It ends where the caller's next words would
/// answer another question, or a tool is called of which nobody knows what it returns: from there
/// on nothing can be known. Pure; one use, one thread.
public final class Rerun {
    /// Somebody who goes on after so short a pause does not wait for the agent.
    private static final long GOES_ON = 1_500_000_000L;

    /// An agent that does nothing for so long is waiting for the caller.
    private static final long WAITS = 2_000_000_000L;

    private static final long RECOGNITION = 50_000_000L;
    private static final int MOST_STEPS = 100_000;

    private final Machine other;
    private final List<Beat> beats;
    private final CallerAgain caller;
    private final VoiceAgain voice;
    private final JudgeAgain judge;
    private final ModelAgain models;
    private final Exchanges before = new Exchanges();
    private final Exchanges after = new Exchanges();
    private final Map<String, List<Returned>> returned = new HashMap<>();
    private final PriorityQueue<Due> due =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final List<Long> starts = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private long recognition = RECOGNITION;
    private long now;
    private long shift;
    private long order;
    private int beat;
    private String stopped = "";

    /// Something of the caller or the line, and behind which reply of the agent it came.
    ///
    /// @param started replies that had begun before
    /// @param ended replies that were over before
    /// @param anchor when the last of these happened in the call
    private record Beat(Happened step, int started, int ended, long anchor) {}

    private record Running(String tool, String arguments, long at) {}

    private record Returned(String arguments, ToolResult result, long took) {}

    /// @param input null where nobody knows what comes
    private record Due(long at, long order, @Nullable Input input) {}

    /// What would have been said.
    ///
    /// @param before the exchanges of the call, as far as the other run came
    /// @param after those of the other run
    /// @param stopped why it ended before the call did; empty if it did not
    public record Result(List<Exchange> before, List<Exchange> after, String stopped) {
        public Result {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    private Rerun(List<Replay.Redone> call, Machine other) {
        this.other = other;
        this.caller = new CallerAgain(call.stream().map(Replay.Redone::happened).toList());
        this.voice = new VoiceAgain(call);
        this.judge = new JudgeAgain(call);
        this.models = new ModelAgain(call);
        this.beats = beats(call);
    }

    /// @param call the whole call, replayed as it was
    /// @param other fresh, with other settings or another dialogue
    public static Result run(List<Replay.Redone> call, Machine other) {
        var rerun = new Rerun(call, other);
        rerun.run();
        return rerun.result();
    }

    private List<Beat> beats(List<Replay.Redone> call) {
        var found = new ArrayList<Beat>();
        var running = new HashMap<Long, Running>();
        long finished = -1;
        int started = 0;
        int ended = 0;
        long anchor = 0;
        for (var step : call) {
            var happened = step.happened();
            var input = happened.input();
            long tick = happened.at().nanos();
            before.step(input, step.effects(), happened.at());
            if (input instanceof Input.Mouth.SentenceStarted(long _, int sentence)
                    && sentence == 0) {
                started++;
                anchor = tick;
            } else if (input instanceof Input.Mouth.ReplyPlayed
                    || input instanceof Input.Mouth.ReplyCut) {
                ended++;
                anchor = tick;
            } else if (input instanceof Input.ToolReturned(long tool, var result)) {
                var asked = running.remove(tool);
                if (asked != null) {
                    returned.computeIfAbsent(asked.tool(), _ -> new ArrayList<>())
                            .add(new Returned(asked.arguments(), result, tick - asked.at()));
                }
            } else if (input instanceof Input.Ear.FinalWords && finished >= 0) {
                recognition = tick - finished;
                finished = -1;
            } else if (isTheCallers(input)) {
                found.add(new Beat(happened, started, ended, anchor));
            }
            for (var effect : step.effects()) {
                if (effect instanceof Effect.FinishUtterance) {
                    finished = tick;
                } else if (effect instanceof Effect.StartTool(long tool, var name, var arguments)) {
                    running.put(
                            tool, new Running(name, PlainValues.write(arguments).toString(), tick));
                }
            }
        }
        return found;
    }

    private static boolean isTheCallers(@Nullable Input input) {
        return switch (input) {
            case null -> false;
            case Input.Ear.FinalWords _, Input.Ear.RecognitionFailed _ -> false;
            case Input.Opened _, Input.Ear _, Input.Line _ -> true;
            case Input.Mouth _, Input.ToolReturned _, Input.TurnJudged _, Input.Model _ -> false;
        };
    }

    private void run() {
        for (int steps = 0; steps < MOST_STEPS && !other.isOver() && stopped.isEmpty(); steps++) {
            long deadline = other.nextDeadline().nanos();
            long mine = Math.min(voice.next(), due.isEmpty() ? Long.MAX_VALUE : due.peek().at());
            long next = Math.min(deadline, mine);
            long callers = callerAt(next);
            if (callers == Long.MAX_VALUE && next == Long.MAX_VALUE) {
                return;
            }
            if (callers <= next) {
                now = Math.max(now, callers);
                deliver(beats.get(beat++));
            } else if (mine <= deadline) {
                now = Math.max(now, mine);
                boolean isDue = !due.isEmpty() && due.peek().at() <= voice.next();
                var input = isDue ? due.poll().input() : report();
                if (input == null) {
                    stopped = "here the model writes on, and nobody knows what";
                } else {
                    hand(input);
                }
            } else {
                now = Math.max(now, deadline);
                perform(null, other.onDeadline(new Tick(now)));
            }
        }
    }

    private Input report() {
        var input = voice.report();
        if (input instanceof Input.Mouth.SentenceStarted(long _, int sentence) && sentence == 0) {
            starts.add(now);
        } else if (input instanceof Input.Mouth.ReplyPlayed) {
            ends.add(now);
        }
        return input;
    }

    /// When the caller's next beat comes, Long.MAX_VALUE if not before the agent has done more.
    private long callerAt(long next) {
        if (beat == beats.size()) {
            return Long.MAX_VALUE;
        }
        var step = beats.get(beat);
        long recorded = step.step().at().nanos();
        boolean goesOn = beat > 0 && recorded - beats.get(beat - 1).step().at().nanos() <= GOES_ON;
        if (starts.size() >= step.started() && ends.size() >= step.ended() && !goesOn) {
            shift = anchor(step) - step.anchor();
        } else if (!goesOn && next - now < WAITS) {
            return Long.MAX_VALUE; // the agent is not there yet
        }
        return Math.max(now, recorded + shift);
    }

    private long anchor(Beat step) {
        long start = step.started() == 0 ? 0 : starts.get(step.started() - 1);
        long end = step.ended() == 0 ? 0 : ends.get(step.ended() - 1);
        return Math.max(start, end);
    }

    private void deliver(Beat step) {
        long media = shift / 1_000_000;
        var input = step.step().input();
        judge.comes(step.step());
        if (input instanceof Input.Ear.SpeechStarted(long utterance, long at)) {
            hand(caller.started(utterance, at + media));
        } else if (input
                instanceof Input.Ear.SpeechStopped(long utterance, long at, long silence)) {
            hand(caller.stopped(utterance, at + media, silence));
        } else if (input instanceof Input.Ear.PartialWords(long utterance, var words)) {
            hand(caller.partial(utterance, words.reveal()));
        } else if (input != null) {
            hand(input);
        }
    }

    private void hand(Input input) {
        perform(input, other.on(input, new Tick(now)));
    }

    private void perform(@Nullable Input input, List<Effect> effects) {
        after.step(input, effects, new Tick(now));
        for (var effect : effects) {
            if (effect instanceof Effect.Speak(long reply, int sentence, var text)) {
                voice.speak(reply, sentence, text, false, now);
            } else if (effect instanceof Effect.Write(long reply, int sentence, var text)) {
                voice.speak(reply, sentence, text, true, now);
            } else if (effect instanceof Effect.EndReply(long reply)) {
                voice.end(reply);
            } else if (effect instanceof Effect.CutReply(long reply)) {
                var cut = voice.cut(reply, now);
                if (cut != null) {
                    ends.add(now);
                    later(10_000_000L, cut);
                }
            } else if (effect instanceof Effect.FinishUtterance(long utterance)) {
                later(recognition, caller.finish(utterance));
                speaksOn();
            } else if (effect instanceof Effect.CancelUtterance(long utterance)) {
                caller.cancel(utterance);
                speaksOn();
            } else if (effect instanceof Effect.JudgeTurn(long pause)) {
                var said = judge.ask();
                if (said != null) {
                    later(said.took(), new Input.TurnJudged(pause, said.complete()));
                }
            } else if (effect instanceof Effect.StartTool tool) {
                start(tool);
            } else if (effect instanceof Effect.StartGeneration(long id, var request)) {
                generate(id, request);
            } else if (effect instanceof Effect.CancelGeneration(long id)) {
                due.removeIf(
                        later -> later.input() instanceof Input.Model(long of, var _) && of == id);
                due.removeIf(later -> later.input() == null);
            } else if (effect instanceof Effect.Fact.CallerTurn) {
                compare();
            }
        }
    }

    private void speaksOn() {
        if (caller.speaks()) {
            later(0, new Input.Ear.SpeechStarted(caller.current(), now / 1_000_000));
        }
    }

    private void generate(long id, ModelRequest request) {
        var answer = models.ask(request);
        if (answer == null) {
            stopped = "here a model is asked something else, and nobody knows what it would write";
            return;
        }
        for (var piece : answer.pieces()) {
            later(piece.after(), new Input.Model(id, piece.event()));
        }
        if (!answer.isWhole()) {
            later(answer.length() + 1, null);
        }
    }

    private void later(long delay, @Nullable Input input) {
        due.add(new Due(now + delay, order++, input));
    }

    private void start(Effect.StartTool tool) {
        var arguments = PlainValues.write(tool.arguments()).toString();
        var known = returned.getOrDefault(tool.name(), List.of());
        for (var result : known) {
            if (result.arguments().equals(arguments)) {
                known.remove(result);
                later(result.took(), new Input.ToolReturned(tool.toolCall(), result.result()));
                return;
            }
        }
        stopped =
                "here the tool %s is called%s, and nobody knows what it would have returned"
                        .formatted(tool.name(), known.isEmpty() ? "" : " with other arguments");
    }

    /// A turn of the caller was handed over: does it answer the question it answered in the call?
    private void compare() {
        int turn = after.expected().size() - 1;
        if (turn >= before.expected().size()) {
            return;
        }
        var asked = before.expected().get(turn);
        var asks = after.expected().get(turn);
        if (!asked.equals(asks)) {
            stopped =
                    "here the caller answers \"%s\" where \"%s\" is asked: what they said makes no sense any more"
                            .formatted(asked, asks);
        }
    }

    private Result result() {
        var other = after.all();
        var call = before.all();
        return new Result(
                stopped.isEmpty() ? call : call.subList(0, Math.min(call.size(), other.size())),
                other,
                stopped);
    }
}
