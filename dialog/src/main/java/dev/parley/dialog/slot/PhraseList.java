package dev.parley.dialog.slot;

import dev.parley.dialog.slot.PhraseGraph.Edge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Turns a grammar into phrases for a recognizer that learns word pairs from them: first a cover
/// that holds every word pair of the language (sentence edges included) at least three times, or as
/// often as fits, shortest phrases first; then every word of its lists; then random ones. A list
/// drawn only at random loses rare pairs, and with them whole answers. The same grammar, limit and
/// seed give the same list.
public final class PhraseList {
    private static final int NEEDED = 3;
    private static final int TRIES = 12;
    private static final String EDGE = "";

    private final PhraseGraph graph;
    private final int needed;
    private final int limit;
    private final SplittableRandom random;
    private final int[] toEnd;
    private final int[] toStart;
    private final List<List<Edge>> into = new ArrayList<>();
    private final Map<Pair, List<Passage>> passages = new LinkedHashMap<>();
    private final Map<Pair, Integer> counts = new LinkedHashMap<>();
    private final Map<String, ListedWords> lists = new LinkedHashMap<>();
    private final Set<List<String>> taken = new HashSet<>();
    private final List<String> phrases = new ArrayList<>();

    private record Pair(String first, String second) {}

    /// Where a pair occurs: two edges that follow each other; none for the edge of the sentence.
    private record Passage(List<Edge> edges, int length) {}

    private PhraseList(PhraseGraph graph, int needed, int limit, long seed) {
        this.graph = graph;
        this.needed = needed;
        this.limit = limit;
        this.random = new SplittableRandom(seed);
        this.toEnd = new int[graph.states()];
        this.toStart = new int[graph.states()];
        measure();
        collectPassages();
    }

    /// At most `limit` phrases of the grammar. Throws IllegalArgumentException if the word pairs
    /// alone need more.
    public static List<String> of(Grammar grammar, int limit, long seed) {
        var graph = PhraseGraph.of(grammar);
        PhraseList list = null;
        for (int needed = NEEDED; needed > 0 && (list == null || list.isOver()); needed--) {
            list = new PhraseList(graph, needed, limit, seed);
            list.cover();
            list.coverLists();
        }
        if (list == null || list.isOver()) {
            throw new IllegalArgumentException(
                    "expected a grammar whose words and word pairs fit into "
                            + limit
                            + " phrases, this one needs more; ask for less in one question");
        }
        list.fill(Math.min(limit, 2 * list.phrases.size()));
        return List.copyOf(list.phrases);
    }

    private boolean isOver() {
        return phrases.size() > limit;
    }

    private void measure() {
        int far = Integer.MAX_VALUE / 4;
        for (int state = 0; state < graph.states(); state++) {
            into.add(new ArrayList<>());
            toStart[state] = state == 0 ? 0 : far;
        }
        for (int state = 0; state < graph.states(); state++) {
            if (toStart[state] == far) {
                continue;
            }
            for (var edge : graph.from(state)) {
                into.get(edge.to()).add(edge);
                toStart[edge.to()] = Math.min(toStart[edge.to()], toStart[state] + 1);
                if (edge.isListed()) {
                    lists.computeIfAbsent(edge.word(), _ -> new ListedWords(edge.listed()));
                }
            }
        }
        for (int state = graph.states() - 1; state >= 0; state--) {
            toEnd[state] = graph.mayEndAt(state) ? 0 : far;
            for (var edge : graph.from(state)) {
                toEnd[state] = Math.min(toEnd[state], toEnd[edge.to()] + 1);
            }
        }
    }

    private void collectPassages() {
        for (int state = 0; state < graph.states(); state++) {
            for (var first : into.get(state)) {
                int before = toStart[first.from()] + 1;
                if (first.from() == 0) {
                    add(new Pair(EDGE, first.word()), List.of(first), 1 + toEnd[state]);
                }
                if (graph.mayEndAt(state)) {
                    add(new Pair(first.word(), EDGE), List.of(first), before);
                }
                for (var second : graph.from(state)) {
                    int length = before + 1 + toEnd[second.to()];
                    add(new Pair(first.word(), second.word()), List.of(first, second), length);
                }
            }
        }
    }

