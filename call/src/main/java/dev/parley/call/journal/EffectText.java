package dev.parley.call.journal;

import static dev.parley.call.journal.PlainValues.clean;

import dev.parley.call.conversation.Effect;
import dev.parley.dialog.Expectation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// Effects as text, for comparing: whole, as a hash of a step, and by name without any words. The
/// switches take every record apart, so an effect or a component that is added does not compile
/// before a replay compares it.
final class EffectText {
    private EffectText() {}

    /// The first 16 hexadecimal digits of SHA-256 over the step's effects; empty for none.
    static String digest(List<Effect> effects) {
        if (effects.isEmpty()) {
            return "";
        }
        var digest = Content.sha256();
        for (var effect : effects) {
            digest.update((whole(effect) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /// What was done, without words and without what is only shown: `speak 2.0, end 2`.
    static String names(List<Effect> effects) {
        return effects.stream()
                .filter(effect -> !(effect instanceof Effect.Show))
                .map(EffectText::name)
                .collect(Collectors.joining(", "));
    }

    /// Which effect it is, on one line, without anybody's words.
    static String name(Effect effect) {
        return switch (effect) {
            case Effect.Speak(long reply, int sentence, var _) -> "speak " + reply + "." + sentence;
            case Effect.Write(long reply, int sentence, var _) -> "write " + reply + "." + sentence;
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
            case Effect.CancelTool(long toolCall) -> "cancel-tool " + toolCall;
            case Effect.StartGeneration(long generation, var _) -> "generate " + generation;
            case Effect.CancelGeneration(long generation) -> "cancel-generation " + generation;
            case Effect.Transfer(var _) -> "transfer";
            case Effect.HangUp(var reason) -> "hang-up " + reason;
            case Effect.Fact fact ->
                    switch (fact) {
                        case Effect.Fact.AgentTurn(int turn, var _, var _, var _, var _) ->
                                "agent-turn " + turn;
                        case Effect.Fact.CallerTurn(int turn, var _, var _, var _) ->
                                "caller-turn " + turn;
                        case Effect.Fact.Noted(var name, var _, var _) -> "note " + name;
                    };
            case Effect.Show show -> "show " + show(show).lines().findFirst().orElseThrow();
        };
    }

    /// Everything of the effect.
    static String whole(Effect effect) {
        return switch (effect) {
            case Effect.Speak(long _, int _, var text) -> lines(name(effect), text);
            case Effect.Write(long _, int _, var text) -> lines(name(effect), text);
            case Effect.EndReply(long _) -> name(effect);
            case Effect.CutReply(long _) -> name(effect);
            case Effect.PauseReply(long _) -> name(effect);
            case Effect.ResumeReply(long _) -> name(effect);
            case Effect.Listen(var expectation) -> lines(name(effect), expectation(expectation));
            case Effect.FinishUtterance(long _) -> name(effect);
            case Effect.CancelUtterance(long _) -> name(effect);
            case Effect.JudgeTurn(long _) -> name(effect);
            case Effect.StartTool(long _, var _, var arguments) ->
                    lines(name(effect), PlainValues.write(arguments));
            case Effect.CancelTool(long _) -> name(effect);
            case Effect.StartGeneration(long _, var request) ->
                    lines(name(effect), RequestText.of(request));
            case Effect.CancelGeneration(long _) -> name(effect);
            case Effect.Transfer(var to) -> lines(name(effect), to);
            case Effect.HangUp(var _) -> name(effect);
            case Effect.Fact fact ->
                    switch (fact) {
                        case Effect.Fact.AgentTurn(
                                        int _,
                                        var said,
                                        var heard,
                                        boolean certain,
                                        boolean cut) ->
                                lines(name(fact), said.reveal(), heard.reveal(), certain, cut);
                        case Effect.Fact.CallerTurn(int _, var words, boolean typed, var times) ->
                                lines(name(fact), words.reveal(), typed, times);
                        case Effect.Fact.Noted(var _, var values, boolean sensitive) ->
                                lines(name(fact), PlainValues.write(values), sensitive);
                    };
            case Effect.Show show -> show(show);
        };
    }

    private static String show(Effect.Show show) {
        return switch (show) {
            case Effect.Show.CallerBegan() -> "caller-began";
            case Effect.Show.CallerEnded() -> "caller-ended";
            case Effect.Show.Hinted(var words) -> lines("hinted", words.reveal());
            case Effect.Show.Backchannel(var words) -> lines("backchannel", words.reveal());
            case Effect.Show.Foreseen(long source, long generation) ->
                    "foreseen " + source + " " + generation;
            case Effect.Show.SentenceBegan(long reply, int sentence) ->
                    "began " + reply + "." + sentence;
            case Effect.Show.SentenceHeard(long reply, int sentence) ->
                    "heard " + reply + "." + sentence;
            case Effect.Show.ReplyHeard(long reply) -> "heard " + reply;
            case Effect.Show.ReplyCut(long reply, int sentence, int heardChars) ->
                    "was-cut " + reply + "." + sentence + " at " + heardChars;
        };
    }

    /// A list's hash is defined by the language, and a phrase remembers its own: thousands of
    /// phrases cost little.
    private static String expectation(Expectation expectation) {
        return expectation.maxDigits()
                + " "
                + expectation.phrases().size()
                + " "
                + Integer.toHexString(expectation.phrases().hashCode());
    }

    private static String lines(String name, Object... parts) {
        var text = new StringBuilder(name);
        for (var part : parts) {
            text.append('\n').append(clean(String.valueOf(part)));
        }
        return text.toString();
    }
}
