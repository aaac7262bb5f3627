package dev.parley.bench.hearing;

import java.util.Objects;
import java.util.Optional;

/// How many answers were understood, not understood, and taken for something else.
record Tally(int right, int none, int wrong) {
    static final Tally NOTHING = new Tally(0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(right + other.right, none + other.none, wrong + other.wrong);
    }

    static Tally of(Optional<?> meant, Optional<?> heard) {
        if (heard.isEmpty()) {
            return new Tally(0, 1, 0);
        }
        boolean same = Objects.equals(meant, heard);
        return same ? new Tally(1, 0, 0) : new Tally(0, 0, 1);
    }

    int all() {
        return right + none + wrong;
    }

    double share() {
        return all() == 0 ? 0 : (double) right / all();
    }

    double wrongShare() {
        return all() == 0 ? 0 : (double) wrong / all();
    }
}
