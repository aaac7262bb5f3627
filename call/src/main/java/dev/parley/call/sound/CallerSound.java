package dev.parley.call.sound;

import dev.parley.audio.Level;
import dev.parley.audio.vad.NoiseFloor;

/// Which cells of the caller's track are the caller's sound. Loud is what lies well above the noise
/// of the line and not far below this caller's own voice (25 dB; ITU-T P.56 measures active speech
/// in the same way, by a margin below its own level); under the agent's voice, whose echo comes
/// back, 15 dB. A stretch counts if the detector of speech heard a voice in it; one that it did not
/// hear counts only if it is long and about as loud as the caller. Clicks, breath and comfort noise
/// do not. Pure; measuring thread only.
final class CallerSound implements Spurts.Judge {
    private static final double LEAST_DBFS = -55;
    private static final int LEAST = Levels.least(LEAST_DBFS);
    private static final double FIRST_TALKER_DBFS = -26;
    private static final double BELOW_TALKER = 25;
    private static final double BELOW_TALKER_UNDER_AGENT = 15;

    /// Noise never hides what is this close to the talker.
    private static final double ALWAYS_BELOW_TALKER = 8;

    private static final double LEAST_ABOVE_NOISE = 9;
    private static final double LEAST_NOISE_DBFS = -70;
    private static final double LEAST_NOISE = power(LEAST_NOISE_DBFS);
    private static final double MOST_SPREAD = 7;
    private static final double BLOCK_SECONDS = 0.02;
    private static final int BLOCK = 4;
    private static final int ECHO_CELLS = 60;
    private static final int TALKER_MEMORY = 200;
    private static final int FIRST_WEIGHT = 40;

    private static final int LEAST_VOICE = 4;
    private static final int LEAST_UNHEARD = 30;
    private static final double UNHEARD_BELOW_TALKER = 10;
    private static final int LEAST_ALONE = 12;
    private static final double ALONE_BELOW_TALKER = 20;

    private final Witness witness;
    private final Spurts spurts = new Spurts(this);
    private final NoiseFloor floor = new NoiseFloor(BLOCK_SECONDS);
    private double talker = power(FIRST_TALKER_DBFS);
    private int talkerWeight = FIRST_WEIGHT;

    /// By how much noise lies above its floor on average: little for hiss, much for voices.
    private double spread;

    private double blockPower;
    private int blockCells;
    private long agentUntil = Long.MIN_VALUE;

    CallerSound(Witness witness) {
        this.witness = witness;
    }

    Spurts spurts() {
        return spurts;
    }

    /// Takes the next cell.
    ///
    /// @param level root mean square, or [CellWindow#NOTHING]
    /// @param agentSounds whether the agent's track is loud here
    void cell(long cell, int level, boolean agentSounds) {
        if (agentSounds) {
            agentUntil = cell + ECHO_CELLS;
        }
        double power = level < 0 ? 0 : (double) level * level;
        noise(level < 0, power);
        spurts.cell(cell, level >= LEAST && isLoud(level, cell < agentUntil), power);
    }

    private boolean isLoud(int level, boolean isUnderAgent) {
        return Levels.dbfs(level) >= threshold(isUnderAgent);
    }

    private double threshold(boolean isUnderAgent) {
        double talkerDbfs = dbfs(talker);
        double noise = floor.dbfs() + Math.max(LEAST_ABOVE_NOISE, 3 + 2.5 * spread);
        double below = isUnderAgent ? BELOW_TALKER_UNDER_AGENT : BELOW_TALKER;
        double wanted = Math.max(Math.max(noise, talkerDbfs - below), LEAST_DBFS);
        return Math.min(wanted, Math.max(LEAST_DBFS, talkerDbfs - ALWAYS_BELOW_TALKER));
    }

    /// What never came says nothing of the line; digital silence says that it has no noise.
    private void noise(boolean isMissing, double power) {
        if (isMissing) {
            blockCells = 0;
            blockPower = 0;
            return;
        }
        blockPower += power / BLOCK;
        blockCells++;
        if (blockCells == BLOCK) {
            double block = blockPower > LEAST_NOISE ? dbfs(blockPower) : LEAST_NOISE_DBFS;
            floor.frame(block);
            if (!spurts.isOpen()) {
                spread(block, 1);
            }
            blockCells = 0;
            blockPower = 0;
        }
    }

    private void spread(double dbfs, int blocks) {
        double above = Math.clamp(dbfs - floor.dbfs(), 0, MOST_SPREAD);
        spread += (above - spread) * Math.min(0.5, 0.02 * blocks);
    }

    @Override
    public boolean counts(long from, long end, int loudCells, double power, boolean isOver) {
        if (witness.heard(from, end)) {
            return loudCells >= LEAST_VOICE;
        }
        if (!isOver) {
            return false;
        }
        double below = dbfs(talker) - dbfs(power);
        return witness.isThere()
                ? end - from >= LEAST_UNHEARD && below <= UNHEARD_BELOW_TALKER
                : loudCells >= LEAST_ALONE && below <= ALONE_BELOW_TALKER;
    }

    @Override
    public void counted(int loudCells, double power) {
        talkerWeight = Math.min(TALKER_MEMORY, talkerWeight + loudCells);
        talker += (power - talker) * Math.min(1, (double) loudCells / talkerWeight);
    }

    @Override
    public void dismissed(int loudCells, double power) {
        spread(dbfs(power), Math.ceilDiv(loudCells, BLOCK));
    }

    private static double dbfs(double power) {
        return Levels.dbfs(Math.sqrt(power));
    }

    private static double power(double dbfs) {
        return Math.pow(10, (dbfs + Level.FULL_SCALE_DB) / 10);
    }
}
