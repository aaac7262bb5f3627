package dev.parley.dialog.talk;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.speech.SpokenText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One turn of the caller and what the agent said and did about it, as far as it was heard.
final class TalkTurn {
    static final String RUNNING = "{\"status\":\"running\"}";

    private final @Nullable String caller;
    private final List<Step> steps = new ArrayList<>();

    private static final class Step {
        final List<SpokenText> said = new ArrayList<>();
        final List<Called> calls = new ArrayList<>();

        /// Of what was said last, the words that were heard; null for all.
        @Nullable String lastHeard;

        boolean isEmpty() {
            return said.isEmpty() && calls.isEmpty();
        }

        String text() {
            var text = new StringBuilder();
            for (int i = 0; i < said.size(); i++) {
                boolean isCut = lastHeard != null && i == said.size() - 1;
                var words = isCut ? String.valueOf(lastHeard) : said.get(i).written();
                if (!words.isEmpty()) {
                    text.append(text.isEmpty() ? "" : " ").append(words);
                }
            }
            return text.toString();
        }
    }

    private static final class Called {
        final ToolCall call;
        final long tool;
        String outcome;

        Called(ToolCall call, long tool, String outcome) {
            this.call = call;
            this.tool = tool;
            this.outcome = outcome;
        }
    }

    /// @param caller what the caller said; null for what the agent says by itself
    TalkTurn(@Nullable String caller) {
        this.caller = caller;
        step();
    }

    /// A model is asked, and what comes now is its answer.
    void step() {
        if (steps.isEmpty() || !steps.getLast().isEmpty()) {
            steps.add(new Step());
        }
    }

    void says(SpokenText sentence) {
        steps.getLast().said.add(sentence);
    }

    /// @param tool number of the tool call; 0 if none was started
    void calls(ToolCall call, long tool, String outcome) {
        steps.getLast().calls.add(new Called(call, tool, outcome));
    }

    /// False if the tool call belongs to another turn.
    boolean returned(long tool, String outcome) {
        for (var step : steps) {
            for (var called : step.calls) {
                if (called.tool == tool) {
                    called.outcome = outcome;
                    return true;
                }
            }
        }
        return false;
    }

    boolean isWaiting() {
        return steps.stream()
                .flatMap(step -> step.calls.stream())
                .anyMatch(called -> called.outcome.equals(RUNNING));
    }

    /// Of all it said, only these words were heard; as a voice says them.
    void heard(String words) {
        int at = 0;
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            for (int j = 0; j < step.said.size(); j++) {
                var sentence = step.said.get(j);
                var spoken = sentence.spoken();
                if (words.startsWith(spoken, at)) {
                    at = Math.min(words.length(), at + spoken.length() + 1);
                    continue;
                }
                step.lastHeard = sentence.heard(Math.min(words.length() - at, spoken.length()));
                step.said.subList(j + 1, step.said.size()).clear();
                forgetFrom(i + 1);
                return;
            }
        }
    }

    /// What would have been said later was not; what was done stays done.
    private void forgetFrom(int first) {
        for (int i = first; i < steps.size(); i++) {
            steps.get(i).said.clear();
        }
        steps.removeIf(Step::isEmpty);
        if (steps.isEmpty()) {
            steps.add(new Step());
        }
    }

    /// As a model sees it.
    List<Message> messages() {
        var messages = new ArrayList<Message>();
        if (caller != null) {
            messages.add(new Message.User(caller));
        }
        for (var step : steps) {
            var text = step.text();
            var calls = step.calls.stream().map(called -> called.call).toList();
            if (!text.isEmpty() || !calls.isEmpty()) {
                messages.add(new Message.Assistant(Sensitive.of(text), calls));
            }
            for (var called : step.calls) {
                messages.add(new Message.ToolOutcome(called.call.id(), called.outcome));
            }
        }
        return messages;
    }

    int chars() {
        int chars = caller == null ? 0 : caller.length();
        for (var step : steps) {
            chars += step.text().length();
            for (var called : step.calls) {
                chars += called.outcome.length() + called.call.argumentsJson().reveal().length();
            }
        }
        return chars;
    }
}
