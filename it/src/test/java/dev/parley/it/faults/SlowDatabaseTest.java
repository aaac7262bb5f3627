package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.sim.faults.Fault;
import dev.parley.sim.faults.Reaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The database is there, but slow, busy, or not heard.
@ExtendWith(Databases.class)
final class SlowDatabaseTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String BOOKED = "Your appointment is booked";
    private static final String NOTHING = "Nothing is booked";
    private static final String UNKNOWN = "do not know whether the booking went through";

    @Test
    void caller_whose_booking_was_stored_but_not_answered_hears_that_it_is_booked(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            var cut =
                    database.proxy()
                            .when(Reaction.CUT_ANSWER, "INSERT INTO appointments", "COMMIT");
            caller.press("1");
            assertThat(caller.hearOut()).contains(BOOKED);
            assertThat(cut.getCount()).as("it was cut").isZero();
            assertThat(database.list("SELECT call_id FROM garage.appointments"))
                    .containsExactly(caller.id());
        }
    }

    @Test
    void caller_whose_booking_was_cut_before_it_was_stored_hears_that_it_is_booked_and_it_is(
            Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            var cut =
                    database.proxy()
                            .when(Reaction.CUT_BEFORE, "INSERT INTO appointments", "COMMIT");
            caller.press("1");
            assertThat(caller.hearOut()).contains(BOOKED);
            assertThat(cut.getCount()).as("it was cut").isZero();
            assertThat(database.list("SELECT call_id FROM garage.appointments"))
                    .containsExactly(caller.id());
        }
    }

    @Test
    void caller_whose_booking_nobody_can_be_sure_of_is_told_so(Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            var cut =
                    database.proxy()
                            .when(Reaction.CUT_ANSWER, "INSERT INTO appointments", "COMMIT");
            caller.press("1");
            assertThat(cut.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            database.proxy().refuse();
            assertThat(caller.hearOut()).doesNotContain(BOOKED).doesNotContain(NOTHING);
            assertThat(caller.told()).contains(UNKNOWN);
            assertThat(database.count("garage.appointments")).as("it stands").isEqualTo(1);
        }
    }

    @Test
    void caller_at_a_database_slow_by_ten_seconds_hears_that_it_is_worked_on_and_then_the_truth(
            Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            database.proxy().set(new Fault.Slow(Duration.ofSeconds(10)));
            caller.press("1");
            caller.until(Caller.CALL_BACK);
            assertThat(caller.told())
                    .contains("One moment please, I am booking it.")
                    .contains(UNKNOWN)
                    .doesNotContain(BOOKED);
            database.proxy().resume();
            caller.press("2");
            caller.hearOut();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
        }
    }

    @Test
    void caller_while_every_connection_is_in_use_is_told_that_nothing_is_booked(Database database)
            throws Exception {
        var meters = new CountingMeters();
        try (var postgres = database.open(meters);
                var office = new Office(postgres, meters)) {
            var caller = office.call().until(Caller.READ_BACK);
            var release = new CountDownLatch(1);
            try {
                holdEveryConnection(office, release);
                caller.press("1");
                caller.until(Caller.CALL_BACK);
            } finally {
                release.countDown();
            }
            assertThat(caller.told()).contains(NOTHING).doesNotContain(BOOKED);
            assertThat(meters.of(Metric.DATABASE_EXHAUSTED)).isPositive();
            assertThat(database.count("garage.appointments")).isZero();
            caller.press("2");
            caller.hearOut();
            assertThat(office.call().hearOut()).as("there is room again").contains(BOOKED);
        }
    }

    private static void holdEveryConnection(Office office, CountDownLatch release)
            throws InterruptedException {
        var held = new CountDownLatch(10);
        for (var i = 0; i < 10; i++) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            office.books.inTransaction(_ -> {
                                held.countDown();
                                try {
                                    return release.await(1, TimeUnit.MINUTES);
                                } catch (InterruptedException e) {
                                    throw new SQLException(e);
                                }
                            });
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    });
        }
        assertThat(held.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void caller_behind_a_lock_that_is_not_given_up_is_told_that_nothing_is_booked(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE);
                var other = database.direct()) {
            var caller = office.call().until(Caller.READ_BACK);
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK garage.appointments IN EXCLUSIVE MODE");
            caller.press("1");
            caller.until(Caller.CALL_BACK);
            assertThat(caller.told()).contains(NOTHING).doesNotContain(BOOKED);
            other.rollback();
            assertThat(database.count("garage.appointments")).isZero();
            caller.press("2");
            caller.hearOut();
        }
    }

    @Test
    void caller_talks_on_while_answers_of_the_database_are_garbage(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.READ_BACK);
            database.proxy().set(new Fault.Garbage(4));
            caller.press("1");
            caller.until(Caller.CALL_BACK);
            assertThat(caller.told()).doesNotContain(BOOKED);
            database.proxy().resume();
            database.proxy().cut();
            caller.press("2");
            caller.hearOut();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
        }
    }

    @Test
    void caller_is_not_kept_waiting_by_a_database_that_swallows_everything(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            database.proxy().set(new Fault.BlackHole());
            var caller = office.call();
            assertThat(caller.hearOut())
                    .contains("cannot see our customer records right now")
                    .doesNotContain(BOOKED);
            database.proxy().resume();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
            assertThat(office.call().hearOut()).contains(BOOKED);
        }
    }

    @Test
    void health_is_answered_at_once_while_the_database_swallows_everything(Database database)
            throws Exception {
        try (var postgres = database.open(Meters.NONE)) {
            database.proxy().set(new Fault.BlackHole());
            var limit = System.nanoTime() + LIMIT.toNanos();
            while (postgres.ready().isEmpty()) {
                assertThat(System.nanoTime()).as("trouble is noticed").isLessThan(limit);
                Thread.onSpinWait();
            }
            assertTimeout(
                    Duration.ofSeconds(1),
                    () -> {
                        for (var i = 0; i < 1_000; i++) {
                            assertThat(postgres.ready()).isPresent();
                        }
                    });
            database.proxy().resume();
            while (postgres.ready().isPresent()) {
                assertThat(System.nanoTime()).as("its end is noticed").isLessThan(limit);
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void transaction_that_somebody_forgot_is_ended_by_the_database_and_its_locks_are_free(
            Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            assertThat(office.one("SHOW idle_in_transaction_session_timeout")).isEqualTo("1min");
            assertThat(office.one("SHOW statement_timeout")).isEqualTo("15s");
            assertThatThrownBy(() ->
                            office.books.inTransaction(connection -> {
                                var forgot = connection.createStatement();
                                forgot.execute(
                                        "SET LOCAL idle_in_transaction_session_timeout = 50");
                                forgot.execute("LOCK appointments");
                                awaitNoLock(database);
                                return forgot.execute("SELECT 1");
                            }))
                    .isInstanceOf(SQLException.class);
            assertThat(office.call().hearOut()).contains(BOOKED);
        }
    }

    private static void awaitNoLock(Database database) throws SQLException {
        while (!database.list(
                        "SELECT 1 FROM pg_locks WHERE mode = 'AccessExclusiveLock'"
                                + " AND relation = 'garage.appointments'::regclass")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void record_is_stored_once_although_the_commit_came_through_long_after_it_was_given_up(
            Database database) throws Exception {
        try (var postgres = database.open(Meters.NONE);
                var office = new Office(postgres, Meters.NONE)) {
            var caller = office.call().until(Caller.DAY);
            assertThat(office.records.flush(LIMIT)).isTrue();
            var held = database.proxy().when(Reaction.HOLD, "parley.journal_positions", "COMMIT");
            caller.press("1124");
            assertThat(held.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            // The server gives up after ten seconds and asks on another connection how far it came;
            // then the first attempt comes through.
            var again = database.proxy().when(Reaction.NOTICE, "parley.journal_positions");
            assertThat(again.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            database.proxy().resume();
            caller.hearOut();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
        }
    }
}
