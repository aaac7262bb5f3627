package dev.parley.sim.conversation;

import dev.parley.call.conversation.Input;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.ToolCall;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.util.SplittableRandom;

/// The models of a simulated call: those that write what is said, those that write summaries, and
/// the one that judges whether a turn is over.
final class MindModel {
    private static final ModelEvent DONE =
            new ModelEvent.Done(new Finish(Finish.Reason.STOP, Usage.UNKNOWN));

    private final SimulatedCall call;
    private final SplittableRandom models;
    private final SplittableRandom minds;
    private final SplittableRandom judges;

    MindModel(
            SimulatedCall call,
            SplittableRandom models,
            SplittableRandom minds,
            SplittableRandom judges) {
        this.call = call;
        this.models = models;
        this.minds = minds;
        this.judges = judges;
    }

    /// A model writes soon, slowly, in bursts, fails before or within, falls silent, or ends twice;
    /// what it wrote may arrive after it was cancelled.
    void write(long generation) {
        if (SummaryBook.isOne(generation)) {
            summarize(generation);
            return;
        }
        call.tally().saw("generations");
        long at = models.nextInt(10) == 0 ? models.nextLong(2000, 9000) : models.nextLong(1, 1200);
        int pieces = models.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            boolean calls = models.nextInt(12) == 0;
            wrote(
                    at,
                    generation,
                    calls
                            ? new ModelEvent.Called(new ToolCall("c" + i, "tool", "{}"))
                            : new ModelEvent.Text("w" + generation + "." + i + " "));
            at += models.nextInt(8) == 0 ? models.nextLong(500, 6000) : models.nextLong(0, 150);
        }
        switch (models.nextInt(12)) {
            case 0 -> call.tally().saw("models that fall silent");
            case 1, 2 -> wrote(at, generation, failed(models));
            case 3 -> {
                wrote(at, generation, DONE);
                wrote(at + models.nextLong(0, 3000), generation, new ModelEvent.Text("late "));
                wrote(at + models.nextLong(0, 3000), generation, failed(models));
            }
            default -> wrote(at, generation, DONE);
        }
    }

    /// The same for what it writes in the background.
    private void summarize(long generation) {
        call.tally().saw("summaries");
        long at = minds.nextLong(1, minds.nextInt(4) == 0 ? 29_000 : 4000);
        for (int i = minds.nextInt(4); i > 0; i--) {
            boolean calls = minds.nextInt(8) == 0;
            wrote(
                    at,
                    generation,
                    calls
                            ? new ModelEvent.Called(new ToolCall("c" + i, "tool", "{}"))
                            : new ModelEvent.Text("sum " + i));
            at += minds.nextLong(0, 900);
        }
        int end = minds.nextInt(10);
        if (end < 2) {
            call.tally().saw("summaries that do not come");
        } else {
            wrote(at, generation, end < 4 ? failed(minds) : DONE);
        }
        if (end > 7) {
            wrote(at + minds.nextLong(0, 3000), generation, new ModelEvent.Text("late"));
            wrote(at + minds.nextLong(0, 3000), generation, DONE);
        }
    }

    private static ModelEvent failed(SplittableRandom random) {
        var kinds = ProviderFailure.values();
        return new ModelEvent.Failed(
                new ProviderFault(kinds[random.nextInt(kinds.length)], "drawn"));
    }

    private void wrote(long delay, long generation, ModelEvent event) {
        call.deliverAfter(delay, new Input.Model(generation, event));
    }

    /// A model answers soon, late, twice, about a pause long over, or never.
    void judge(long pause) {
        call.tally().saw("turns judged");
        double complete = judges.nextDouble();
        long soon = judges.nextLong(1, 140);
        switch (judges.nextInt(6)) {
            case 0 -> call.tally().saw("turns not judged");
            case 1 -> judged(judges.nextLong(151, 1000), pause, complete);
            case 2 -> {
                judged(soon, pause, complete);
                judged(judges.nextLong(1, 500), pause, judges.nextDouble());
            }
            case 3 -> judged(soon, pause - 1, complete);
            default -> judged(soon, pause, complete);
        }
    }

    private void judged(long delay, long pause, double complete) {
        call.deliverAfter(delay, new Input.TurnJudged(pause, complete));
    }
}
