package dev.parley.sim.caller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds which known sentences were said, from what a recognizer heard: the cheapest chain of
/// prompts by word edit distance, with gaps taking the words between. A recognizer that misses a
/// word or two does not matter; read-backs come out with their values. Immutable.
public final class PromptReader {
    private static final int LONGEST_GAP = 12;
    private static final double EXTRA_WORD = 0.7;
    private static final double WRONG_WORD = 1;
    private static final double MISSED_WORD = 0.9;
    private static final double EMPTY_GAP = 1.5;
    private static final double GAP_WORD = 0.06;
    private static final double NEW_PROMPT = 0.25;

    /// A prompt counts as said if at most this share of its fixed words was wrong or missed.
    private static final double WORST_SHARE = 0.45;

    private final List<AgentPrompt> prompts;

    public PromptReader(List<AgentPrompt> prompts) {
        this.prompts = List.copyOf(prompts);
    }

    /// The prompts said, in order; empty if nothing known was recognized.
    public List<Said> read(String heard) {
        var words = AgentPrompt.words(heard);
        int count = words.size();
        double[] best = new double[count + 1];
        @Nullable Said[] how = new @Nullable Said[count + 1];
        int[] from = new int[count + 1];
        Arrays.fill(best, Double.MAX_VALUE);
        best[0] = 0;
        for (int start = 0; start < count; start++) {
            if (best[start] == Double.MAX_VALUE) {
                continue;
            }
            if (best[start] + EXTRA_WORD < best[start + 1]) {
                best[start + 1] = best[start] + EXTRA_WORD;
                how[start + 1] = null;
                from[start + 1] = start;
            }
            for (var prompt : prompts) {
                var table = new Alignment(prompt, words, start);
                for (int end = start + 1; end <= count; end++) {
                    double cost = table.cost(end);
                    if (cost <= WORST_SHARE * table.fixedWords + 0.5
                            && best[start] + cost + NEW_PROMPT < best[end]) {
                        best[end] = best[start] + cost + NEW_PROMPT;
                        how[end] = table.said(end);
                        from[end] = start;
                    }
                }
            }
        }
        Deque<Said> said = new ArrayDeque<>();
        for (int at = count; at > 0; at = from[at]) {
            var prompt = how[at];
            if (prompt != null) {
                said.addFirst(prompt);
            }
        }
        return new ArrayList<>(said);
    }

    /// A prompt that was heard.
    ///
    /// @param gaps the words heard in each gap
    /// @param cost how far it was from the words of the prompt, in words
    public record Said(String name, Map<String, String> gaps, double cost) {}

    /// Cheapest alignment of one prompt to the heard words from one start to every end.
    private static final class Alignment {
        private final AgentPrompt prompt;
        private final List<String> words;
        private final int start;
        private final int fixedWords;
        private final double[][] cost;
        private final int[][] step;

        Alignment(AgentPrompt prompt, List<String> words, int start) {
            this.prompt = prompt;
            this.words = words;
            this.start = start;
            int rows = prompt.parts().size();
            int columns = words.size() - start;
            this.fixedWords =
                    (int)
                            prompt.parts().stream()
                                    .filter(AgentPrompt.Word.class::isInstance)
                                    .count();
            this.cost = new double[rows + 1][columns + 1];
            this.step = new int[rows + 1][columns + 1];
            for (double[] row : cost) {
                Arrays.fill(row, Double.MAX_VALUE);
            }
            cost[0][0] = 0;
            for (int row = 0; row <= rows; row++) {
                for (int column = 0; column <= columns; column++) {
                    if (cost[row][column] != Double.MAX_VALUE) {
                        extend(row, column, rows, columns);
                    }
                }
            }
        }

        /// Steps: -1 an extra heard word, 0 the part was not heard, k the part took k words.
        private void extend(int row, int column, int rows, int columns) {
            double here = cost[row][column];
            if (column < columns && row > 0) {
                offer(row, column + 1, here + EXTRA_WORD, -1);
            }
            if (row == rows) {
                return;
            }
            switch (prompt.parts().get(row)) {
                case AgentPrompt.Word(var text) -> {
                    offer(row + 1, column, here + MISSED_WORD, 0);
                    if (column < columns) {
                        boolean same = words.get(start + column).equals(text);
                        offer(row + 1, column + 1, here + (same ? 0 : WRONG_WORD), 1);
                    }
                }
                case AgentPrompt.Gap _ -> {
                    offer(row + 1, column, here + EMPTY_GAP, 0);
                    for (int taken = 1;
                            taken <= LONGEST_GAP && column + taken <= columns;
                            taken++) {
                        offer(row + 1, column + taken, here + GAP_WORD * taken, taken);
                    }
                }
            }
        }

        private void offer(int row, int column, double value, int how) {
            if (value < cost[row][column]) {
                cost[row][column] = value;
                step[row][column] = how;
            }
        }

        double cost(int end) {
            return cost[prompt.parts().size()][end - start];
        }

        Said said(int end) {
            Map<String, String> gaps = new LinkedHashMap<>();
            int row = prompt.parts().size();
            int column = end - start;
            while (row > 0 || column > 0) {
                int how = step[row][column];
                if (how < 0) {
                    column--;
                    continue;
                }
                row--;
                column -= how;
                if (prompt.parts().get(row) instanceof AgentPrompt.Gap(var name)) {
                    gaps.put(
                            name,
                            String.join(" ", words.subList(start + column, start + column + how)));
                }
            }
            return new Said(prompt.name(), gaps, cost(end));
        }
    }
}
