package dev.parley.call.sound;

/// Which cells of the agent's track sound. The track is our own and has no noise: what is louder
/// than -55 dBFS for 10 ms can be heard. Pure; measuring thread only.
final class AgentSound implements Spurts.Judge {
    private static final int LEAST = Levels.least(-55);
    private static final int LEAST_CELLS = 2;

    private final Spurts spurts = new Spurts(this);

    Spurts spurts() {
        return spurts;
    }

    /// Takes the next cell; true if it is loud.
    boolean cell(long cell, int level) {
        boolean isLoud = level >= LEAST;
        spurts.cell(cell, isLoud, (double) level * level);
        return isLoud;
    }

    @Override
    public boolean counts(long from, long end, int loudCells, double power, boolean isOver) {
        return loudCells >= LEAST_CELLS;
    }

    @Override
    public void counted(int loudCells, double power) {
        // nothing is learned of it
    }

    @Override
    public void dismissed(int loudCells, double power) {
        // nor of that
    }
}
