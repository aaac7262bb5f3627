package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Line;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ToolCall;
import java.util.ArrayList;
import java.util.List;

/// The talk so far as messages for a model: the instruction, then what was said and done, in order.
/// What others said stands in data blocks; what is left out is counted in the instruction.
final class TalkMessages {
    private final List<Message> messages = new ArrayList<>();

    /// What goes before the next words of the caller.
    private final StringBuilder before = new StringBuilder();

    private TalkMessages() {}

    static List<Message> of(String instruction, History.Shown shown) {
        var made = new TalkMessages();
        made.messages.add(
                new Message.Instruction(
                        shown.leftOut() == 0
                                ? instruction
                                : instruction
                                        + "\nThe first "
                                        + shown.leftOut()
                                        + " turns of this call are left out here."));
        shown.lines().forEach(made::add);
        made.user("");
        return made.messages;
    }

    private void add(Line line) {
        switch (line) {
            case Line.Summary(var data) ->
                    before.append("Before: ").append(data.reveal()).append('\n');
            case Line.Script(var data) ->
                    before.append("You heard the procedure say ")
                            .append(data.reveal())
                            .append('\n');
            case Line.Caller(var data) -> user("The caller says " + data.reveal());
            case Line.Agent(var text) -> agent(text.reveal());
            case Line.Tools(var outcomes) -> tools(outcomes);
        }
    }

    private void user(String words) {
        var text = (before + words).strip();
        before.setLength(0);
        if (!text.isEmpty()) {
            messages.add(new Message.User(text));
        }
    }

    private void agent(String words) {
        user("");
        messages.add(new Message.Assistant(words));
    }

    private void tools(List<Line.Outcome> outcomes) {
        user("");
        call(
                messages,
                outcomes.stream()
                        .map(one -> new ToolCall(one.callId(), one.tool(), one.argumentsJson()))
                        .toList());
        outcomes.forEach(one -> messages.add(new Message.ToolOutcome(one.callId(), one.data())));
    }

    /// The model calls tools, with the words that it said before; their outcomes are to follow.
    static void call(List<Message> messages, List<ToolCall> calls) {
        var words = Sensitive.of("");
        if (messages.getLast() instanceof Message.Assistant(var text, var before)
                && before.isEmpty()) {
            words = text;
            messages.removeLast();
        }
        messages.add(new Message.Assistant(words, calls));
    }
}
