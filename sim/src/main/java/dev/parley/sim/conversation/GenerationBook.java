package dev.parley.sim.conversation;

import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ModelRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The referee's book of what models write: what arrived, what the dialogue got of it, what was
/// said of it, and that everything ends or is cancelled.
final class GenerationBook {
    /// A model that is silent for so long has failed; the call thread may be late.
    private static final long LONGEST_SILENCE = 20_300;

    private static final class Writing {
        final ModelRequest request;
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

        Writing(ModelRequest request, long now) {
            this.request = request;
            heardOfAt = now;
        }
    }

    /// What was asked before the turn was over, by its own number; the dialogue knows nothing of
    /// it.
    private final Map<Long, Writing> foreseen = new TreeMap<>();

    /// By the number under which it is written: the generation whose answer it became.
    private final Map<Long, Long> became = new HashMap<>();

    /// What must be used, because the dialogue asks exactly that.
    private final Map<Long, Long> promised = new HashMap<>();

    private final Map<Long, ModelRequest> questions = new HashMap<>();
    private long lastForeseen;
    private boolean isTurnOver;

    private final Map<Long, Writing> all = new TreeMap<>();
    private final Map<String, Long> sentences = new HashMap<>();
    private final Set<Long> cancelled = new HashSet<>();
    private long started;

    void start(long generation, ModelRequest request, long now) {
        if (generation < 0) {
            if (generation != --lastForeseen || !foreseen.isEmpty()) {
                throw new Violation("foreseen " + generation + " while another is");
            }
            foreseen.put(generation, new Writing(request, now));
            return;
        }
        if (promised.containsKey(generation)) {
            throw new Violation("what was foreseen is asked again");
        }
        begins(generation);
        all.put(generation, new Writing(request, now));
    }

    private void begins(long generation) {
        if (generation <= started) {
            throw new Violation("generation " + generation + " started twice");
        }
        started = generation;
    }

    /// The dialogue asks a model.
    void asks(long generation, ModelRequest request) {
        questions.put(generation, request);
        for (var entry : Map.copyOf(foreseen).entrySet()) {
            if (entry.getValue().request.equals(request)) {
                becomes(entry.getKey(), generation);
            }
        }
    }

    private void becomes(long source, long generation) {
        all.put(generation, foreseen.remove(source));
        became.put(source, generation);
        promised.put(generation, source);
    }

    /// What was foreseen is the answer.
    void used(long source, long generation, long now) {
        var asked = foreseen.get(source);
        if (asked != null && asked.request.equals(questions.get(generation))) {
            becomes(source, generation); // foreseen in this very step
        }
        var expected = promised.remove(generation);
        var writing = all.get(generation);
        if (expected == null || expected != source || writing == null) {
            throw new Violation("an answer to something else is used");
        }
        begins(generation);
        writing.heardOfAt = now;
    }

    /// The caller's turn was answered.
    void turnOver() {
        isTurnOver = true;
    }

    void cancel(long source) {
        if (foreseen.remove(source) != null) {
            return;
        }
        long generation = became.getOrDefault(source, source);
        var writing = all.get(generation);
        if (writing == null || !writing.isRunning) {
            throw new Violation("generation " + generation + " cancelled, but it does not run");
        }
        writing.isRunning = false;
        cancelled.add(generation);
    }

    /// It arrives; late if the generation does not run any more.
    void arrives(long source, ModelEvent event, long now) {
        if (event instanceof ModelEvent.Failed && isRunning(foreseen.get(source))) {
            foreseen.remove(source);
            return;
        }
        var writing =
                foreseen.containsKey(source)
                        ? foreseen.get(source)
                        : all.get(became.getOrDefault(source, source));
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

    private static boolean isRunning(@Nullable Writing writing) {
        return writing != null && writing.isRunning;
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
        if (!promised.isEmpty()) {
            throw new Violation("what was foreseen is not used");
        }
        if (isTurnOver && !foreseen.isEmpty()) {
            throw new Violation("what was foreseen runs on after the turn");
        }
        isTurnOver = false;
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
        if (isRunning() || !foreseen.isEmpty()) {
            throw new Violation("generations left after the end");
        }
    }
}
