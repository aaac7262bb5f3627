package dev.parley.call.journal;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hands the inputs of a call to a conversation once more, at the same ticks, and compares what
/// comes of them. Pure.
public final class Replay {
    private Replay() {}

    /// One step, done again.
    ///
    /// @param broke class of the exception that the conversation threw; empty if it did not
    public record Redone(Happened happened, List<Effect> effects, String broke) {
        /// What it did this time, without words.
        public String did() {
            return EffectText.names(effects);
        }

        /// Every effect with everything in it, a line or more each; holds what was said.
        public List<String> whole() {
            return effects.stream().map(EffectText::whole).toList();
        }

        /// Whether this time was as the first.
        public boolean isSame() {
            return EffectText.digest(effects).equals(happened.digest())
                    && broke.equals(happened.broke());
        }
    }

    /// What came of it.
    ///
    /// @param steps up to the first that differs, and that one
    public record Result(List<Redone> steps) {
        public Result {
            steps = List.copyOf(steps);
        }

        /// What was said, turn by turn.
        public List<Exchange> exchanges() {
            var exchanges = new Exchanges();
            for (var step : steps) {
                exchanges.step(step.happened().input(), step.effects(), step.happened().at());
            }
            return exchanges.all();
        }

        /// The first step that differs; empty if the whole call is as it was.
        public Optional<Redone> difference() {
            return steps.isEmpty() || steps.getLast().isSame()
                    ? Optional.empty()
                    : Optional.of(steps.getLast());
        }
    }

    /// Replays until the end or the first difference.
    ///
    /// @param conversation fresh, made of the same settings and definition
    public static Result run(List<Happened> happened, Machine conversation) {
        var steps = new ArrayList<Redone>(happened.size());
        for (var step : happened) {
            var redone = redo(step, conversation);
            steps.add(redone);
            if (!redone.isSame()) {
                break;
            }
        }
        return new Result(steps);
    }

    private static Redone redo(Happened step, Machine conversation) {
        try {
            var input = step.input();
            Tick at = step.at();
            return new Redone(
                    step,
                    input == null ? conversation.onDeadline(at) : conversation.on(input, at),
                    "");
        } catch (RuntimeException e) {
            return new Redone(step, List.of(), e.getClass().getSimpleName());
        }
    }
}
