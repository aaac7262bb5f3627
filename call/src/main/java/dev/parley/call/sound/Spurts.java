package dev.parley.call.sound;

/// Stretches of sound of one side: cells that are loud, with pauses of less than 100 ms (the
/// closures within words) bridged. Each is judged as a whole, whether it counts; what it was is
/// known with a delay of at most 2.1 s. Pure; measuring thread only.
final class Spurts {
    /// Pauses shorter than this belong to the sound.
    static final int BRIDGE = 20;

    /// So long a stretch stays in doubt.
    private static final int LONGEST_DOUBT = 400;

    private static final int WINDOW = 1024;

    private final Judge judge;
    private final boolean[] sounds = new boolean[WINDOW];
    private long decided;

    private boolean isOpen;
    private boolean counts;
    private long from;
    private long end;
    private int loudCells;
    private double power;

    /// Says whether a stretch counts.
    interface Judge {
        /// @param loudCells cells of it that were loud
        /// @param power their mean square
        /// @param isOver false while it goes on: then true only if that is certain already
        boolean counts(long from, long end, int loudCells, double power, boolean isOver);

        /// A stretch counted, or went on counting, with so many more loud cells.
        void counted(int loudCells, double power);

        /// It did not count.
        void dismissed(int loudCells, double power);
    }

    Spurts(Judge judge) {
        this.judge = judge;
    }

    /// Takes the next cell.
    void cell(long cell, boolean isLoud, double cellPower) {
        if (isLoud) {
            loud(cell, cellPower);
        } else if (!isOpen) {
            mark(cell + 1, false);
        } else if (cell + 1 - end >= BRIDGE) {
            close(cell + 1);
        }
    }

    /// No cell follows.
    void finish(long cells) {
        if (isOpen) {
            close(cells);
        }
        mark(cells, false);
    }

    /// Cells before this one are decided.
    long decided() {
        return decided;
    }

    /// Whether a decided cell sounds; kept for about 3 s.
    boolean at(long cell) {
        return sounds[(int) (cell % WINDOW)];
    }

    boolean isOpen() {
        return isOpen;
    }

    private void loud(long cell, double cellPower) {
        if (!isOpen) {
            isOpen = true;
            counts = false;
            from = cell;
            loudCells = 0;
            power = 0;
        }
        end = cell + 1;
        if (counts) {
            judge.counted(1, cellPower);
            mark(end, true);
            return;
        }
        loudCells++;
        power += (cellPower - power) / loudCells;
        if (judge.counts(from, end, loudCells, power, false)) {
            count();
        } else if (end - from >= LONGEST_DOUBT) {
            close(end);
        }
    }

    private void count() {
        counts = true;
        judge.counted(loudCells, power);
        mark(end, true);
    }

    private void close(long cells) {
        if (!counts) {
            if (judge.counts(from, end, loudCells, power, true)) {
                count();
            } else {
                judge.dismissed(loudCells, power);
            }
        }
        isOpen = false;
        mark(cells, false);
    }

    private void mark(long to, boolean sound) {
        for (; decided < to; decided++) {
            sounds[(int) (decided % WINDOW)] = sound;
        }
    }
}
