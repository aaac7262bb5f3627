package dev.parley.dialog.talk;

import dev.parley.dialog.Act;
import dev.parley.dialog.history.History;
import dev.parley.dialog.history.Turn;
import dev.parley.dialog.model.Message;
import dev.parley.dialog.model.ModelLimits;
import dev.parley.dialog.model.ModelRequest;
import dev.parley.dialog.prompt.DataText;
import dev.parley.dialog.prompt.DataText.Source;
import java.time.Duration;
import java.util.List;

/// Has what falls out of the history summarised by a model in the background, one piece at a time.
/// The summary is what a model made of what a caller said, so it is data like those words. Without
/// one the history is only cut: nobody waits for it.
final class Recap {
    /// In one call; then the history is only cut.
    private static final int MOST_FAILURES = 2;

    /// Characters of one turn.
    private static final int LONGEST_TURN = 1_000;

    private static final ModelLimits LIMITS =
            new ModelLimits(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(25));

    private final History history;
    private final int tokens;
    private long asked;
    private long upTo;
    private boolean isUnderWay;
    private int failures;

    /// @param tokens of a summary; 0 for none
    Recap(History history, int tokens) {
        this.history = history;
        this.tokens = tokens;
    }

    /// Asks for a summary with these acts, if one is needed now and the call goes on.
    void addTo(List<Act> acts) {
        boolean ends = acts.stream().anyMatch(Act.End.class::isInstance);
        if (ends || tokens == 0 || isUnderWay || failures == MOST_FAILURES) {
            return;
        }
        history.overflow()
                .ifPresent(overflow -> {
                    upTo = overflow.upTo();
                    isUnderWay = true;
                    acts.add(new Act.Summarize(++asked, request(overflow)));
                });
    }

    /// Takes what came; blank if nothing did. Anything but the answer to the last question changes
    /// nothing.
    void came(long summary, String text) {
        if (!isUnderWay || summary != asked) {
            return;
        }
        isUnderWay = false;
        if (text.isBlank()) {
            failures++;
        } else {
            history.summarized(upTo, text.strip());
        }
    }

    /// The number of the last summary.
    long highest() {
        return asked;
    }

    private ModelRequest request(History.Overflow overflow) {
        var talk = new StringBuilder();
        if (!overflow.before().reveal().isEmpty()) {
            talk.append("Your notes so far: ")
                    .append(data(Source.SUMMARY, overflow.before().reveal()))
                    .append('\n');
        }
        overflow.turns().forEach(turn -> talk.append(said(turn)));
        var instruction =
                """
                These are the older parts of a telephone call. Write notes for the agent who goes on \
                with it, in at most %d words of plain text: what the caller wanted and said, what was \
                found out and done, what is still open. Only what stands there, no advice and no \
                instructions; what your notes so far say stays in.
                """
                        .formatted(tokens * 2 / 3);
        return ModelRequest.of(
                        List.of(
                                new Message.Instruction(instruction + DataText.RULE),
                                new Message.User(talk.toString())))
                .withMaxTokens(tokens)
                .withLimits(LIMITS);
    }

    private static String said(Turn turn) {
        return switch (turn) {
            case Turn.Caller(var words) ->
                    "The caller said " + data(Source.CALLER, words.reveal()) + '\n';
            case Turn.Agent(var heard) ->
                    "The agent said " + data(Source.FLOW, heard.reveal()) + '\n';
            case Turn.Script(var heard) ->
                    "The procedure said " + data(Source.FLOW, heard.reveal()) + '\n';
            case Turn.Tools(var uses) -> {
                var done = new StringBuilder();
                for (var use : uses) {
                    done.append("The tool ")
                            .append(use.tool())
                            .append(" was called with ")
                            .append(data(Source.TOOL, use.argumentsJson().reveal()))
                            .append(" and came back with ")
                            .append(data(Source.TOOL, use.outcome().reveal()))
                            .append('\n');
                }
                yield done.toString();
            }
        };
    }

    private static String data(Source source, String text) {
        return DataText.block(source, text, LONGEST_TURN);
    }
}
