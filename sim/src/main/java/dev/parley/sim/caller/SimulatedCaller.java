package dev.parley.sim.caller;

import dev.parley.audio.vad.VoiceActivity;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.Synthesizer;
import dev.parley.dialog.Expectation;
import dev.parley.sim.twilio.CallerSide;
import dev.parley.sim.twilio.PeerCall;
import dev.parley.sim.twilio.PeerRecording;
import dev.parley.sim.twilio.TwilioPeer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A person on the phone who can only hear and speak. [#call] places one call in real time and
/// returns when the line is gone.
public final class SimulatedCaller {
    private static final int MAX_EVENTS = 4096;

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

    private SimulatedCaller(Parts parts) {
        this.parts = parts;
        this.mouth = new CallerMouth(parts.voice, this::tell);
    }

    /// Places the call and lives it to its end. Throws [IOException] if the server cannot be
    /// reached.
    public static Lived call(PeerCall call, Parts parts) throws IOException, InterruptedException {
        return new SimulatedCaller(parts).live(call);
    }

    /// The report, and the sound of both sides.
    public record Lived(CallerReport report, PeerRecording recording) {}

    private Lived live(PeerCall call) throws IOException, InterruptedException {
        try (var ear =
                        new CallerEar(
                                parts.activity,
                                parts.ear,
                                parts.grammar,
                                parts.agentPause,
                                this::tell);
                var peer = TwilioPeer.call(call, new Side(ear))) {
            var closed = peer.closed();
            var _ = closed.thenAccept(end -> tell(new CallerEvent.LineEnded(end.toString())));
            String end = converse(peer, ear);
            var report =
                    new CallerReport(
                            turns,
                            parts.brain.outcome(),
                            end,
                            peer.callMillis(),
                            peer.violations().stream().map(Object::toString).toList());
            return new Lived(report, peer.recording());
        }
    }

    private String converse(TwilioPeer peer, CallerEar ear) throws InterruptedException {
        while (true) {
            var event = events.poll(parts.patience, TimeUnit.MILLISECONDS);
            if (peer.callMillis() > parts.longestCall) {
                peer.hangUp();
            }
            switch (event) {
                case null -> {
                    if (!ear.isHearing() && !mouth.isSpeaking()) {
                        perform(parts.brain.silence(++silences), peer);
                    }
                }
                case CallerEvent.AgentBegan _, CallerEvent.AgentGoesOn _ -> {}
                case CallerEvent.AgentSaid said -> {
                    silences = 0;
                    finish(
                            new CallerTurn(
                                    "agent",
                                    said.words(),
                                    said.fromMillis(),
                                    said.toMillis(),
                                    callerEnded < 0 ? -1 : said.fromMillis() - callerEnded));
                    agentEnded = said.toMillis();
                    if (!mouth.isSpeaking()) {
                        perform(
                                parts.brain.heard(parts.prompts.read(said.words()), said.words()),
                                peer);
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
                    return ended.how();
                }
            }
        }
    }

    private void perform(List<CallerBrain.Move> moves, TwilioPeer peer)
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
                                    peer.callMillis(),
                                    peer.callMillis(),
                                    -1));
                    keys.chars().forEach(key -> peer.press((char) key));
                }
                case CallerBrain.Move.HangUp() -> peer.hangUp();
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

    private final class Side implements CallerSide {
        private final CallerEar ear;

        Side(CallerEar ear) {
            this.ear = ear;
        }

        @Override
        public void hear(byte[] frame, long callMillis) {
            ear.hear(frame);
        }

        @Override
        public byte[] speak(long callMillis) {
            return mouth.next(callMillis);
        }
    }
}
