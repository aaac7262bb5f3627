package dev.parley.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CallIdsTest {
    @Test
    void ids_are_version_7_uuids_that_sort_by_time_and_do_not_repeat() {
        var noon = Instant.parse("2026-11-24T12:00:00Z");
        var early = new CallIds(Clock.fixed(noon, ZoneOffset.UTC));
        var late = new CallIds(Clock.fixed(noon.plusMillis(1), ZoneOffset.UTC));

        var seen = new HashSet<String>();
        for (int i = 0; i < 1000; i++) {
            seen.add(early.next());
        }

        assertThat(seen).hasSize(1000);
        assertThat(seen).allMatch(id -> id.compareTo(late.next()) < 0);
        assertThat(UUID.fromString(early.next()).version()).isEqualTo(7);
        assertThat(UUID.fromString(early.next()).variant()).isEqualTo(2);
    }
}
