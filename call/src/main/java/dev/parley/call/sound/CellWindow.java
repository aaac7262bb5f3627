package dev.parley.call.sound;

import java.util.Arrays;

/// Levels of one side that may still change: what comes late finds its place, what was flushed is
/// taken out, what never came is silence. Measuring thread only.
final class CellWindow {
    /// About 2.5 s.
    static final int CELLS = 512;

    /// What never came.
    static final int NOTHING = -1;

    private final int[] levels = new int[CELLS];

    /// The oldest cell that may still change.
    private long first;

    CellWindow() {
        Arrays.fill(levels, NOTHING);
    }

    /// False if the cell is over already, or too far ahead.
    boolean place(long cell, int level) {
        if (cell < first || cell >= first + CELLS) {
            return false;
        }
        int slot = (int) (cell % CELLS);
        levels[slot] = Math.max(levels[slot], level);
        return true;
    }

    /// Takes out what lies at or after this cell.
    void erase(long from) {
        if (from <= first) {
            Arrays.fill(levels, NOTHING);
            return;
        }
        for (long cell = from; cell < first + CELLS; cell++) {
            levels[(int) (cell % CELLS)] = NOTHING;
        }
    }

    /// The level of the oldest cell, which is over now; [#NOTHING] if none came.
    int take() {
        int slot = (int) (first % CELLS);
        int level = levels[slot];
        levels[slot] = NOTHING;
        first++;
        return level;
    }

    long first() {
        return first;
    }
}
