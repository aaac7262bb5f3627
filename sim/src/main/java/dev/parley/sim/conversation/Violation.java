package dev.parley.sim.conversation;

/// A rule of the conversation was broken.
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String rule) {
        super(rule);
    }
}
