package dev.parley.call.journal;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gathers the exchanges of a conversation from its steps. One thread.
final class Exchanges {
    private final List<Exchange> past = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private String words = "";
    private String expectation = "";
    private long speechEnded = -1;
    private long waited = -1;

    /// @param input what was handed over; null for a deadline
    void step(@Nullable Input input, List<Effect> effects, Tick now) {
        if (input instanceof Input.Mouth.SentenceStarted && speechEnded >= 0) {
            waited = now.millis() - speechEnded;
            speechEnded = -1;
        }
        for (var effect : effects) {
            if (effect instanceof Effect.Fact.CallerTurn turn) {
                turnOver();
                words = turn.words().reveal();
                speechEnded = turn.times().speechEnded();
                expected.add(expectation);
            } else if (effect instanceof Effect.Speak(long _, int _, var text)) {
                said.add(text);
            } else if (effect instanceof Effect.Write(long _, int _, var text)) {
                said.add(text);
            } else if (effect instanceof Effect.Listen(var next)) {
                expectation = next.name();
            }
        }
    }

    private void turnOver() {
        past.add(new Exchange(words, said, waited));
        said.clear();
        waited = -1;
    }

    /// All of them; the last may go on.
    List<Exchange> all() {
        var all = new ArrayList<>(past);
        all.add(new Exchange(words, said, waited));
        return all;
    }

    /// What was expected when the caller's turns came, by their order.
    List<String> expected() {
        return expected;
    }
}
