package dev.parley.sim.spoken;

import dev.parley.call.EndReason;
import dev.parley.call.Tick;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Machine;
import dev.parley.dialog.Expectation;
import dev.parley.dialog.Opening;
import dev.parley.dialog.ToolResult;
import dev.parley.sim.caller.CallerBrain;
import dev.parley.sim.caller.CallerBrain.Move;
import dev.parley.sim.caller.PromptReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// One call between a real conversation and a simulated caller in virtual time: end of turn,
/// interruption, silence and keypad are the conversation's own, sound takes as long as it takes,
/// and every word goes through a [SpokenLine]. One thread; the same parts give the same call.
public final class SpokenCall implements AgentVoice.Listener {
    /// The agent must be quiet this long before the caller answers.
    private static final long AGENT_PAUSE = 700;

    /// The caller takes this long to begin.
    private static final long REACTION = 250;

    /// Nobody speaks for this long: the caller speaks up.
    private static final long PATIENCE = 8_000;

    private static final long BETWEEN_KEYS = 180;
    private static final long TOOL = 30;

    private final Parts parts;
    private final Timetable timetable = new Timetable();
    private final List<String> log = new ArrayList<>();
    private final List<String> fresh = new ArrayList<>();
    private final AgentVoice agent;
    private final CallerVoice caller;
    private EndReason end = EndReason.FAILED;
    private String outcome = "";
    private long quiet;
    private int silences;

    /// What a call is made of.
    ///
    /// @param toCaller the line from the agent's mouth to the caller's ear
    /// @param toAgent the line back
    /// @param agentGrammar what the caller's ear knows
    /// @param tools runs a tool and gives its result
    /// @param longest after this the caller hangs up
    public record Parts(
            Machine conversation,
            Opening opening,
            CallerBrain brain,
            PromptReader prompts,
            Expectation agentGrammar,
            SpokenLine toCaller,
            SpokenLine toAgent,
            Function<Effect.StartTool, ToolResult> tools,
            Duration longest) {}

    private SpokenCall(Parts parts) {
        this.parts = parts;
        agent = new AgentVoice(timetable, parts.toCaller, this);
        caller = new CallerVoice(timetable, parts.toAgent, log);
    }

    /// Lives the call to its end.
    public static SpokenReport run(Parts parts) {
        return new SpokenCall(parts).live();
    }

    private SpokenReport live() {
        var conversation = parts.conversation;
        timetable.at(parts.longest.toMillis(), () -> hangUp("loses patience"));
        perform(conversation.on(new Input.Opened(parts.opening), tick()));
        while (!conversation.isOver()) {
            var input = timetable.mail();
            if (input != null) {
                perform(conversation.on(input, tick()));
            } else if (!timetable.goOn(millis(conversation.nextDeadline()))) {
                perform(conversation.onDeadline(tick()));
            }
        }
        return new SpokenReport(end, outcome, parts.brain.outcome(), timetable.now() / 1000, log);
    }

    private void perform(List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Speak(long reply, int _, var text) -> agent.speak(reply, text);
                case Effect.Write(long reply, int _, var text) -> agent.speak(reply, text);
                case Effect.CutReply(long reply) -> agent.cut(reply);
                case Effect.PauseReply(long reply) -> agent.pause(reply);
                case Effect.ResumeReply(long reply) -> agent.resume(reply);
                case Effect.Listen(var expectation) -> caller.listen(expectation);
                case Effect.FinishUtterance(long utterance) -> caller.finish(utterance);
                case Effect.CancelUtterance(long utterance) -> caller.cancel(utterance);
                case Effect.StartTool tool -> start(tool);
                case Effect.HangUp(var reason) -> end = reason;
                case Effect.Fact.Noted(var name, var values, boolean _) ->
                        note(name, values.getOrDefault("outcome", ""));
                case Effect.EndReply _,
                        Effect.JudgeTurn _,
                        Effect.CancelTool _,
                        Effect.StartGeneration _,
                        Effect.CancelGeneration _,
                        Effect.Transfer _,
                        Effect.Fact _,
                        Effect.Show _ -> {}
            }
        }
    }

    private void note(String name, Object value) {
        if (name.equals("outcome")) {
            outcome = value.toString();
        }
    }

    private void start(Effect.StartTool tool) {
        var result = parts.tools.apply(tool);
        log.add(
                "  tool: %s %s -> %s"
                        .formatted(
                                tool.name(),
                                tool.arguments(),
                                result.succeeded() ? result.data() : result.error()));
        timetable.in(TOOL, () -> timetable.tell(new Input.ToolReturned(tool.toolCall(), result)));
    }

    // What the caller hears.

    @Override
    public void begins(String sentence, long millis) {
        quiet++;
        timetable.in(
                millis * 3 / 10,
                () -> {
                    if (agent.isSpeaking() && !caller.isSpeaking()) {
                        var moves = parts.brain.meanwhile(read(List.of(sentence)));
                        if (!moves.isEmpty()) {
                            log.add("  caller interrupts");
                            act(moves);
                        }
                    }
                });
    }

    @Override
    public void heard(String sentence) {
        fresh.add(sentence);
        log.add("agent: " + sentence);
    }

    @Override
    public void silent() {
        long since = ++quiet;
        timetable.in(AGENT_PAUSE, () -> answer(since));
    }

    private void answer(long since) {
        if (quiet != since || caller.isSpeaking()) {
            return;
        }
        if (!fresh.isEmpty()) {
            silences = 0;
            var words = parts.toCaller.heard(List.copyOf(fresh), parts.agentGrammar);
            fresh.clear();
            act(parts.brain.heard(parts.prompts.read(words), words));
        }
        timetable.in(PATIENCE, () -> speakUp(since));
    }

    private void speakUp(long since) {
        if (quiet == since && !caller.isSpeaking()) {
            act(parts.brain.silence(++silences));
            timetable.in(PATIENCE, () -> speakUp(since));
        }
    }

    private List<PromptReader.Said> read(List<String> sentences) {
        return parts.prompts.read(parts.toCaller.heard(sentences, parts.agentGrammar));
    }

    private void act(List<Move> moves) {
        for (var move : moves) {
            switch (move) {
                case Move.Say(var text) -> {
                    fresh.clear();
                    timetable.in(REACTION, () -> caller.say(text));
                }
                case Move.Press(var keys) -> {
                    fresh.clear();
                    log.add("  caller presses " + keys);
                    for (int i = 0; i < keys.length(); i++) {
                        char key = keys.charAt(i);
                        timetable.in(
                                REACTION + i * BETWEEN_KEYS,
                                () -> timetable.tell(new Input.Ear.KeyPressed(key)));
                    }
                }
                case Move.HangUp _ -> hangUp("hangs up");
            }
        }
    }

    private void hangUp(String why) {
        log.add("  caller " + why);
        timetable.tell(new Input.Line.HungUp());
    }

    private Tick tick() {
        return Tick.ofMillis(timetable.now());
    }

    private static long millis(Tick deadline) {
        return deadline.equals(Tick.NEVER)
                ? Long.MAX_VALUE
                : (deadline.nanos() + 999_999) / 1_000_000;
    }
}
