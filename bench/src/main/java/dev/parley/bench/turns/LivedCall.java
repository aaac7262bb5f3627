package dev.parley.bench.turns;

import dev.parley.audio.SoundPrint;
import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.bench.listening.InPlace;
import dev.parley.bench.listening.ListeningLeg;
import dev.parley.call.Tick;
import dev.parley.call.conversation.Conversation;
import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.Input;
import dev.parley.call.conversation.Phrases;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.leg.LegTraits.Playout;
import dev.parley.call.media.Ear;
import dev.parley.call.media.MediaCounters;
import dev.parley.call.media.PacingWheel;
import dev.parley.call.media.Spoken;
import dev.parley.call.media.Tap;
import dev.parley.call.speech.TurnJudging;
import dev.parley.compliance.Sensitive;
import dev.parley.dialog.Dialogue;
import dev.parley.dialog.Opening;
import dev.parley.meter.Meters;
import dev.parley.providers.local.VoskRecognizer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/// One call in virtual time: the ear, the voice activity, the recognizer and the conversation of a
/// real call; only the mouth is a model. One thread; the same parts give the same call.
final class LivedCall implements AutoCloseable {
    private static final MediaCounters COUNTERS = MediaCounters.of(Meters.NONE);
    private static final LegTraits TRAITS =
            new LegTraits("bench", Codec.MULAW_8K, Playout.CLOCK, true, Duration.ZERO, false);

    private final Conversation conversation;
    private final CallerSound line;
    private final Queue<Input> inputs = new ArrayDeque<>();
    private final VirtualMouth mouth = new VirtualMouth(inputs::add);
    private final AgentVoice voice;
    private final Room room;
    private final Spoken spoken = new Spoken(0);
    private final Ear ear;
    private final List<Edge> edges = new ArrayList<>();
    private final List<Long> spoke = new ArrayList<>();
    private final List<Long> cuts = new ArrayList<>();
    private final List<Long> holds = new ArrayList<>();
    private final List<Answer> judged = new ArrayList<>();
    private long now;

    /// What a model answered, and when it comes.
    private record Answer(long at, double complete, DoubleConsumer to) {}

    /// What voice activity told, and when: for judging rules that know nothing else.
    ///
    /// @param at milliseconds of the call when it was told
    /// @param starts speech began, else it stopped
    /// @param silence milliseconds of silence that have passed when it stopped
    record Edge(long at, boolean starts, long silence) {}

    LivedCall(
            VoskRecognizer recognizer,
            PacingWheel wheel,
            ConversationSettings settings,
            Dialogue dialogue,
            CallerSound line,
            AgentVoice voice,
            Room room,
            @Nullable BenchJudge judge) {
        this.line = line;
        this.voice = voice;
        this.room = room;
        conversation = new Conversation(settings, Phrases.english(), dialogue);
        ear =
                Ear.open(
                        new ListeningLeg(TRAITS),
                        wheel,
                        new NeuralVoiceActivity(),
                        new InPlace(recognizer, true),
                        judge == null ? null : new Judging(judge),
                        inputs::add,
                        _ -> {},
                        Tap.NONE,
                        spoken,
                        COUNTERS,
                        () -> now * 1_000_000);
        perform(conversation.on(new Input.Opened(opening()), tick()));
        settle();
    }

    private static Opening opening() {
        return new Opening(
                "bench",
                LocalDateTime.of(2026, 11, 21, 10, 0),
                ZoneOffset.UTC,
                1,
                Sensitive.of(""),
                "",
                Map.of());
    }

    /// Milliseconds of the call.
    long now() {
        return now;
    }

    boolean isAgentSpeaking() {
        return mouth.isSpeaking();
    }

    boolean isAgentBusy() {
        return mouth.isBusy();
    }

    boolean isOver() {
        return conversation.isOver();
    }

    List<Edge> edges() {
        return edges;
    }

    /// When the agent began to answer, milliseconds of the call.
    List<Long> spoke() {
        return spoke;
    }

    /// When the agent fell silent until it was decided.
    List<Long> holds() {
        return holds;
    }

    /// When the agent was stopped.
    List<Long> cuts() {
        return cuts;
    }

    /// Lives the next 20 ms.
    void goOn() {
        var said = voice.frame(mouth.text(), mouth.saidMillis(now));
        long print = voice.print(said);
        if (print != SoundPrint.SILENCE) {
            spoken.plays(now * 1_000_000, print);
        }
        now += CallerSound.FRAME_MILLIS;
        var frame = line.frame(room.echo(said));
        ear.audio(frame, 0, frame.length, now - CallerSound.FRAME_MILLIS);
        settle();
    }

    private void settle() {
        for (var answer : List.copyOf(judged)) {
            if (answer.at() <= now) {
                judged.remove(answer);
                answer.to().accept(answer.complete());
            }
        }
        mouth.advance(now);
        while (!conversation.isOver()) {
            var input = inputs.poll();
            if (input != null) {
                note(input);
                perform(conversation.on(input, tick()));
            } else if (tick().isAtOrAfter(conversation.nextDeadline())) {
                perform(conversation.onDeadline(tick()));
            } else {
                return;
            }
        }
    }

    private void note(Input input) {
        switch (input) {
            case Input.Ear.SpeechStarted _ -> edges.add(new Edge(now, true, 0));
            case Input.Ear.SpeechStopped(long _, long _, long silence) ->
                    edges.add(new Edge(now, false, silence));
            default -> {}
        }
    }

    private void perform(List<Effect> effects) {
        for (var effect : effects) {
            switch (effect) {
                case Effect.Speak(long reply, int sentence, var text) -> {
                    if (sentence == 0) {
                        spoke.add(now);
                    }
                    mouth.speak(reply, sentence, text);
                }
                case Effect.EndReply(long reply) -> mouth.endReply(reply);
                case Effect.CutReply(long reply) -> {
                    cuts.add(now);
                    mouth.cut(reply, now);
                }
                case Effect.PauseReply(long reply) -> {
                    holds.add(now);
                    mouth.pause(reply, now);
                }
                case Effect.ResumeReply(long reply) -> mouth.resume(reply, now);
                case Effect.Listen(var expectation) -> ear.listen(expectation);
                case Effect.FinishUtterance(long utterance) -> ear.finish(utterance);
                case Effect.CancelUtterance(long utterance) -> ear.cancel(utterance);
                case Effect.JudgeTurn(long pause) -> ear.judge(pause);
                default -> {}
            }
        }
    }

    private Tick tick() {
        return Tick.ofMillis(now);
    }

    @Override
    public void close() {
        ear.close();
    }

    /// The model answers after as long as it takes on a processor of its own.
    private final class Judging implements TurnJudging {
        private static final long TAKES_MILLIS = 80;

        private final BenchJudge judge;

        Judging(BenchJudge judge) {
            this.judge = judge;
        }

        @Override
        public Duration longest() {
            return judge.model().longest();
        }

        @Override
        public void judge(short[] samples, DoubleConsumer answer) {
            judged.add(new Answer(now + TAKES_MILLIS, judge.complete(samples), answer));
        }
    }
}
