package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meter.Meters;
import dev.parley.store.CallRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The clock of the machine is set while a call is under way.
@ExtendWith(Databases.class)
final class WallClockTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// Runs, and can be set.
    private static final class SettableClock extends Clock {
        private volatile Duration set = Duration.between(Instant.now(), Office.NOON.instant());

        void set(Duration by) {
            set = set.plus(by);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(set);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }
    }

    @Test
    void caller_notices_nothing_when_the_clock_is_set_hours_forward_and_back(Database database)
            throws Exception {
        var clock = new SettableClock();
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE, null, clock, Watcher.NONE)) {
            var caller = office.call().until(Caller.DAY);
            clock.set(Duration.ofHours(5));
            caller.press("1124");
            caller.until(Caller.TIME);
            clock.set(Duration.ofHours(-11));
            caller.press("0930");
            assertThat(caller.hearOut()).contains("Your appointment is booked");
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);

            var record = postgres.callRecords().find(caller.id()).orElseThrow();
            assertThat(Duration.between(record.header().startedAt(), record.header().endedAt()))
                    .isBetween(Duration.ZERO, Duration.ofMinutes(5));
            assertThat(record.turns()).extracting(CallRecord.Turn::at).isSorted();
            assertThat(record.toolCalls()).extracting(CallRecord.ToolCall::at).isSorted();
            assertThat(record.events()).extracting(CallRecord.Event::at).isSorted();
            assertThat(record.toolCalls())
                    .extracting(CallRecord.ToolCall::tookMillis)
                    .allSatisfy(millis -> assertThat(millis).isBetween(0L, 60_000L));
            assertThat(office.call().hearOut())
                    .as("the next call lives by the new time")
                    .contains("Thank you for calling");
        }
    }
}