    private void add(Pair pair, List<Edge> edges, int length) {
        passages.computeIfAbsent(pair, _ -> new ArrayList<>()).add(new Passage(edges, length));
        counts.putIfAbsent(pair, 0);
    }

    private void cover() {
        passages.values().forEach(found -> found.sort(Comparator.comparingInt(Passage::length)));
        var pairs = new ArrayList<>(passages.keySet());
        pairs.sort(Comparator.comparingInt(pair -> shortest(pair).length()));
        for (var pair : pairs) {
            for (int missing = needed - counts.getOrDefault(pair, 0); missing > 0; missing--) {
                take(another(pair));
                if (isOver()) {
                    return;
                }
            }
        }
    }

    /// Every word of every list, in a short phrase around it.
    private void coverLists() {
        for (var list : lists.entrySet()) {
            var places =
                    passages.entrySet().stream()
                            .filter(entry -> entry.getKey().second().equals(list.getKey()))
                            .map(entry -> entry.getValue().getFirst())
                            .toList();
            for (int i = 0; list.getValue().hasUnsaid() && !isOver(); i++) {
                take(through(places.get(i % places.size()), false, false));
            }
        }
    }

    private Passage shortest(Pair pair) {
        return passages.getOrDefault(pair, List.of()).getFirst();
    }

    private List<String> another(Pair pair) {
        boolean ends = pair.second().equals(EDGE);
        var best = through(shortest(pair), ends, false);
        for (int attempt = 0; attempt < TRIES && taken.contains(best); attempt++) {
            var choices = passages.getOrDefault(pair, List.of());
            best = through(choices.get(random.nextInt(choices.size())), ends, true);
        }
        return best;
    }

    private List<String> through(Passage passage, boolean ends, boolean wander) {
        var words = new ArrayList<String>();
        int state = passage.edges().getFirst().from();
        while (state != 0) {
            var edge = wander ? anyInto(state) : shortestInto(state);
            words.add(edge.word());
            state = edge.from();
        }
        Collections.reverse(words);
        passage.edges().forEach(edge -> words.add(edge.word()));
        if (!ends) {
            finish(passage.edges().getLast().to(), words, wander);
        }
        return List.copyOf(words);
    }

    private Edge anyInto(int state) {
        var edges = into.get(state);
        return edges.get(random.nextInt(edges.size()));
    }

    private Edge shortestInto(int state) {
        return Collections.min(
                into.get(state), Comparator.comparingInt(edge -> toStart[edge.from()]));
    }

    private void finish(int from, List<String> words, boolean wander) {
        int state = from;
        while (wander || toEnd[state] > 0) {
            var edges = graph.from(state);
            int ways = edges.size() + (graph.mayEndAt(state) ? 1 : 0);
            int way = wander ? random.nextInt(ways) : 0;
            if (wander && way == edges.size()) {
                return;
            }
            var edge =
                    wander
                            ? edges.get(way)
                            : Collections.min(
                                    edges, Comparator.comparingInt(next -> toEnd[next.to()]));
            words.add(edge.word());
            state = edge.to();
        }
    }

    private void fill(int size) {
        int useless = 0;
        while (phrases.size() < size && useless < 20 * TRIES) {
            var words = new ArrayList<String>();
            finish(0, words, true);
            var phrase = List.copyOf(words);
            if (phrase.isEmpty() || taken.contains(phrase)) {
                useless++;
            } else {
                take(phrase);
            }
        }
    }

    private void take(List<String> phrase) {
        taken.add(phrase);
        var said = new ArrayList<String>();
        var before = EDGE;
        for (var word : phrase) {
            counts.merge(new Pair(before, word), 1, Integer::sum);
            before = word;
            var list = lists.get(word);
            said.add(list == null ? word : list.next());
        }
        counts.merge(new Pair(before, EDGE), 1, Integer::sum);
        phrases.add(String.join(" ", said));
    }

    /// The words of a list, each in its turn.
    private static final class ListedWords {
        private final List<String> words;
        private int said;

        ListedWords(Set<String> words) {
            this.words = List.copyOf(words);
        }

        String next() {
            return words.get(said++ % words.size());
        }

        boolean hasUnsaid() {
            return said < words.size();
        }
    }
}
