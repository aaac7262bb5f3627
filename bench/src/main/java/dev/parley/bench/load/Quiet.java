package dev.parley.bench.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the libraries' chatter out of a measured process.
final class Quiet {
    private Quiet() {}

    static void logs() {
        if (LoggerFactory.getLogger("ROOT") instanceof Logger root) {
            root.setLevel(Level.WARN);
        }
    }
}
