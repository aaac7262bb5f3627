package dev.parley.dialog.history;

import dev.parley.compliance.Sensitive;
import dev.parley.dialog.prompt.DataText;
import dev.parley.dialog.prompt.DataText.Source;
import dev.parley.dialog.prompt.TokenEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The talk so far as a model sees it. What does not fit the budget is left out, oldest first, and
/// is offered to be summarised; the summary, made elsewhere, takes its place. One thread.
///
/// When: as soon as the turns take more than the budget. What: the oldest turns, until what is left
/// takes half of the budget, so that a summary is made now and then and not at every turn; never
/// the last [Budget#keptTurns]. With it goes the summary there is, so that the new one replaces it.
public final class History {
    private static final int OVERHEAD = 8;

    private final Budget budget;
    private final List<Kept> kept = new ArrayList<>();
    private Sensitive<String> summary = Sensitive.of("");
    private long lastId;

    /// Turns of the caller that nobody summarised before they were forgotten.
    private int forgotten;

    /// @param tokens of all lines together, the summary included, by [TokenEstimate]; at least 100
    /// @param keptTurns the last turns that are never summarised
    /// @param turnChars of what a caller said at once and of a summary
    /// @param outcomeChars of what a tool answered
    public record Budget(int tokens, int keptTurns, int turnChars, int outcomeChars) {
        public static final Budget DEFAULT = new Budget(3_000, 4, 2_000, 4_000);

        public Budget {
            if (tokens < 100 || keptTurns < 1 || turnChars < 1 || outcomeChars < 1) {
                throw new IllegalArgumentException(
                        "expected at least 100 tokens, a kept turn and room for a character, got "
                                + tokens
                                + ", "
                                + keptTurns
                                + ", "
                                + turnChars
                                + ", "
                                + outcomeChars);
            }
        }
    }

    /// What is to be summarised.
    ///
    /// @param upTo the id of the last turn in it, to be given back with the summary
    /// @param before the summary so far, perhaps empty
    public record Overflow(long upTo, Sensitive<String> before, List<Turn> turns) {
        public Overflow {
            turns = List.copyOf(turns);
        }
    }

    private record Kept(long id, Turn turn, Line line, int tokens) {}

    /// What a model gets to see.
    ///
    /// @param leftOut how many of the caller's turns are neither in the lines nor in the summary
    public record Shown(int leftOut, List<Line> lines) {
        public Shown {
            lines = List.copyOf(lines);
        }
    }

    public History(Budget budget) {
        this.budget = budget;
    }

    /// Begins in the middle of a talk: with turns of another agent, and what is to be known of the
    /// rest as the summary.
    public void begin(List<Turn> turns, String state) {
        summary = Sensitive.of(fitting(state, budget.tokens() / 2));
        turns.forEach(this::add);
    }

    /// The last turns for another agent, at most so many; tools are not among them, because they
    /// are not those of the other.
    public List<Turn> last(int turns) {
        var talk = kept.stream().map(Kept::turn).filter(turn -> !(turn instanceof Turn.Tools));
        var all = talk.toList();
        return all.subList(Math.max(0, all.size() - turns), all.size());
    }

    /// The same, that can go on without changing this one.
    public History copy() {
        var copy = new History(budget);
        copy.kept.addAll(kept);
        copy.summary = summary;
        copy.lastId = lastId;
        copy.forgotten = forgotten;
        return copy;
    }

    /// Returns the turn's id.
    public long add(Turn turn) {
        kept.add(kept(++lastId, turn));
        // Nobody summarises: forget what will never be seen again, so that memory has a bound.
        while (kept.size() > budget.keptTurns() && sum(0) > 4L * budget.tokens()) {
            forgotten += isCaller(kept.removeFirst()) ? 1 : 0;
        }
        return lastId;
    }

    /// Another turn in the place of one, because more is known of it. False, and nothing has
    /// changed, if that one is gone.
    public boolean replace(long id, Turn turn) {
        for (int i = kept.size() - 1; i >= 0; i--) {
            if (kept.get(i).id == id) {
                kept.set(i, kept(id, turn));
                return true;
            }
        }
        return false;
    }

    private Kept kept(long id, Turn turn) {
        var line = line(turn);
        return new Kept(id, turn, line, tokens(line));
    }

    private static boolean isCaller(Kept one) {
        return one.turn instanceof Turn.Caller;
    }

    /// The lines for a model, within the budget. The last turn is always there.
    public List<Line> lines() {
        return shown(1).lines();
    }

