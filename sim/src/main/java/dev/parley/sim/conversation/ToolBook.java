package dev.parley.sim.conversation;

import java.util.ArrayList;
import java.util.List;

/// The referee's book of tools: started, returned, delivered, cancelled.
final class ToolBook {
    private final List<Long> running = new ArrayList<>();
    private long started;
    private int undelivered;

    void start(long toolCall) {
        if (toolCall <= started) {
            throw new Violation("tool " + toolCall + " started twice");
        }
        started = toolCall;
        running.add(toolCall);
    }

    void returned(long toolCall) {
        if (running.remove(toolCall)) {
            undelivered++;
        }
    }

    void delivered() {
        undelivered--;
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
        return undelivered;
    }

    void over() {
        if (!running.isEmpty()) {
            throw new Violation("tools left after the end: " + running);
        }
    }
}
