package dev.parley.call.sound;

import dev.parley.audio.G711;
import dev.parley.call.leg.LegTraits.Codec;
import dev.parley.call.record.CallSound;
import dev.parley.call.record.CallStore.Entry;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.call.record.TurnSound;
import dev.parley.meter.Meters;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A call of sound laid on two tracks, carried frame by frame as the taps carry it, and measured.
final class MeasuredCall {
    private static final long START = 1_000_000_000_000L;
    private static final ReplyLatency PARTS = new ReplyLatency(300, 40, 2, 60, 0, 402);

    private final short[] caller;
    private final short[] agent;
    private final TreeMap<Long, List<Runnable>> told = new TreeMap<>();
    private final List<Entry> kept = new ArrayList<>();
    final SoundWatch watch =
            new SoundWatch(
                    "c1",
                    Codec.MULAW_8K,
                    START,
                    new SoundMeters(Meters.NONE),
                    kept::add,
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    () -> {});

    MeasuredCall(long millis) {
        caller = new short[Sounds.samples(millis)];
        agent = new short[Sounds.samples(millis)];
    }

    /// The caller makes a sound that no detector of speech hears.
    MeasuredCall caller(long at, short[] sound) {
        mix(caller, at, sound);
        return this;
    }

    /// The caller says something, and the detector of speech hears it, to within 40 ms.
    MeasuredCall says(long at, short[] sound) {
        caller(at, sound);
        long end = at + sound.length * 1000L / Sounds.RATE;
        at(at + 80, () -> watch.voice(Sounds.samples(at + 20)));
        at(end + 200, () -> watch.voiceEnded(Sounds.samples(end + 40)));
        return this;
    }

    MeasuredCall agent(long at, short[] sound) {
        mix(agent, at, sound);
        return this;
    }

    /// The conversation takes a turn and its answer's first frame plays at this time.
    MeasuredCall answered(int turn, long plays) {
        at(
                plays,
                () -> {
                    watch.asked(turn, true);
                    watch.replied(turn, turn, START + plays * 1_000_000, 0, PARTS);
                });
        return this;
    }

    /// What is flushed from here on is not on the track either.
    MeasuredCall cut(int reply, long at) {
        at(
                at,
                () -> {
                    watch.cutAgent(START + at * 1_000_000);
                    watch.cut(reply);
                });
        return this;
    }

    MeasuredCall at(long millis, Runnable what) {
        told.computeIfAbsent(millis / 20 * 20, _ -> new ArrayList<>()).add(what);
        return this;
    }

    MeasuredCall held(long at, boolean isHeld) {
        return at(at, () -> watch.held(isHeld, START + at * 1_000_000));
    }

    /// Lets the call pass; the agent's frames leave so long before they play.
    MeasuredCall run(long leadMillis) {
        long millis = caller.length * 1000L / Sounds.RATE;
        for (long now = 0; now < millis; now += 20) {
            frame(caller, now, true);
            if (now == 0) {
                for (long ahead = 0; ahead < leadMillis; ahead += 20) {
                    frame(agent, ahead, false);
                }
            }
            frame(agent, now + leadMillis, false);
            told.getOrDefault(now, List.of()).forEach(Runnable::run);
            if (now % 100 == 0) {
                watch.round(START + now * 1_000_000);
            }
        }
        watch.finish(START + millis * 1_000_000, 0);
        watch.round(START + millis * 1_000_000);
        return this;
    }

    private void frame(short[] track, long at, boolean isCaller) {
        int from = Sounds.samples(at);
        if (from + 160 > track.length) {
            return;
        }
        byte[] payload = new byte[160];
        G711.encodeMuLaw(track, from, 160, payload, 0);
        if (isCaller) {
            watch.caller(from, payload, 0, 160);
        } else if (sounds(track, from)) {
            watch.agent(START + at * 1_000_000, payload, 0, 160);
        }
    }

    /// A mouth sends nothing while it has nothing to say.
    private static boolean sounds(short[] track, int from) {
        for (int i = from; i < from + 160; i++) {
            if (track[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private static void mix(short[] track, long at, short[] sound) {
        int from = Sounds.samples(at);
        for (int i = 0; i < sound.length && from + i < track.length; i++) {
            track[from + i] = (short) Math.clamp(track[from + i] + sound[i], -32768, 32767);
        }
    }

    List<TurnSound> turns() {
        return kept.stream()
                .filter(Entry.TurnSounded.class::isInstance)
                .map(entry -> ((Entry.TurnSounded) entry).sound())
                .toList();
    }

    TurnSound turn(int number) {
        return turns().stream().filter(turn -> turn.turn() == number).findFirst().orElseThrow();
    }

    CallSound sound() {
        return kept.stream()
                .filter(Entry.Sounded.class::isInstance)
                .map(entry -> ((Entry.Sounded) entry).sound())
                .findFirst()
                .orElseThrow();
    }
}
