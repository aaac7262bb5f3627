package dev.parley.dialog.slot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// A grammar as a graph of states joined by words, for walking it: is this a sentence, or the
/// beginning of one? States are numbered so that every edge leads to a higher number; 0 is the
/// start. Immutable once built, any thread.
public final class PhraseGraph {
    private final List<List<Edge>> edges = new ArrayList<>();
    private final BitSet finals = new BitSet();

    /// @param word the word, or a sign for the list
    /// @param listed the words of a list, any of which may be said; empty for one word
    record Edge(int from, String word, Set<String> listed, int to) {
        boolean isListed() {
            return !listed.isEmpty();
        }

        boolean fits(String said) {
            return isListed() ? listed.contains(said) : word.equals(said);
        }
    }

    private PhraseGraph() {}

    public static PhraseGraph of(Grammar grammar) {
        var draft = new Draft();
        int end = draft.add(grammar, draft.newState());
        var graph = new PhraseGraph();
        for (int state = 0; state < draft.edges.size(); state++) {
            graph.edges.add(List.of());
        }
        graph.mergeFromTheEnd(draft, end);
        return graph;
    }

    /// Takes over the draft's states from the last to the first; states from which the same words
    /// follow become one.
    private void mergeFromTheEnd(Draft draft, int end) {
        var known = new HashMap<Ways, Integer>();
        var same = new int[draft.edges.size()];
        for (int state = draft.edges.size() - 1; state >= 0; state--) {
            var closure = draft.closure(state);
            var ways = new LinkedHashMap<Way, Way>();
            for (int at = closure.nextSetBit(0); at >= 0; at = closure.nextSetBit(at + 1)) {
                for (var edge : draft.edges.get(at)) {
                    var way = new Way(edge.word, edge.listed, same[edge.to]);
                    ways.putIfAbsent(way, way);
                }
            }
            var key = new Ways(List.copyOf(ways.keySet()), closure.get(end));
            var twin = state == 0 ? null : known.putIfAbsent(key, state);
            same[state] = twin == null ? state : twin;
            if (twin == null) {
                int from = state;
                edges.set(
                        state,
                        key.ways.stream()
                                .map(way -> new Edge(from, way.word, way.listed, way.to))
                                .toList());
                finals.set(state, key.mayEnd);
            }
        }
    }

    private record Way(String word, Set<String> listed, int to) {}

    private record Ways(List<Way> ways, boolean mayEnd) {}

    /// Whether these words are a sentence of the grammar.
    public boolean accepts(List<String> words) {
        var states = walk(words);
        return states.intersects(finals);
    }

    /// Whether a sentence of the grammar begins with these words.
    public boolean begins(List<String> words) {
        return !walk(words).isEmpty();
    }

    private BitSet walk(List<String> words) {
        var states = new BitSet();
        states.set(0);
        for (var word : words) {
            var next = new BitSet();
            for (int at = states.nextSetBit(0); at >= 0; at = states.nextSetBit(at + 1)) {
                for (var edge : edges.get(at)) {
                    if (edge.fits(word)) {
                        next.set(edge.to);
                    }
                }
            }
            states = next;
        }
        return states;
    }

    int states() {
        return edges.size();
    }

    List<Edge> from(int state) {
        return edges.get(state);
    }

    boolean mayEndAt(int state) {
        return finals.get(state);
    }

    /// States while the grammar is read: edges with words, and steps without.
    private static final class Draft {
        private final List<List<Edge>> edges = new ArrayList<>();
        private final List<List<Integer>> steps = new ArrayList<>();

        int newState() {
            edges.add(new ArrayList<>());
            steps.add(new ArrayList<>());
            return edges.size() - 1;
        }

        int add(Grammar grammar, int from) {
            return switch (grammar) {
                case Grammar.Word(String word) -> {
                    int to = newState();
                    edges.get(from).add(new Edge(from, word, Set.of(), to));
                    yield to;
                }
                case Grammar.Listed(String name, Set<String> words) -> {
                    int to = newState();
                    edges.get(from).add(new Edge(from, "#" + name, words, to));
                    yield to;
                }
                case Grammar.Sequence(List<Grammar> parts) -> {
                    int at = from;
                    for (var part : parts) {
                        at = add(part, at);
                    }
                    yield at;
                }
                case Grammar.Choice(List<Grammar> options) -> {
                    var ends = new ArrayList<Integer>();
                    for (var option : options) {
                        ends.add(add(option, from));
                    }
                    int join = newState();
                    ends.forEach(end -> steps.get(end).add(join));
                    yield join;
                }
                case Grammar.Maybe(Grammar part) -> {
                    int end = add(part, from);
                    int join = newState();
                    steps.get(end).add(join);
                    steps.get(from).add(join);
                    yield join;
                }
            };
        }

        BitSet closure(int state) {
            var reached = new BitSet();
            var open = new ArrayDeque<Integer>();
            open.add(state);
            while (!open.isEmpty()) {
                int at = open.remove();
                if (!reached.get(at)) {
                    reached.set(at);
                    open.addAll(steps.get(at));
                }
            }
            return reached;
        }
    }
}
