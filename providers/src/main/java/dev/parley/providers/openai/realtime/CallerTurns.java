package dev.parley.providers.openai.realtime;

import dev.parley.call.duplex.DuplexEvent;
import dev.parley.compliance.Sensitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What the caller said, turn by turn, as the transcription tells it: at any time, also after the
/// answer. Confined to its loop. Keeps the last [#MAX_TURNS] turns and [#MAX_CHARACTERS] of each.
final class CallerTurns {
    static final int MAX_TURNS = 16;
    static final int MAX_CHARACTERS = 20_000;

    private final Consumer<DuplexEvent> listener;
    private final Map<String, Turn> turns = new LinkedHashMap<>();
    private long number;

    private static final class Turn {
        final long number;
        final StringBuilder words = new StringBuilder();
        boolean isFinal;

        Turn(long number) {
            this.number = number;
        }
    }

    CallerTurns(Consumer<DuplexEvent> listener) {
        this.listener = listener;
    }

    /// The provider took the caller's sound so far as this item.
    void committed(String itemId) {
        if (!itemId.isEmpty()) {
            var _ = turn(itemId);
        }
    }

    private Turn turn(String itemId) {
        if (!turns.containsKey(itemId) && turns.size() == MAX_TURNS) {
            turns.remove(turns.keySet().iterator().next());
        }
        return turns.computeIfAbsent(itemId, _ -> new Turn(++number));
    }

    void delta(String itemId, String delta) {
        var turn = turns.get(itemId);
        if (turn != null
                && !turn.isFinal
                && !delta.isEmpty()
                && turn.words.length() + delta.length() <= MAX_CHARACTERS) {
            turn.words.append(delta);
            tell(turn);
        }
    }

    void completed(String itemId, String words) {
        var turn = turns.get(itemId);
        if (turn != null && !turn.isFinal) {
            turn.words.setLength(0);
            turn.words.append(words, 0, Math.min(words.length(), MAX_CHARACTERS));
            turn.isFinal = true;
            tell(turn);
        }
    }

    /// Nothing more comes; what came is all.
    void failed(String itemId) {
        var turn = turns.get(itemId);
        if (turn != null && !turn.isFinal) {
            turn.isFinal = true;
            tell(turn);
        }
    }

    private void tell(Turn turn) {
        listener.accept(
                new DuplexEvent.CallerWords(
                        turn.number, Sensitive.of(turn.words.toString().strip()), turn.isFinal));
    }
}
