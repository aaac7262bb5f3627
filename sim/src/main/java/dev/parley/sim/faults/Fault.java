package dev.parley.sim.faults;

import java.time.Duration;

/// What a [FaultProxy] does to every connection, until it is told otherwise.
public sealed interface Fault {
    /// Nothing: bytes pass as they come.
    record None() implements Fault {}

    /// No byte passes for so long; then all of them do, in order.
    record Stall(Duration time) implements Fault {}

    /// Everything that comes is handed on so much later.
    record Slow(Duration delay) implements Fault {}

    /// At most so many bytes pass in a second, each way.
    record Trickle(int bytesPerSecond) implements Fault {
        public Trickle {
            if (bytesPerSecond < 1) {
                throw new IllegalArgumentException(
                        "expected at least 1 byte a second, got " + bytesPerSecond);
            }
        }
    }

    /// What the server answers is noise of the same length.
    record Garbage(long seed) implements Fault {}

    /// Connections are accepted, what is sent vanishes, nothing is answered. Those that lost bytes
    /// are cut at [FaultProxy#resume].
    record BlackHole() implements Fault {}
}
