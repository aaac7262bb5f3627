package dev.parley.agents.garage;

import java.time.Duration;

/// How long a caller waits for the garage's tables before they are told that it did not work.
final class Limits {
    /// For tools that only read.
    static final Duration READ = Duration.ofSeconds(2);

    /// For tools that write one row or two.
    static final Duration WRITE = Duration.ofSeconds(5);

    private Limits() {}
}
