package dev.parley.dialog.talk;

import dev.parley.dialog.Act;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.ToolTraits;
import dev.parley.dialog.model.ToolCall;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The tools that a model called in one call: which run, which wait for those before them. The
/// tools of an answer run at the same time if all of them are declared parallel; else one after the
/// other, in order. One that is not declared parallel runs alone, though the caller went on and the
/// model calls others. When the caller goes on, those declared so are stopped, those that wait are
/// not started, and the others run to their end.
final class CalledTools {
    /// At once; beyond it a call is refused, and the model may try again.
    static final int MOST_RUNNING = 8;

    private static final Pattern CALL_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final ModelTalk talk;
    private final HeardTalk heard;
    private final Map<Long, Job> running = new LinkedHashMap<>();
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private long highest;
    private long refused;
    private int turn;

    /// @param turn of the caller, in which it was called
    /// @param together whether it may run beside others
    private record Job(
            long id,
            int turn,
            String name,
            ToolTraits traits,
            Map<String, Object> arguments,
            boolean together) {}

    /// A tool that came back.
    ///
    /// @param isLast whether none of the tools of the same turn of the caller is under way
    record Back(String name, boolean isLast) {}

    CalledTools(ModelTalk talk, HeardTalk heard) {
        this.talk = talk;
        this.heard = heard;
    }

    /// What the model wishes in one answer. Calls that cannot be made are answered at once.
    ///
    /// @param notHandedOver why the call is not handed over, if the model wishes that
    void wish(List<ToolCall> calls, String notHandedOver) {
        boolean together = calls.stream().allMatch(call -> talk.traits(call.name()).parallel());
        var ids = new HashSet<String>();
        for (var wished : calls) {
            var arguments = WishedCall.arguments(wished.argumentsJson().reveal());
            if (wished.name().equals(ModelTalk.HAND_OVER)) {
                refuse(wished, ModelTalk.HAND_OVER, notHandedOver, ids);
            } else if (!talk.isDeclared(wished.name())) {
                refuse(wished, "unknown", "unknown-tool", ids);
            } else if (arguments.isEmpty()) {
                refuse(wished, wished.name(), "bad-arguments", ids);
            } else if (running.size() + waiting.size() >= MOST_RUNNING) {
                refuse(wished, wished.name(), "overloaded", ids);
            } else {
                long id = ++highest;
                var again = WishedCall.again(arguments.get());
                heard.calls(
                        id,
                        new ToolCall(id(wished, "call_" + id, ids), wished.name(), again),
                        outcome(Map.of("status", "running")));
                waiting.add(
                        new Job(
                                id,
                                turn,
                                wished.name(),
                                talk.traits(wished.name()),
                                arguments.get(),
                                together));
            }
        }
    }

    /// The model is told why, and its arguments are not repeated: they may not even be JSON.
    private void refuse(ToolCall wished, String name, String error, Set<String> ids) {
        var id = id(wished, "refused_" + ++refused, ids);
        heard.refuses(new ToolCall(id, name, "{}"), outcome(Map.of("error", error)));
    }

    /// The model's own id, if it is one that no other call of the answer has.
    private static String id(ToolCall wished, String otherwise, Set<String> ids) {
        boolean isPlain = CALL_ID.matcher(wished.id()).matches();
        return isPlain && ids.add(wished.id()) ? wished.id() : otherwise;
    }

    /// Starts what can be started now.
    ///
    /// @param filler for the first of them
    List<Act> start(String filler) {
        var acts = new ArrayList<Act>();
        for (var next = waiting.peek(); next != null && mayStart(next); next = waiting.peek()) {
            var job = waiting.remove();
            running.put(job.id, job);
            acts.add(
                    new Act.CallTool(
                            job.id, job.name, job.arguments, acts.isEmpty() ? filler : ""));
        }
        return acts;
    }

    /// What runs may be of an answer before.
    private boolean mayStart(Job next) {
        return running.isEmpty()
                || (next.together
                        && running.values().stream().allMatch(job -> job.traits.parallel()));
    }

    /// The caller's next turn.
    List<Act> callerWentOn() {
        for (var job : waiting) {
            heard.returned(job.id, outcome(Map.of("error", "not-started-the-caller-went-on")));
        }
        waiting.clear();
        turn++;
        var acts = new ArrayList<Act>();
        for (var job : List.copyOf(running.values())) {
            if (job.traits.stopsWithCaller()) {
                running.remove(job.id);
                heard.returned(job.id, outcome(Map.of("error", "stopped-the-caller-went-on")));
                acts.add(new Act.StopTool(job.id));
            }
        }
        return acts;
    }

    /// Empty for a result that nobody waits for: it came twice, or after its tool was stopped.
    Optional<Back> returned(long tool, ToolResult result) {
        var job = running.remove(tool);
        if (job == null) {
            return Optional.empty();
        }
        heard.returned(
                tool,
                result.succeeded()
                        ? outcome(Map.of("status", "ok", "data", result.data()))
                        : outcome(Map.of("status", "failed", "error", result.error())));
        return Optional.of(new Back(job.name, !isBusy(job.turn)));
    }

    private String outcome(Map<String, Object> values) {
        return WishedCall.outcome(values, talk.settings().outcomeChars());
    }

    private boolean isBusy(int of) {
        return running.values().stream().anyMatch(job -> job.turn == of)
                || waiting.stream().anyMatch(job -> job.turn == of);
    }

    /// Whether tools of the caller's last turn are under way.
    boolean isBusy() {
        return isBusy(turn);
    }

    boolean isIdle() {
        return running.isEmpty() && waiting.isEmpty();
    }

    /// The number of the last tool call.
    long highest() {
        return highest;
    }
}