    /// What a model gets to see, within the budget; the last turns always.
    ///
    /// @param always how many of them, at least 1
    public Shown shown(int always) {
        var lines = new ArrayList<Line>();
        int from = kept.size();
        long sum = summaryTokens();
        while (from > 0
                && (kept.size() - from < always
                        || sum + kept.get(from - 1).tokens <= budget.tokens())) {
            from--;
            sum += kept.get(from).tokens;
        }
        if (!summary.reveal().isEmpty()) {
            lines.add(new Line.Summary(Sensitive.of(summaryBlock(summary.reveal()))));
        }
        kept.subList(from, kept.size()).forEach(one -> lines.add(one.line));
        long unseen = kept.subList(0, from).stream().filter(History::isCaller).count();
        return new Shown(forgotten + (int) unseen, lines);
    }

    /// What is to be summarised now; empty while all fits. Asked again, it is the same or more.
    public Optional<Overflow> overflow() {
        if (sum(0) + summaryTokens() <= budget.tokens()) {
            return Optional.empty();
        }
        int most = kept.size() - budget.keptTurns();
        int count = 0;
        while (count < most && sum(count) > budget.tokens() / 2) {
            count++;
        }
        if (count <= 0) {
            return Optional.empty();
        }
        var turns = kept.subList(0, count).stream().map(Kept::turn).toList();
        return Optional.of(new Overflow(kept.get(count - 1).id, summary, turns));
    }

    /// Takes a summary of everything up to this turn. One that comes late, when a newer one has
    /// been taken, changes nothing.
    public void summarized(long upTo, String text) {
        if (kept.isEmpty() || upTo < kept.getFirst().id) {
            return;
        }
        kept.removeIf(one -> one.id <= upTo);
        summary = Sensitive.of(fitting(text, budget.tokens() / 4));
    }

    /// As much of a summary as leaves room for the turns.
    private String fitting(String text, int tokens) {
        var kept = text;
        while (TokenEstimate.of(summaryBlock(kept)) > tokens && !kept.isEmpty()) {
            int end = kept.length() * 3 / 4;
            kept = kept.substring(0, isPair(kept, end) ? end - 1 : end);
        }
        return kept;
    }

    private static boolean isPair(String text, int at) {
        return at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    private long sum(int from) {
        return kept.subList(from, kept.size()).stream().mapToLong(Kept::tokens).sum();
    }

    private String summaryBlock(String text) {
        return DataText.block(Source.SUMMARY, text, budget.turnChars());
    }

    private int summaryTokens() {
        return summary.reveal().isEmpty()
                ? 0
                : TokenEstimate.of(summaryBlock(summary.reveal())) + TokenEstimate.MESSAGE;
    }

    private Line line(Turn turn) {
        return switch (turn) {
            case Turn.Caller(var words) ->
                    new Line.Caller(
                            Sensitive.of(
                                    DataText.block(
                                            Source.CALLER, words.reveal(), budget.turnChars())));
            case Turn.Agent(var heard) -> new Line.Agent(heard);
            case Turn.Script(var heard) ->
                    new Line.Script(
                            Sensitive.of(
                                    DataText.block(
                                            Source.FLOW, heard.reveal(), budget.turnChars())));
            case Turn.Tools(var uses) ->
                    new Line.Tools(
                            uses.stream()
                                    .map(use ->
                                            new Line.Outcome(
                                                    use.callId(),
                                                    use.tool(),
                                                    use.argumentsJson(),
                                                    Sensitive.of(
                                                            DataText.block(
                                                                    Source.TOOL,
                                                                    use.outcome().reveal(),
                                                                    budget.outcomeChars()))))
                                    .toList());
        };
    }

    private static int tokens(Line line) {
        return switch (line) {
            case Line.Summary(var data) -> TokenEstimate.of(data.reveal()) + TokenEstimate.MESSAGE;
            case Line.Caller(var data) -> TokenEstimate.of(data.reveal()) + TokenEstimate.MESSAGE;
            case Line.Script(var data) -> TokenEstimate.of(data.reveal()) + TokenEstimate.MESSAGE;
            case Line.Agent(var text) -> TokenEstimate.of(text.reveal()) + TokenEstimate.MESSAGE;
            case Line.Tools(var outcomes) ->
                    outcomes.stream()
                            .mapToInt(one ->
                                    TokenEstimate.of(one.data().reveal())
                                            + TokenEstimate.of(one.argumentsJson().reveal())
                                            + OVERHEAD
                                            + TokenEstimate.MESSAGE)
                            .sum();
        };
    }
}
