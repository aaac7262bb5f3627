package dev.parley.call.sound;

import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is counted of the sound of all calls, looked up once. Any thread.
final class SoundMeters {
    private final Meters.Timer gap;
    private final Meters.Timer rest;
    private final Meters.Timer talkOver;
    private final Meters.Timer deadAir;
    private final Meters.Counter drops;
    private final Map<TurnSound.Kind, Meters.Counter> turns = new EnumMap<>(TurnSound.Kind.class);

    SoundMeters(Meters meters) {
        gap = meters.timer(Metric.TURN_GAP);
        rest = meters.timer(Metric.TURN_GAP_REST);
        talkOver = meters.timer(Metric.TALK_OVER);
        deadAir = meters.timer(Metric.DEAD_AIR);
        drops = meters.counter(Metric.QUEUE_DROPS, "sound-levels");
        for (var kind : TurnSound.Kind.values()) {
            turns.put(
                    kind,
                    meters.counter(
                            Metric.TURNS_SOUNDED,
                            kind.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
    }

    /// Levels and words for which there was no room, or no place any more.
    Meters.Counter drops() {
        return drops;
    }

    void turn(String callId, TurnSound sound, @Nullable ReplyLatency parts) {
        var counter = turns.get(sound.kind());
        if (counter != null) {
            counter.increment();
        }
        sound.gap().ifPresent(millis -> gap.record(Duration.ofMillis(millis), callId));
        if (parts != null) {
            sound.rest(parts)
                    .ifPresent(millis -> rest.record(Duration.ofMillis(Math.abs(millis)), callId));
        }
    }

    void call(String callId, CallSound sound) {
        talkOver.record(Duration.ofMillis(sound.talkOver()), callId);
        deadAir.record(Duration.ofMillis(sound.deadAir()), callId);
    }
}
