package dev.parley.call.journal;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What language models wrote in a call, for a conversation that may ask them the same. One use,
/// one thread.
final class ModelAgain {
    private final Map<String, Deque<Answer>> answers = new HashMap<>();

    /// @param after nanoseconds since the model was asked
    record Piece(long after, ModelEvent event) {}

    /// What was written in answer to one question.
    static final class Answer {
        private final long askedAt;
        private final List<Piece> pieces = new ArrayList<>();

        private Answer(long askedAt) {
            this.askedAt = askedAt;
        }

        List<Piece> pieces() {
            return pieces;
        }

        /// False if it was cancelled: nobody knows what would have followed.
        boolean isWhole() {
            return !pieces.isEmpty() && pieces.getLast().event().isLast();
        }

        long length() {
            return pieces.isEmpty() ? 0 : pieces.getLast().after();
        }
    }

    ModelAgain(List<Replay.Redone> call) {
        var running = new HashMap<Long, Answer>();
        for (var step : call) {
            long at = step.happened().at().nanos();
            if (step.happened().input() instanceof Input.Model(long generation, var event)) {
                var answer = running.get(generation);
                if (answer != null) {
                    answer.pieces.add(new Piece(at - answer.askedAt, event));
                    if (event.isLast()) {
                        running.remove(generation);
                    }
                }
            }
            for (var effect : step.effects()) {
                if (effect instanceof Effect.StartGeneration(long generation, var request)) {
                    var answer = new Answer(at);
                    running.put(generation, answer);
                    answers.computeIfAbsent(RequestText.of(request), _ -> new ArrayDeque<>())
                            .add(answer);
                } else if (effect instanceof Effect.CancelGeneration(long generation)) {
                    running.remove(generation);
                }
            }
        }
    }

    /// What was written in answer to the same question; null if it was not asked, or not once more.
    @Nullable Answer ask(ModelRequest request) {
        var known = answers.get(RequestText.of(request));
        return known == null ? null : known.poll();
    }
}
