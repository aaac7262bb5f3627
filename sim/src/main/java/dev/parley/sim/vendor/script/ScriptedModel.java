package dev.parley.sim.vendor.script;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers by a script: the first entry whose conditions all hold. Without one it repeats what the
/// user said. `{user}` and `{result}` in the words are what was said and what the tool returned.
public record ScriptedModel(List<Entry> entries) implements ModelFunction {
    public ScriptedModel {
        entries = List.copyOf(entries);
    }

    /// One answer and when it is given; what is null or 0 is no condition.
    ///
    /// @param turn the turn, from 1
    /// @param user is found in the last thing the user said
    /// @param afterTool the tool whose result was the last message; without it, the entry is not
    ///   for results
    public record Entry(
            int turn, @Nullable Pattern user, @Nullable String afterTool, ModelReply reply) {
        boolean fits(ModelQuestion question) {
            return (turn == 0 || turn == question.turn())
                    && (user == null || user.matcher(question.user()).find())
                    && (afterTool == null ? "" : afterTool).equals(question.tool());
        }
    }

    @Override
    public ModelReply answer(ModelQuestion question) {
        for (var entry : entries) {
            if (entry.fits(question)) {
                return filled(entry.reply(), question);
            }
        }
        return ModelReply.say(
                question.tool().isEmpty()
                        ? "You said: " + question.user()
                        : "The result is: " + question.result());
    }

    private static ModelReply filled(ModelReply reply, ModelQuestion question) {
        return new ModelReply(
                reply.say()
                        .replace("{user}", question.user())
                        .replace("{result}", question.result()),
                reply.calls(),
                reply.finish());
    }
}
