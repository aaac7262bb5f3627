package dev.parley.bench.hearing;

import dev.parley.audio.vad.NeuralVoiceActivity;
import dev.parley.bench.listening.InPlace;
import dev.parley.bench.listening.ListeningLeg;
import dev.parley.call.conversation.EndpointingSettings;
import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.media.Ear;
import dev.parley.call.media.MediaCounters;
import dev.parley.call.media.PacingWheel;
import dev.parley.call.media.Tap;
import dev.parley.dialog.flow.SlotListening;
import dev.parley.dialog.slot.AskedAt;
import dev.parley.meter.Meters;
import dev.parley.providers.local.VoskRecognizer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/// One answer of one call, in a time of its own: wire format goes through the ear of a call (gap
/// fill, 16 kHz copy, voice activity, recognizer), and the turn ends after as much silence as the
/// words so far need. One thread.
final class HeardCall {
    private static final EndpointingSettings TIMES = EndpointingSettings.defaults();
    private static final MediaCounters COUNTERS = MediaCounters.of(Meters.NONE);
    private static final long FRAME_NANOS = 20_000_000;
    private static final long NOISE_MILLIS = 300;

    private final SlotListening question;
    private final AskedAt at;
    private final Queue<Input> inputs = new ArrayDeque<>();
    private long now;
    private long utterance;
    private long silentSince = Long.MAX_VALUE;
    private long speechMillis;
    private long speechStarted;
    private String words = "";
    private boolean answered;

    private HeardCall(SlotListening question, AskedAt at) {
        this.question = question;
        this.at = at;
    }

    /// The words of the answer, empty if none was understood.
    ///
    /// @param wire the line from the start of the question to well after the answer
    static String words(
            VoskRecognizer recognizer,
            PacingWheel wheel,
            boolean suppressesNoise,
            LegTraits traits,
            byte[] wire,
            SlotListening question,
            AskedAt at) {
        var call = new HeardCall(question, at);
        var engine = new InPlace(recognizer, suppressesNoise);
        try (var ear =
                Ear.open(
                        new ListeningLeg(traits),
                        wheel,
                        new NeuralVoiceActivity(),
                        engine,
                        null,
                        call.inputs::add,
                        _ -> {},
                        Tap.NONE,
                        COUNTERS,
                        () -> call.now)) {
            ear.listen(question.expectation(at));
            call.hear(ear, wire, traits.codec().frameBytes());
        }
        return call.words;
    }

    private void hear(Ear ear, byte[] wire, int frame) {
        for (int from = 0; from + frame <= wire.length && !answered; from += frame) {
            now += FRAME_NANOS;
            ear.audio(wire, from, frame, (long) from / frame * 20);
            drain(ear);
        }
        if (!answered && utterance > 0) {
            ear.finish(utterance);
            drain(ear);
        }
    }

    private void drain(Ear ear) {
        for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
            take(input);
        }
        if (silentSince != Long.MAX_VALUE && now / 1_000_000 - silentSince >= needed().toMillis()) {
            silentSince = Long.MAX_VALUE;
            ear.finish(utterance);
            for (Input input = inputs.poll(); input != null; input = inputs.poll()) {
                take(input);
            }
        }
    }

    private Duration needed() {
        if (words.isEmpty()) {
            return TIMES.open();
        }
        return switch (question.completeness(words, at)) {
            case COMPLETE -> TIMES.complete();
            case OPEN -> TIMES.open();
            case PARTIAL -> TIMES.partial();
        };
    }

    private void take(Input input) {
        switch (input) {
            case Input.Ear.SpeechStarted(long number, long media) -> {
                utterance = number;
                speechStarted = media;
                silentSince = Long.MAX_VALUE;
            }
            case Input.Ear.SpeechStopped(long _, long last, long silence) -> {
                speechMillis += Math.max(0, last - speechStarted);
                silentSince = now / 1_000_000 - silence;
            }
            case Input.Ear.PartialWords(long _, var partial) -> words = partial.reveal();
            case Input.Ear.FinalWords(long _, var last) -> {
                words = last.reveal();
                // Without words, a short sound is noise and no answer.
                answered = !words.isEmpty() || speechMillis >= NOISE_MILLIS;
            }
            case Input.Ear.RecognitionFailed _ -> throw new IllegalStateException("not recognized");
            default -> {}
        }
    }
}
