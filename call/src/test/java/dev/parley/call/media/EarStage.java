package dev.parley.call.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.call.conversation.Input;
import dev.parley.call.leg.LegTraits;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.leg.LegTraits.Playout;
import dev.parley.call.speech.Recognizer;
import dev.parley.call.speech.TurnJudging;
import dev.parley.meter.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An ear on a leg, of 16 kHz unless said otherwise, with everything around it made by hand; frames
/// of 20 ms, loud or silent.
final class EarStage {
    final FakeActivity activity = new FakeActivity();
    final List<Input> told = new ArrayList<>();
    final Ear ear;
    private final Codec codec;
    private long nanos;
    private long mediaMillis;

    EarStage(@Nullable Recognizer recognizer) {
        this(recognizer, Codec.PCM_16K);
    }

    EarStage(@Nullable Recognizer recognizer, Codec codec) {
        this(recognizer, codec, null);
    }

    EarStage(@Nullable Recognizer recognizer, Codec codec, @Nullable TurnJudging judging) {
        this.codec = codec;
        var traits =
                new LegTraits("fake", codec, Playout.MARKS, true, Duration.ofMillis(200), false);
        ear =
                new Ear(
                        new FakeLeg(traits, () -> nanos),
                        activity,
                        recognizer,
                        judging,
                        told::add,
                        _ -> {},
                        Tap.NONE,
                        null,
                        MediaCounters.of(Meters.NONE),
                        () -> nanos);
    }

    /// The caller speaks for so long; frames come in real time.
    void speak(int millis) {
        frames(millis / 20, FakeActivity.LOUD, 20);
    }

    void quiet(int millis) {
        frames(millis / 20, 0, 20);
    }

    /// Time passes and the leg is not served at all.
    void stutter(int millis) {
        nanos += millis * 1_000_000L;
    }

    /// So many frames at once: a burst.
    void burst(int frames, int value) {
        frames(frames, value, 0);
    }

    /// The carrier's time goes on without sound being made into frames.
    void skip(int millis) {
        mediaMillis += millis;
    }

    /// The connection breaks for so long; the leg then counts its time from where it broke off.
    void away(int millis) {
        ear.away();
        nothing(millis);
        ear.back();
    }

    /// Time passes and nothing arrives; the wheel ticks the ear every 20 ms.
    void nothing(int millis) {
        for (int i = 0; i < millis / 20; i++) {
            nanos += 20_000_000;
            assertThat(ear.claimTick(nanos)).isTrue();
            ear.tick();
        }
    }

    /// The wheel asks for a tick; the leg's own thread comes to it, and to what arrived, only now.
    void lag(int millis) {
        assertThat(ear.claimTick(nanos)).isTrue();
        nanos += millis * 1_000_000L;
        ear.tick();
    }

    long heardMillis() {
        return activity.accepted / 16;
    }

    <T extends Input> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void frames(int count, int value, int stepMillis) {
        for (int i = 0; i < count; i++) {
            nanos += stepMillis * 1_000_000L;
            short[] samples = new short[Wire.frameSamples(codec)];
            Arrays.fill(samples, (short) value);
            byte[] payload = new byte[codec.frameBytes()];
            Wire.encode(codec, samples, 0, samples.length, payload, 0);
            ear.audio(payload, 0, payload.length, mediaMillis);
            mediaMillis += 20;
        }
    }
}
