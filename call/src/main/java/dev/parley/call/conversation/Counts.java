package dev.parley.call.conversation;

import java.util.LinkedHashMap;

/// What a conversation numbers and counts.
final class Counts {
    private int turns;
    private long late;
    private long noises;
    private long backchannels;
    private long echoes;
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

    void echo() {
        echoes++;
    }

    void overlap() {
        overlaps++;
    }

    long lateInputs() {
        return late;
    }

    /// Echoes only where there were any: a call of before they were counted has the same record.
    Effect.Fact.Noted asFact() {
        var all = new LinkedHashMap<String, Object>();
        all.put("turns", turns);
        all.put("late", late);
        all.put("noises", noises);
        all.put("backchannels", backchannels);
        all.put("overlaps", overlaps);
        if (echoes > 0) {
            all.put("echoes", echoes);
        }
        return new Effect.Fact.Noted("counts", all, false);
    }
}
