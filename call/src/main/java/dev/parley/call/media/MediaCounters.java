package dev.parley.call.media;

import dev.parley.meter.Meters;
import dev.parley.meter.Meters.Counter;
import dev.parley.meter.Metric;

/// The counters of the stops on both ways of a frame, looked up once and shared by all calls.
///
/// @param decoded frames that came and were decoded
/// @param undecodable messages with half a sample
/// @param filled 20 ms of silence put in for sound that did not come
/// @param trimmed frames dropped because a burst after a stall was older than 200 ms
/// @param ahead frames dropped because the peer sent more than 2 s above real time
/// @param listened frames that went through voice activity
/// @param recognized frames given to the recognizer
/// @param own frames that were the agent's own voice, come back
/// @param ownUtterances utterances that turned out to be nothing else
/// @param sent frames of speech sent
/// @param silence frames of silence sent
/// @param refused frames the leg could not take
/// @param underruns gaps within a sentence because the voice was late
/// @param marksMissed carriers that confirmed nothing in time
/// @param sentencesRefused sentences beyond the bound of a mouth
/// @param voiceWaits engine threads held back by a full sentence
public record MediaCounters(
        Counter decoded,
        Counter undecodable,
        Counter filled,
        Counter trimmed,
        Counter ahead,
        Counter listened,
        Counter recognized,
        Counter own,
        Counter ownUtterances,
        Counter sent,
        Counter silence,
        Counter refused,
        Counter underruns,
        Counter marksMissed,
        Counter sentencesRefused,
        Counter voiceWaits) {
    public static MediaCounters of(Meters meters) {
        return new MediaCounters(
                meters.counter(Metric.FRAMES, "decoded"),
                meters.counter(Metric.FRAMES, "undecodable"),
                meters.counter(Metric.FRAMES, "filled"),
                meters.counter(Metric.FRAMES, "trimmed"),
                meters.counter(Metric.FRAMES, "ahead"),
                meters.counter(Metric.FRAMES, "listened"),
                meters.counter(Metric.FRAMES, "recognized"),
                meters.counter(Metric.FRAMES, "own"),
                meters.counter(Metric.OWN_UTTERANCES),
                meters.counter(Metric.FRAMES, "sent"),
                meters.counter(Metric.FRAMES, "silence"),
                meters.counter(Metric.FRAMES, "refused"),
                meters.counter(Metric.SOUND_GAPS),
                meters.counter(Metric.MARKS_MISSED),
                meters.counter(Metric.QUEUE_DROPS, "sentences"),
                meters.counter(Metric.QUEUE_WAITS, "voice"));
    }
}
