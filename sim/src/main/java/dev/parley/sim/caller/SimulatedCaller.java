package dev.parley.sim.caller;

import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A person at a line who can only hear and speak. [#call] places one call in real time and returns
/// when the line is gone.
public final class SimulatedCaller {
    private static final int MAX_EVENTS = 4096;

    /// For the words of a sentence that the line's end cut off.
    private static final int LAST_WORDS_MILLIS = 2000;

    private final Parts parts;
    private final BlockingQueue<CallerEvent> events = new ArrayBlockingQueue<>(MAX_EVENTS);
    private final List<CallerTurn> turns = new ArrayList<>();
    private final CallerMouth mouth;
    private String saying = "";
    private long agentEnded = -1;
    private long callerEnded = -1;
    private int silences;

    /// What a caller is made of.
    ///
    /// @param activity detector for the agent's sound
    /// @param ear recognizer of the caller's own
    /// @param grammar every sentence the agent may say
    /// @param prompts finds the known sentences in what was recognized
    /// @param agentPause how long the agent must be quiet before the caller answers, milliseconds
    /// @param patience silence before the caller speaks up by itself, milliseconds
    /// @param longestCall after this the caller hangs up, milliseconds
    /// @param progress told of every turn as it ends, on the caller's thread
    public record Parts(
            VoiceActivity activity,
            Recognizer ear,
            Synthesizer voice,
            Expectation grammar,
            PromptReader prompts,
            CallerBrain brain,
            int agentPause,
            long patience,
            long longestCall,
            Consumer<CallerTurn> progress) {}

    private SimulatedCaller(Parts parts, int rate) {
        this.parts = parts;
        this.mouth = new CallerMouth(parts.voice, rate, this::tell);
    }

    /// Places the call and lives it to its end. Throws [IOException] if the server cannot be
    /// reached.
    public static Lived call(CallerLine.Dial dial, Parts parts)
            throws IOException, InterruptedException {
        return new SimulatedCaller(parts, dial.rate()).live(dial);
    }

    /// The report, and the sound of both sides.
    public record Lived(CallerReport report, LivedSound recording) {}

    private Lived live(CallerLine.Dial dial) throws IOException, InterruptedException {
        try (var ear =
                        new CallerEar(
                                parts.activity,
                                parts.ear,
                                parts.grammar,
                                dial.rate(),
                                parts.agentPause,
                                this::tell);
                var line = dial.open(new Ends(ear))) {
            var _ = line.ended().thenAccept(end -> tell(new CallerEvent.LineEnded(end)));
            String end = converse(line, ear);
            var report =
                    new CallerReport(
                            turns,
                            parts.brain.outcome(),
                            end,
                            line.callMillis(),
                            line.violations());
            return new Lived(report, line.recording());
        }
    }

    private String converse(CallerLine line, CallerEar ear) throws InterruptedException {
        while (true) {
            var event = events.poll(parts.patience, TimeUnit.MILLISECONDS);
            if (line.callMillis() > parts.longestCall) {
                line.hangUp();
            }
            switch (event) {
                case null -> {
                    if (!ear.isHearing() && !mouth.isSpeaking()) {
                        perform(parts.brain.silence(++silences), line);
                    }
                }
                case CallerEvent.AgentBegan _, CallerEvent.AgentGoesOn _ -> {}
                case CallerEvent.AgentSaid said -> {
                    silences = 0;
                    heard(said);
                    if (!mouth.isSpeaking()) {
                        perform(
                                parts.brain.heard(parts.prompts.read(said.words()), said.words()),
                                line);
                    }
                }
                case CallerEvent.Spoken spoken -> {
                    finish(
                            new CallerTurn(
                                    "caller",
                                    saying,
                                    spoken.fromMillis(),
                                    spoken.toMillis(),
                                    agentEnded < 0 ? -1 : spoken.fromMillis() - agentEnded));
                    callerEnded = spoken.toMillis();
                }
                case CallerEvent.LineEnded ended -> {
                    hearLastWords(ear.lineEnded());
                    return ended.how();
                }
            }
        }
    }

    private void hearLastWords(int utterances) throws InterruptedException {
        int left = utterances;
        while (left > 0) {
            var event = events.poll(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
            if (event == null) {
                return;
            }
            if (event instanceof CallerEvent.AgentSaid said) {
                heard(said);
                left--;
            }
        }
    }

    private void heard(CallerEvent.AgentSaid said) {
        finish(
                new CallerTurn(
                        "agent",
                        said.words(),
                        said.fromMillis(),
                        said.toMillis(),
                        callerEnded < 0 ? -1 : said.fromMillis() - callerEnded));
        agentEnded = said.toMillis();
    }

    private void perform(List<CallerBrain.Move> moves, CallerLine line)
            throws InterruptedException {
        for (var move : moves) {
            switch (move) {
                case CallerBrain.Move.Say(var text) -> {
                    saying = text;
                    mouth.say(text);
                }
                case CallerBrain.Move.Press(var keys) -> {
                    finish(
                            new CallerTurn(
                                    "caller",
                                    "[keys " + keys + "]",
                                    line.callMillis(),
                                    line.callMillis(),
                                    -1));
                    keys.chars().forEach(key -> line.press((char) key));
                }
                case CallerBrain.Move.HangUp() -> line.hangUp();
            }
        }
    }

    private void finish(CallerTurn turn) {
        turns.add(turn);
        parts.progress.accept(turn);
    }

    /// Never blocks the pacing thread: a caller who is that far behind has lost the thread of the
    /// talk, and the oldest news goes.
    private void tell(CallerEvent event) {
        while (!events.offer(event)) {
            var _ = events.poll();
        }
    }

    private final class Ends implements CallerLine.Ends {
        private final CallerEar ear;

        Ends(CallerEar ear) {
            this.ear = ear;
        }

        @Override
        public void hear(short[] frame) {
            ear.hear(frame);
        }

        @Override
        public short[] speak(long callMillis) {
            return mouth.next(callMillis);
        }
    }
}
