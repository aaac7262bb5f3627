package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.store.Postgres;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The database goes away in the middle of a call.
@ExtendWith(Databases.class)
final class DatabaseGoneTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void caller_is_told_that_nothing_is_booked_and_the_next_caller_books(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            database.proxy().refuse();
            caller.press("1");
            assertThat(caller.hearOut())
                    .contains("Nothing is booked")
                    .doesNotContain("is booked. We will see you");
            assertThat(database.count("garage.appointments")).isZero();
            assertThat(database.list("SELECT id FROM parley.calls WHERE ended_at IS NOT NULL"))
                    .as("its end waits in a file")
                    .isEmpty();

            database.proxy().resume();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
            var next = office.call();
            assertThat(next.hearOut()).contains("Your appointment is booked");
            assertThat(database.list("SELECT call_id FROM garage.appointments"))
                    .containsExactly(next.id());
        }
    }

    @Test
    void caller_during_an_outage_is_greeted_told_the_truth_and_recorded_later(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            database.proxy().refuse();
            var caller = office.call();
            assertThat(caller.hearOut())
                    .contains("Thank you for calling")
                    .contains("cannot see our customer records right now")
                    .doesNotContain("is booked. We will see you");
            database.proxy().resume();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
        }
    }

    @Test
    void call_back_that_cannot_be_noted_is_not_promised(Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            database.proxy().refuse();
            caller.press("1");
            caller.until(Caller.CALL_BACK);
            caller.press("1");
            assertThat(caller.hearOut()).doesNotContain("A colleague will call you back");
            assertThat(database.count("garage.callback_tasks")).isZero();
        }
    }

    @Test
    void killed_postmaster_is_started_again_under_the_call_which_goes_on() throws Exception {
        var meters = new CountingMeters();
        var folder = Files.createTempDirectory("parley-faults");
        try (var postgres = Postgres.embedded(folder, meters);
                var office = new Office(postgres, meters)) {
            var caller = office.call().until(Caller.DAY);
            var killed = Postmaster.of(folder);
            killed.kill();
            caller.press("1124");
            var told = caller.hearOut();
            Postmaster.awaitOther(folder, killed);
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
            assertThat(office.count("appointments"))
                    .as("booked as told:\n" + told)
                    .isEqualTo(told.contains("Your appointment is booked") ? 1 : 0);
            assertThat(meters.of(Metric.DATABASE_RESTARTS, "started")).isEqualTo(1);
            assertThat(office.call().hearOut()).contains("Your appointment is booked");
        } finally {
            Database.delete(folder);
        }
    }
}
