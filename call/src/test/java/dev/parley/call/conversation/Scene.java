package dev.parley.call.conversation;

import dev.parley.call.Tick;
import dev.parley.call.conversation.Input.Ear;
import dev.parley.call.conversation.Input.Mouth;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.dialog.model.Finish;
import dev.parley.dialog.model.ModelEvent;
import dev.parley.dialog.model.Usage;
import dev.parley.dialog.provider.ProviderFailure;
import dev.parley.dialog.provider.ProviderFault;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Plays a conversation by hand in virtual milliseconds, and keeps every effect in readable form:
/// "3200 speak 2.0 Which day?".
final class Scene {
    final Partner partner;
    final List<String> effects = new ArrayList<>();

    /// What onlookers are shown, in the same form.
    final List<String> shown = new ArrayList<>();

    private final Conversation conversation;
    private long now;

    Scene(Partner partner) {
        this(partner, ConversationSettings.defaults());
    }

    Scene(Partner partner, ConversationSettings settings) {
        this.partner = partner;
        conversation = new Conversation(settings, Phrases.english(), partner);
        on(
                new Input.Opened(
                        new Opening(
                                "call",
                                LocalDateTime.of(2026, 11, 21, 12, 0),
                                ZoneId.of("America/New_York"),
                                1,
                                Sensitive.of("+15550100"),
                                "+15550199",
                                Map.of())));
    }

    Scene on(Input input) {
        keep(conversation.on(input, Tick.ofMillis(now)));
        return this;
    }

    /// Lets the time pass until `millis`, with every deadline at its instant.
    Scene at(long millis) {
        var until = Tick.ofMillis(millis);
        while (until.isAtOrAfter(conversation.nextDeadline())) {
            var next = conversation.nextDeadline();
            now = next.millis();
            keep(conversation.onDeadline(next));
        }
        now = millis;
        return this;
    }

    /// Lets the time pass without the call thread noticing its deadlines.
    Scene skipTo(long millis) {
        now = millis;
        return this;
    }

    Scene starts(long utterance) {
        return on(new Ear.SpeechStarted(utterance, now));
    }

    Scene stops(long utterance) {
        return on(new Ear.SpeechStopped(utterance, now, 0));
    }

    Scene partial(long utterance, String words) {
        return on(new Ear.PartialWords(utterance, Sensitive.of(words)));
    }

    Scene understood(long utterance, String words) {
        return on(new Ear.FinalWords(utterance, Sensitive.of(words)));
    }

    /// A whole turn: one second of speech, the silence after it, its words.
    Scene says(long utterance, String words) {
        return starts(utterance)
                .at(now + 1000)
                .stops(utterance)
                .at(now + 1000)
                .understood(utterance, words);
    }

    /// A model says how likely the turn is over.
    Scene judged(long pause, double complete) {
        return on(new Input.TurnJudged(pause, complete));
    }

    Scene key(char key) {
        return on(new Ear.KeyPressed(key));
    }

    Scene sentencePlayed(long reply, int sentence) {
        return on(new Mouth.SentenceStarted(reply, sentence))
                .on(new Mouth.SentencePlayed(reply, sentence, true));
    }

    Scene played(long reply) {
        return on(new Mouth.ReplyPlayed(reply));
    }

    Scene cut(long reply, int sentence, int heardChars) {
        return on(new Mouth.ReplyCut(reply, sentence, heardChars, true));
    }

    Scene toolReturns(long toolCall) {
        return on(new Input.ToolReturned(toolCall, ToolResult.success(Map.of())));
    }

    /// A model writes a piece of text.
    Scene writes(long generation, String text) {
        return on(new Input.Model(generation, new ModelEvent.Text(text)));
    }

    /// A model has written all.
    Scene done(long generation) {
        return on(
                new Input.Model(
                        generation,
                        new ModelEvent.Done(
                                new Finish(Finish.Reason.STOP, new Usage(100, 0, 20)))));
    }

