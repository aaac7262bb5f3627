package dev.parley.sim.caller;

/// Both sides of a call as the caller lived it, time-aligned 16-bit samples.
public final class LivedSound {
    private final int rate;
    private final short[] caller;
    private final short[] agent;

    LivedSound(int rate, short[] caller, short[] agent) {
        this.rate = rate;
        this.caller = caller;
        this.agent = agent;
    }

    /// Samples a second.
    public int rate() {
        return rate;
    }

    public short[] caller() {
        return caller.clone();
    }

    /// What was played to the caller.
    public short[] agent() {
        return agent.clone();
    }
}
