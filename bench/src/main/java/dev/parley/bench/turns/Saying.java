package dev.parley.bench.turns;

import dev.parley.bench.voices.Voice;
import java.util.List;

/// What a caller says in one turn: pieces with pauses between them, as people do who think, read
/// from a card, or spell.
///
/// @param kind of answer, for the tables
/// @param question what it answers
/// @param pieces in order
/// @param pauses milliseconds of silence after each piece but the last
record Saying(String kind, Question question, List<Clip> pieces, List<Integer> pauses) {
    Saying {
        pieces = List.copyOf(pieces);
        pauses = List.copyOf(pauses);
        if (pauses.size() != pieces.size() - 1) {
            throw new IllegalArgumentException(
                    "expected a pause between each two of "
                            + pieces.size()
                            + " pieces, got "
                            + pauses.size());
        }
    }

    int millis() {
        return pieces.stream().mapToInt(Clip::millis).sum()
                + pauses.stream().mapToInt(Integer::intValue).sum();
    }

    /// The whole turn at 16 kHz.
    float[] sound() {
        var sound = new float[millis() * (Voice.RATE / 1000) + Voice.RATE / 100];
        int at = 0;
        for (int i = 0; i < pieces.size(); i++) {
            for (short sample : pieces.get(i).samples()) {
                sound[at++] = sample;
            }
            at += i < pauses.size() ? pauses.get(i) * (Voice.RATE / 1000) : 0;
        }
        return sound;
    }
}