    Scene failed(long generation, ProviderFailure failure) {
        return on(
                new Input.Model(
                        generation, new ModelEvent.Failed(new ProviderFault(failure, "drawn"))));
    }

    /// Writes words that want a spoken answer.
    Scene writes(String words) {
        return on(new Input.Line.Written(Sensitive.of(words), true, true));
    }

    Scene away() {
        return on(new Input.Line.Away());
    }

    Scene back() {
        return on(new Input.Line.Back());
    }

    boolean isOver() {
        return conversation.isOver();
    }

    long lateInputs() {
        return conversation.lateInputs();
    }

    /// Effects that hold the text.
    List<String> with(String text) {
        return effects.stream().filter(effect -> effect.contains(text)).toList();
    }

    private void keep(List<Effect> made) {
        for (var effect : made) {
            if (effect instanceof Effect.Show show) {
                shown.add(now + " " + show(show));
            } else {
                effects.add(now + " " + show(effect));
            }
        }
    }

    private static String show(Effect effect) {
        return switch (effect) {
            case Effect.Speak(long reply, int sentence, var text) ->
                    "speak " + reply + "." + sentence + " " + text;
            case Effect.Write(long reply, int sentence, var text) ->
                    "write " + reply + "." + sentence + " " + text;
            case Effect.EndReply(long reply) -> "end " + reply;
            case Effect.CutReply(long reply) -> "cut " + reply;
            case Effect.PauseReply(long reply) -> "pause " + reply;
            case Effect.ResumeReply(long reply) -> "resume " + reply;
            case Effect.Listen(var expectation) -> "listen " + expectation.name();
            case Effect.FinishUtterance(long utterance) -> "finish " + utterance;
            case Effect.CancelUtterance(long utterance) -> "cancel " + utterance;
            case Effect.JudgeTurn(long pause) -> "judge " + pause;
            case Effect.StartTool(long toolCall, var name, var _) ->
                    "tool " + toolCall + " " + name;
            case Effect.CancelTool(long toolCall) -> "cancel tool " + toolCall;
            case Effect.StartGeneration(long generation, var _) -> "generate " + generation;
            case Effect.CancelGeneration(long generation) -> "cancel generation " + generation;
            case Effect.Transfer(var to) -> "transfer " + to;
            case Effect.HangUp(var reason) -> "hang up " + reason;
            case Effect.Fact.AgentTurn(int turn, var _, var heard, boolean certain, boolean cut) ->
                    "agent "
                            + turn
                            + (cut ? " cut" : " whole")
                            + (certain ? " certain [" : " estimated [")
                            + heard.reveal()
                            + "]";
            case Effect.Fact.CallerTurn(int turn, var words, boolean typed, var _) ->
                    "caller " + turn + (typed ? " typed [" : " [") + words.reveal() + "]";
            case Effect.Fact.Noted(var name, var values, var _) -> "noted " + name + " " + values;
            case Effect.Show show -> show(show);
        };
    }

    private static String show(Effect.Show show) {
        return switch (show) {
            case Effect.Show.CallerBegan _ -> "caller began";
            case Effect.Show.CallerEnded _ -> "caller ended";
            case Effect.Show.Hinted(var words) -> "hint [" + words.reveal() + "]";
            case Effect.Show.Backchannel(var words) -> "backchannel [" + words.reveal() + "]";
            case Effect.Show.Foreseen(long source, long generation) ->
                    "foreseen " + source + " is " + generation;
            case Effect.Show.SentenceBegan(long reply, int sentence) ->
                    "began " + reply + "." + sentence;
            case Effect.Show.SentenceHeard(long reply, int sentence) ->
                    "heard " + reply + "." + sentence;
            case Effect.Show.ReplyHeard(long reply) -> "heard " + reply;
            case Effect.Show.ReplyCut(long reply, int sentence, int heardChars) ->
                    "cut " + reply + "." + sentence + " at " + heardChars;
        };
    }
}
