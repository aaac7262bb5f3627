package dev.parley.call;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;

/// What the calls of a server count together.
///
/// @param cuts from the order to cut a reply until its flush had left
/// @param writtenRefused written words for which there was no room
/// @param mailboxDrops inputs for which there was no room
/// @param foreseenAsked answers asked for while the caller paused
/// @param foreseenUsed those that were the answer then
/// @param generatedDrops generations cut because nobody read them in time
/// @param meters for what is counted by names
record CallMeters(
        Meters.Timer cuts,
        Meters.Counter writtenRefused,
        Meters.Counter mailboxDrops,
        Meters.Counter foreseenAsked,
        Meters.Counter foreseenUsed,
        Meters.Counter generatedDrops,
        Meters meters) {
    static CallMeters of(Meters meters) {
        return new CallMeters(
                meters.timer(Metric.CUT_LATENCY),
                meters.counter(Metric.QUEUE_DROPS, "written"),
                meters.counter(Metric.QUEUE_DROPS, "mailbox"),
                meters.counter(Metric.ANSWERS_FORESEEN, "asked"),
                meters.counter(Metric.ANSWERS_FORESEEN, "used"),
                meters.counter(Metric.QUEUE_DROPS, "generated"),
                meters);
    }

    /// A call went from one agent of a team to another, by their names.
    void handedOver(String from, String to) {
        meters.counter(Metric.HANDOFFS, from, to).increment();
    }
}
