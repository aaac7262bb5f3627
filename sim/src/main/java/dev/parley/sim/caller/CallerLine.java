package dev.parley.sim.caller;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The line on which a [SimulatedCaller] talks, whatever carries it. Methods may be called from any
/// thread.
public interface CallerLine extends AutoCloseable {
    /// The caller's mouth and ear at the line. Called on the line's pacing thread every 20 ms,
    /// `hear` before `speak`; returns within a few milliseconds and does not throw.
    interface Ends {
        /// The 20 ms that the caller hears now, silence included.
        void hear(short[] frame);

        /// The next 20 ms of the caller's voice.
        short[] speak(long callMillis);
    }

    /// Opens one line.
    interface Dial {
        /// Samples a second, both ways.
        int rate();

        /// Throws [IOException] if the server cannot be reached or refuses.
        CallerLine open(Ends caller) throws IOException;
    }

    void press(char key);

    /// Ends the call by the caller's will; returns at once.
    void hangUp();

    /// Completes with how the line ended.
    CompletableFuture<String> ended();

    /// Milliseconds since the call began, by the frames heard.
    long callMillis();

    /// What the server did wrong so far.
    List<String> violations();

    /// Both sides so far.
    LivedSound recording();

    @Override
    void close();
}
