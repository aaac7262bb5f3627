package dev.parley.sim.conversation;

import dev.parley.dialog.model.ModelEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The referee's book of what models write: what arrived, what the dialogue got of it, what was
/// said of it, and that everything ends or is cancelled.
final class GenerationBook {
    /// A model that is silent for so long has failed; the call thread may be late.
    private static final long LONGEST_SILENCE = 20_300;

    private static final class Writing {
        final StringBuilder text = new StringBuilder();
        boolean isRunning = true;
        boolean isForgotten;
        boolean hasEnded;

        /// Nothing of it may be said any more, from the next step on.
        boolean isSilenced;

        /// The dialogue got all of it.
        boolean isOver;

        int calls;
        long heardOfAt;
    }

    private final Map<Long, Writing> all = new TreeMap<>();
    private final Map<String, Long> sentences = new HashMap<>();
    private final Set<Long> cancelled = new HashSet<>();
    private long started;

    void start(long generation, long now) {
        if (generation <= started) {
            throw new Violation("generation " + generation + " started twice");
        }
        started = generation;
        var writing = new Writing();
        writing.heardOfAt = now;
        all.put(generation, writing);
    }

    void cancel(long generation) {
        var writing = all.get(generation);
        if (writing == null || !writing.isRunning) {
            throw new Violation("generation " + generation + " cancelled, but it does not run");
        }
        writing.isRunning = false;
        cancelled.add(generation);
    }

    /// It arrives; late if the generation does not run any more.
    void arrives(long generation, ModelEvent event, long now) {
        var writing = all.get(generation);
        if (writing == null || !writing.isRunning) {
            return;
        }
        writing.heardOfAt = now;
        switch (event) {
            case ModelEvent.Text(var delta) -> writing.text.append(delta.reveal());
            case ModelEvent.Called _ -> writing.calls++;
            case ModelEvent.Done _, ModelEvent.Failed _ -> {
                writing.isRunning = false;
                writing.hasEnded = true;
            }
        }
    }

    /// The dialogue gets it.
    void delivered(long generation, ModelEvent event) {
        var writing = all.get(generation);
        if (writing == null || writing.isForgotten) {
            throw new Violation("the dialogue gets what a generation writes that is over");
        }
        switch (event) {
            case ModelEvent.Text(var delta) -> {
                var piece = delta.reveal();
                if (piece.isEmpty() || writing.text.indexOf(piece) != 0) {
                    throw new Violation("the dialogue gets text out of order: " + piece);
                }
                writing.text.delete(0, piece.length());
            }
            case ModelEvent.Called _ -> {
                if (writing.calls-- == 0) {
                    throw new Violation("the dialogue gets a call that no model wrote");
                }
            }
            case ModelEvent.Done _ -> ends(writing, writing.hasEnded);
            case ModelEvent.Failed _ ->
                    ends(writing, writing.hasEnded || cancelled.contains(generation));
        }
    }

    private static void ends(Writing writing, boolean hasEnded) {
        if (!hasEnded || !writing.text.isEmpty() || writing.calls > 0) {
            throw new Violation("the dialogue learns of an end before all that was written");
        }
        writing.hasEnded = false;
        writing.isForgotten = true;
        writing.isOver = true;
    }

    /// The dialogue says this because of what the generation wrote.
    void owns(long generation, String sentence) {
        sentences.put(sentence, generation);
    }

    /// Nothing of it may come to the dialogue any more, or be said.
    void forget(long generation) {
        var writing = all.get(generation);
        if (writing != null) {
            writing.isForgotten = true;
        }
    }

    /// A sentence begins to be spoken for the first time.
    void said(String sentence) {
        var owner = sentences.remove(sentence);
        var writing = owner == null ? null : all.get(owner);
        if (writing != null && writing.isSilenced) {
            throw new Violation("what a generation wrote that is over is said: " + sentence);
        }
    }

    void forgetAll() {
        all.keySet().forEach(this::forget);
    }

    boolean isRunning() {
        return all.values().stream().anyMatch(writing -> writing.isRunning);
    }

    /// Whether more may come to the dialogue.
    boolean isPending() {
        return all.values().stream()
                .anyMatch(writing ->
                        writing.isRunning || (!writing.isForgotten && isUndelivered(writing)));
    }

    private static boolean isUndelivered(Writing writing) {
        return !writing.text.isEmpty() || writing.calls > 0 || writing.hasEnded;
    }

    /// Nobody speaks: nothing may wait.
    boolean isOwed() {
        return all.values().stream()
                .anyMatch(writing -> !writing.isForgotten && isUndelivered(writing));
    }

    void stepDone(long now) {
        for (var writing : all.values()) {
            writing.isSilenced = writing.isForgotten && !writing.isOver;
            if (writing.isRunning && now - writing.heardOfAt > LONGEST_SILENCE) {
                throw new Violation("a model that fell silent is waited for");
            }
            if (writing.isRunning && writing.isForgotten) {
                throw new Violation("a generation runs on of which nothing is wanted");
            }
        }
    }

    void over() {
        if (isRunning()) {
            throw new Violation("generations left after the end");
        }
    }
}
