package dev.parley.app.replay;

import dev.parley.app.replay.Moment.Who;
import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.journal.Replay;
import dev.parley.dialog.model.ModelEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Tells a replayed call as it went: who had the floor, what was said and heard, what was decided
/// and how long it took. One use.
final class Moments {
    private final List<Moment> moments = new ArrayList<>();
    private final Map<String, String> sentences = new HashMap<>();
    private final Map<Integer, String> gaps;
    private @Nullable TurnTimes asked;
    private int turn;

    private Moments(Map<Integer, String> gaps) {
        this.gaps = gaps;
    }

    /// @param gaps what the sound says of the gaps behind turns of the caller, by their numbers
    static List<Moment> of(List<Replay.Redone> steps, Map<Integer, String> gaps) {
        var moments = new Moments(gaps);
        for (var step : steps) {
            var at = step.happened().at();
            var input = step.happened().input();
            if (input != null) {
                moments.came(input, at);
            }
            step.effects().forEach(effect -> moments.done(effect, at));
        }
        return moments.moments;
    }

    private void came(Input input, Tick at) {
        switch (input) {
            case Input.Opened(var opening) ->
                    add(at, Who.LINE, "opened", "answered, " + opening.wall() + " there");
            case Input.Mouth.SentenceStarted(long reply, int sentence) ->
                    add(at, Who.AGENT, "says", sentence(reply, sentence) + waited(at));
            case Input.Mouth.SpeechFailed(long reply, int sentence, var why) ->
                    add(at, Who.AGENT, "voice-failed", why + ": " + sentence(reply, sentence));
            case Input.Ear.KeyPressed(char key) -> add(at, Who.CALLER, "key", String.valueOf(key));
            case Input.Ear.RecognitionFailed(long _, var why) ->
                    add(at, Who.CALLER, "recognition-failed", why.name());
            case Input.ToolReturned(long tool, var result) ->
                    add(
                            at,
                            Who.TOOL,
                            "returned",
                            "#%d %s"
                                    .formatted(
                                            tool,
                                            result.succeeded()
                                                    ? new TreeMap<>(result.data())
                                                    : result.error()));
            case Input.Model(long generation, var event) -> wrote(generation, event, at);
            case Input.TurnJudged(long _, double complete) ->
                    add(
                            at,
                            Who.CALLER,
                            "judged",
                            "%d %% likely to be done".formatted(Math.round(100 * complete)));
            case Input.Line line -> add(at, Who.LINE, "line", line.getClass().getSimpleName());
            case Input.Mouth _, Input.Ear _ -> {}
        }
    }

    /// What a model says is told as it is spoken; here is what else it did.
    private void wrote(long generation, ModelEvent event, Tick at) {
        switch (event) {
            case ModelEvent.Text _ -> {}
            case ModelEvent.Called(var call) ->
                    add(
                            at,
                            Who.TOOL,
                            "wished",
                            "#%d %s %s"
                                    .formatted(
                                            generation,
                                            call.name(),
                                            call.argumentsJson().reveal()));
            case ModelEvent.Done(var finish) ->
                    add(at, Who.AGENT, "wrote", "#%d %s".formatted(generation, finish.reason()));
            case ModelEvent.Failed(var fault) ->
                    add(
                            at,
                            Who.AGENT,
                            "model-failed",
                            "#%d %s: %s"
                                    .formatted(generation, fault.kind().label(), fault.message()));
        }
    }

    private void done(Effect effect, Tick at) {
        switch (effect) {
            case Effect.Speak(long reply, int sentence, var text) ->
                    sentences.put(reply + "." + sentence, text);
            case Effect.Write(long _, int _, var text) -> add(at, Who.AGENT, "writes", text);
            case Effect.CutReply _ -> add(at, Who.AGENT, "stops", "is interrupted");
            case Effect.PauseReply _ -> add(at, Who.AGENT, "pauses", "waits for the caller");
            case Effect.ResumeReply _ -> add(at, Who.AGENT, "goes-on", "nothing was said");
            case Effect.StartTool(long tool, var name, var arguments) ->
                    add(
                            at,
                            Who.TOOL,
                            "called",
                            "#%d %s %s".formatted(tool, name, new TreeMap<>(arguments)));
            case Effect.CancelTool(long tool) ->
                    add(at, Who.TOOL, "cancelled", "#%d".formatted(tool));
            case Effect.StartGeneration(long generation, var request) ->
                    add(
                            at,
                            Who.AGENT,
                            "asks-model",
                            "#%d, %d messages".formatted(generation, request.messages().size()));
            case Effect.CancelGeneration(long generation) ->
                    add(at, Who.AGENT, "stops-model", "#%d".formatted(generation));
            case Effect.Transfer(var to) -> add(at, Who.LINE, "transfers", "to " + to);
            case Effect.HangUp(var reason) -> add(at, Who.LINE, "hangs-up", reason.name());
            case Effect.Fact.CallerTurn turn -> turn(turn, at);
            case Effect.Fact.AgentTurn turn -> {
                if (!turn.heard().equals(turn.said())) {
                    add(
                            at,
                            Who.AGENT,
                            "heard",
                            (turn.certain() ? "of it: " : "of it, as estimated: ")
                                    + turn.heard().reveal());
                }
            }
            case Effect.Fact.Noted(var name, var values, var _) ->
                    add(at, Who.NOTE, "note", name + " " + new TreeMap<>(values));
            case Effect.Show.CallerBegan _ -> add(at, Who.CALLER, "floor", "has the floor");
            case Effect.Show.CallerEnded _ -> add(at, Who.CALLER, "turn", "turn is over");
            case Effect.Show.Backchannel(var words) ->
                    add(at, Who.CALLER, "listens", words.reveal());
            case Effect.EndReply _,
                    Effect.Listen _,
                    Effect.FinishUtterance _,
                    Effect.CancelUtterance _,
                    Effect.JudgeTurn _,
                    Effect.Show _ -> {}
        }
    }

    private void turn(Effect.Fact.CallerTurn turn, Tick at) {
        var times = turn.times();
        boolean isSpoken = !turn.typed() && times.speechEnded() >= 0;
        this.turn = turn.turn();
        asked = isSpoken ? times : null;
        var words = turn.words().reveal();
        var said = words.isEmpty() ? "(no words)" : words;
        add(
                at,
                Who.CALLER,
                turn.typed() ? "types" : "says",
                isSpoken
                        ? "%s  [%d to %d ms; decided after %d, recognized after %d]"
                                .formatted(
                                        said,
                                        times.speechStarted(),
                                        times.speechEnded(),
                                        times.decided() - times.speechEnded(),
                                        times.recognized() - times.speechEnded())
                        : said);
    }

    /// How long the caller waited, said once behind the first sentence of the answer.
    private String waited(Tick at) {
        var times = asked;
        asked = null;
        return times == null
                ? ""
                : "  [%d ms after their last sound; %s]"
                        .formatted(
                                at.millis() - times.speechEnded(),
                                gaps.getOrDefault(turn, "the sound was not measured"));
    }

    private String sentence(long reply, int sentence) {
        return sentences.getOrDefault(reply + "." + sentence, "?");
    }

    private void add(Tick at, Who who, String what, String text) {
        moments.add(new Moment(at, who, what, text));
    }
}
