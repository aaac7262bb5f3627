package dev.parley.call;

import dev.parley.call.conversation.Effect;
import dev.parley.call.conversation.TurnTimes;
import dev.parley.call.media.Mouth.ReplyStart;
import dev.parley.call.record.CallStore.ReplyLatency;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Measures how long the caller waited for each answer: from the last sound of the turn, by media
/// time, to the answer's first frame on the wire, split into its parts. The call's thread only.
final class ReplyWatch {
    private final Timers timers;
    private int turn;
    private @Nullable TurnTimes times;
    private long reply;
    private long spokenMillis;

    /// The timers of the parts, looked up once for all calls.
    record Timers(
            Meters.Timer endpointing,
            Meters.Timer recognition,
            Meters.Timer dialog,
            Meters.Timer synthesis,
            Meters.Timer playout,
            Meters.Timer total) {
        static Timers of(Meters meters) {
            return new Timers(
                    meters.timer(Metric.REPLY_LATENCY, "endpointing"),
                    meters.timer(Metric.REPLY_LATENCY, "recognition"),
                    meters.timer(Metric.REPLY_LATENCY, "dialog"),
                    meters.timer(Metric.REPLY_LATENCY, "synthesis"),
                    meters.timer(Metric.REPLY_LATENCY, "playout"),
                    meters.timer(Metric.REPLY_LATENCY, "total"));
        }
    }

    /// The latency of the reply that answered `turn`.
    record Measured(int turn, ReplyLatency latency) {}

    ReplyWatch(Timers timers) {
        this.timers = timers;
    }

    /// A spoken turn of the caller waits for its answer; a typed one is not measured.
    void asked(Effect.Fact.CallerTurn fact) {
        turn = fact.turn();
        times = isSpoken(fact) ? fact.times() : null;
        reply = 0;
    }

    /// Whether the caller made a sound of which the end is known.
    static boolean isSpoken(Effect.Fact.CallerTurn fact) {
        return !fact.typed() && fact.times().speechEnded() >= 0;
    }

    /// A sentence is to be spoken; the first after a turn begins the answer.
    void answers(long newReply, Tick now) {
        if (times != null && reply == 0) {
            reply = newReply;
            spokenMillis = now.millis();
        }
    }

    /// The first frame of a reply left, at `readyMillis` and `sentMillis` of the call.
    Optional<Measured> began(ReplyStart start, long readyMillis, long sentMillis) {
        var asked = times;
        if (asked == null || start.reply() != reply) {
            return Optional.empty();
        }
        times = null;
        // The times of an utterance are tied to the call when it begins; if its first sound was
        // held
        // up, its end seems later than it was, even later than the decision that it had ended.
        long speechEnded = Math.min(asked.speechEnded(), asked.decided());
        long recognized = Math.max(asked.decided(), asked.recognized());
        long ready = Math.max(readyMillis, spokenMillis);
        long sent = Math.max(sentMillis, ready);
        var latency =
                new ReplyLatency(
                        part(timers.endpointing, asked.decided() - speechEnded),
                        part(timers.recognition, recognized - asked.decided()),
                        part(timers.dialog, spokenMillis - recognized),
                        part(timers.synthesis, ready - spokenMillis),
                        part(timers.playout, sent - ready),
                        part(timers.total, sent - speechEnded));
        return Optional.of(new Measured(turn, latency));
    }

    private static long part(Meters.Timer timer, long millis) {
        long positive = Math.max(0, millis);
        timer.record(Duration.ofMillis(positive));
        return positive;
    }
}
