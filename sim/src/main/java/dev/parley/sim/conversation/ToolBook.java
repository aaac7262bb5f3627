package dev.parley.sim.conversation;

import java.util.ArrayList;
import java.util.List;

/// The referee's book of tools: started, returned, delivered, cancelled.
final class ToolBook {
    private final List<Long> running = new ArrayList<>();
    private final List<Long> undelivered = new ArrayList<>();
    private final List<Long> unwanted = new ArrayList<>();
    private long started;

    void start(long toolCall) {
        if (toolCall <= started) {
            throw new Violation("tool " + toolCall + " started twice");
        }
        started = toolCall;
        running.add(toolCall);
    }

    void returned(long toolCall) {
        if (running.remove(toolCall)) {
            undelivered.add(toolCall);
        }
    }

    void delivered(long toolCall) {
        if (!undelivered.remove(toolCall)) {
            throw new Violation("tool " + toolCall + " came back to a dialogue that stopped it");
        }
    }

    /// The dialogue wants no more of it.
    void unwanted(long toolCall) {
        if (!undelivered.remove(toolCall)) {
            unwanted.add(toolCall);
        }
    }

    void stepDone() {
        unwanted.retainAll(running);
        if (!unwanted.isEmpty()) {
            throw new Violation("tools run on that the dialogue stopped: " + unwanted);
        }
    }

    void cancel(long toolCall) {
        if (!running.remove(toolCall)) {
            throw new Violation("tool " + toolCall + " cancelled, but it does not run");
        }
    }

    int running() {
        return running.size();
    }

    int undelivered() {
        return undelivered.size();
    }

    void over() {
        if (!running.isEmpty()) {
            throw new Violation("tools left after the end: " + running);
        }
    }
}
