package dev.parley.call.conversation;

import java.util.Map;

/// What a conversation numbers and counts.
final class Counts {
    private int turns;
    private long late;
    private long noises;
    private long backchannels;
    private long overlaps;

    /// Turns of both sides are numbered together, from 1, in the order in which they began.
    int nextTurn() {
        return ++turns;
    }

    void late() {
        late++;
    }

    void noise() {
        noises++;
    }

    void backchannel() {
        backchannels++;
    }

    void overlap() {
        overlaps++;
    }

    long lateInputs() {
        return late;
    }

    Effect.Fact.Noted asFact() {
        return new Effect.Fact.Noted(
                "counts",
                Map.of(
                        "turns", turns,
                        "late", late,
                        "noises", noises,
                        "backchannels", backchannels,
                        "overlaps", overlaps),
                false);
    }
}
