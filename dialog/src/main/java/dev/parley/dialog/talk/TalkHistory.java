package dev.parley.dialog.talk;

import dev.parley.dialog.model.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was said in a call, in the words that were heard, for a model to go on from.
final class TalkHistory {
    private final List<TalkTurn> turns = new ArrayList<>();

    TalkTurn begin(@Nullable String caller) {
        var turn = new TalkTurn(caller);
        turns.add(turn);
        return turn;
    }

    /// Forgets the last turn; the one before is the last again.
    TalkTurn takeBack() {
        turns.removeLast();
        return turns.isEmpty() ? begin(null) : turns.getLast();
    }

    /// The turn whose tool came back; null if it was forgotten.
    @Nullable TalkTurn returned(long tool, String outcome) {
        for (var turn : turns.reversed()) {
            if (turn.returned(tool, outcome)) {
                return turn;
            }
        }
        return null;
    }

    /// The last turns that fit, and always the last one.
    ///
    /// @param maxChars of all of them
    List<Message> messages(String instruction, int maxChars) {
        int first = turns.size();
        int chars = 0;
        while (first > 0
                && (first == turns.size() || chars + turns.get(first - 1).chars() <= maxChars)) {
            first--;
            chars += turns.get(first).chars();
        }
        var messages = new ArrayList<Message>();
        messages.add(
                new Message.Instruction(
                        first == 0
                                ? instruction
                                : instruction
                                        + "\nThe first "
                                        + first
                                        + " turns of this call are left out here."));
        turns.subList(first, turns.size()).forEach(turn -> messages.addAll(turn.messages()));
        return messages;
    }
}
