package dev.parley.call;

import dev.parley.dialog.model.LanguageModel;
import dev.parley.dialog.model.ModelCapabilities;
import dev.parley.dialog.model.ModelRequest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// A language model for tests: each question is answered by the next script, on the thread that
/// calls it.
final class ScriptedModel implements LanguageModel {
    final List<ModelRequest> asked = new ArrayList<>();
    final List<Writing> writings = new ArrayList<>();
    private final Deque<Consumer<Writing>> scripts = new ArrayDeque<>();

    /// One answer, to be told to its listener by the script, or later by the test.
    static final class Writing implements Generation {
        final Listener listener;
        boolean isClosed;

        Writing(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    ScriptedModel answers(Consumer<Writing> script) {
        scripts.add(script);
        return this;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public ModelCapabilities capabilities() {
        return new ModelCapabilities(true, true, true, true, true);
    }

    @Override
    public Generation generate(ModelRequest request, Listener listener) {
        asked.add(request);
        var writing = new Writing(listener);
        writings.add(writing);
        var script = scripts.poll();
        if (script != null) {
            script.accept(writing);
        }
        return writing;
    }

    @Override
    public void close() {
        writings.forEach(Writing::close);
    }
}
