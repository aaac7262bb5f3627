package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.replay.Replays;
import dev.parley.call.EndReason;
import dev.parley.call.journal.CallJournal;
import dev.parley.meter.Meters;
import java.io.BufferedReader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A call through the whole server, with threads, tools and a database, is replayed from what was
/// journalled of it.
@ExtendWith(Databases.class)
final class ReplayedCallTest {
    @Test
    void call_that_was_held_is_replayed_to_the_same_effects(Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call();
            caller.until(Caller.TIME).hangUp();
            assertThat(caller.endReason()).isEqualTo(EndReason.CALLER_HUNG_UP);
            assertThat(office.records.flush(Duration.ofSeconds(60))).isTrue();

            var journal = postgres.callRecords().journal(caller.id()).orElseThrow();
            var result = Replays.asItWas(journal);
            assertThat(result.difference()).isEmpty();
            assertThat(result.steps()).hasSize(journal.steps().size()).hasSizeGreaterThan(20);

            var file = new StringWriter();
            journal.write(file);
            var read = CallJournal.read(new BufferedReader(new StringReader(file.toString())));
            assertThat(read).isEqualTo(journal);
        }
    }
}
