package dev.parley.call;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Effect.Show;
import dev.parley.call.conversation.Input;
import dev.parley.call.leg.Onlooker;
import dev.parley.call.leg.Onlooker.Sight;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.compliance.Sensitive;
import java.util.HashMap;
import java.util.Map;

/// Shows the call to its leg's onlooker, if there is one. The call's thread only.
final class Sights {
    private final String callId;
    private final String agent;
    private final Onlooker onlooker;
    private final boolean isWatched;
    private final Playing playing;
    private final Map<Long, String> tools = new HashMap<>();
    private long reply;
    private int begun;
    private int heard;

    /// What shows the progress of the sentence that plays.
    @FunctionalInterface
    interface Playing {
        /// Everything before this sentence was shown as heard, and it as begun.
        void showProgress(long reply, int sentence);
    }

    Sights(String callId, String agent, Onlooker onlooker, Playing playing) {
        this.callId = callId;
        this.agent = agent;
        this.onlooker = onlooker;
        this.isWatched = !onlooker.equals(Onlooker.NONE);
        this.playing = playing;
    }

    void opened() {
        saw(new Sight.Opened(callId, agent));
    }

    void measured(int turn, ReplyLatency latency) {
        saw(new Sight.Measured(turn, latency));
    }

    void ended(EndReason reason, String outcome) {
        saw(new Sight.Ended(reason, outcome));
    }

    /// What an effect shows, before it is performed.
    void show(Effect effect) {
        if (!isWatched) {
            return;
        }
        switch (effect) {
            case Effect.Speak(long id, int sentence, var text) ->
                    saw(new Sight.SentencePlanned(id, sentence, Sensitive.of(text)));
            case Effect.Write(long id, int sentence, var text) ->
                    saw(new Sight.SentencePlanned(id, sentence, Sensitive.of(text)));
            case Effect.EndReply(long id) -> saw(new Sight.ReplyComplete(id));
            case Effect.StartTool(long id, var name, var arguments) -> {
                tools.put(id, name);
                saw(new Sight.ToolStarted(id, name, Sensitive.of(arguments)));
            }
            case Effect.CancelTool(long id) -> toolEnded(id, "cancelled", Map.of(), true);
            case Effect.Fact fact -> show(fact);
            case Show show -> show(show);
            case Effect.CutReply _,
                    Effect.PauseReply _,
                    Effect.ResumeReply _,
                    Effect.Listen _,
                    Effect.FinishUtterance _,
                    Effect.CancelUtterance _,
                    Effect.JudgeTurn _,
                    Effect.StartGeneration _,
                    Effect.CancelGeneration _,
                    Effect.Transfer _,
                    Effect.HangUp _ -> {}
        }
    }

    private void show(Effect.Fact fact) {
        switch (fact) {
            case Effect.Fact.CallerTurn(int turn, var words, boolean typed, var _) ->
                    saw(new Sight.CallerSaid(turn, words, typed));
            case Effect.Fact.Noted(var name, var values, boolean sensitive) -> {
                if (!sensitive) {
                    saw(new Sight.Noted(name, values));
                }
            }
            case Effect.Fact.AgentTurn _ -> {}
        }
    }

    private void show(Show show) {
        switch (show) {
            case Show.CallerBegan _ -> saw(new Sight.CallerBegan());
            case Show.CallerEnded _ -> saw(new Sight.CallerEnded());
            case Show.Hinted(var words) -> saw(new Sight.CallerHinted(words));
            case Show.Backchannel(var words) -> saw(new Sight.Backchannel(words));
            case Show.Foreseen _ -> {}
            case Show.SentenceBegan(long id, int sentence) -> {
                saw(new Sight.SentenceBegan(id, sentence));
                if (id != reply) {
                    reply = id;
                    heard = 0;
                }
                begun = sentence + 1;
                showProgress();
            }
            case Show.SentenceHeard(long id, int sentence) -> {
                saw(new Sight.SentenceHeard(id, sentence));
                heard = sentence + 1;
                showProgress();
            }
            case Show.ReplyHeard(long id) -> saw(new Sight.ReplyHeard(id));
            case Show.ReplyCut(long id, int sentence, int heardChars) ->
                    saw(new Sight.ReplyCut(id, sentence, heardChars));
        }
    }

    /// Progress comes from the wheel, so it waits until this thread has shown what precedes it.
    private void showProgress() {
        if (begun > heard) {
            playing.showProgress(reply, heard);
        }
    }

    /// A tool came back.
    void returned(Input.ToolReturned tool) {
        var result = tool.result();
        toolEnded(tool.toolCall(), result.error(), result.data(), false);
    }

    private void toolEnded(long id, String error, Map<String, Object> data, boolean cancelled) {
        var name = tools.remove(id);
        if (name != null) {
            saw(new Sight.ToolEnded(id, name, error, Sensitive.of(data), cancelled));
        }
    }

    private void saw(Sight sight) {
        if (isWatched) {
            onlooker.saw(sight);
        }
    }
}
