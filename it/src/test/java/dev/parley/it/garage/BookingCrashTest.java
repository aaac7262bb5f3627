package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GaragePostgres.class)
final class BookingCrashTest {
    private static final String BOOK = "book_appointment";

    /// Ends the server process of a connection after all work was done and before the commit.
    private record CutBeforeCommit(Database database) implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) throws SQLException {
            return database.inTransaction(connection -> {
                T result = work.run(connection);
                terminate(process(connection));
                return result;
            });
        }

        private static int process(Connection connection) throws SQLException {
            try (var query = connection.createStatement();
                    var rows = query.executeQuery("SELECT pg_backend_pid()")) {
                rows.next();
                return rows.getInt(1);
            }
        }

        private void terminate(int process) throws SQLException {
            boolean ended =
                    database.inTransaction(other -> {
                        try (var query = other.createStatement();
                                var rows =
                                        query.executeQuery(
                                                "SELECT pg_terminate_backend("
                                                        + process
                                                        + ", 5000)")) {
                            rows.next();
                            return rows.getBoolean(1);
                        }
                    });
            assertThat(ended).isTrue();
        }
    }

    /// Has no connection to give.
    private record Down() implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) throws SQLException {
            throw new SQLException("no connection within 2 s", "08001");
        }
    }

    /// Commits, and loses the answer on the way back.
    private record CutAfterCommit(Database database) implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) throws SQLException {
            database.inTransaction(work);
            throw new SQLException("connection lost", "08006");
        }
    }

    /// Misbehaves for the first transactions only.
    private static final class Recovering implements Database {
        private final Database broken;
        private final Database healthy;
        private int failuresLeft;

        Recovering(Database broken, Database healthy, int failures) {
            this.broken = broken;
            this.healthy = healthy;
            this.failuresLeft = failures;
        }

        @Override
        public <T> T inTransaction(Work<T> work) throws SQLException {
            return failuresLeft-- > 0 ? broken.inTransaction(work) : healthy.inTransaction(work);
        }
    }

    private static Map<String, Object> wish(Garage garage) throws SQLException {
        return garage.owner("+12125550147").booking("oil_change", "2026-11-23", "09:30");
    }

    @Test
    void connection_that_dies_before_the_commit_leaves_nothing(Garage garage) throws Exception {
        var wish = wish(garage);
        var broken = Garage.desk(1, new CutBeforeCommit(garage.database()));
        assertThat(broken.call(BOOK, "key-1", wish).error()).isEqualTo("timed-out");
        assertThat(garage.count("appointments")).isZero();
        assertThat(garage.desk(1).call(BOOK, "key-1", wish).succeeded()).isTrue();
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void answer_lost_after_the_commit_is_found_by_a_later_attempt(Garage garage) throws Exception {
        var wish = wish(garage);
        var broken = Garage.desk(1, new CutAfterCommit(garage.database()));
        assertThat(broken.call(BOOK, "key-1", wish).error())
                .as("it stands, but this desk cannot know")
                .isEqualTo("timed-out");
        assertThat(garage.count("appointments")).isEqualTo(1);
        assertThat(garage.desk(1).call(BOOK, "key-1", wish).data())
                .containsEntry(
                        "appointment_id", garage.text("SELECT appointment_id FROM appointments"));
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void one_lost_connection_is_not_heard_by_the_caller(Garage garage) throws Exception {
        var owners = garage.owners(2);
        Database database = garage.database();
        var before = Garage.desk(1, new Recovering(new CutBeforeCommit(database), database, 1));
        var after = Garage.desk(1, new Recovering(new CutAfterCommit(database), database, 1));
        var first = owners.get(0).booking("oil_change", "2026-11-23", "09:30");
        var second = owners.get(1).booking("oil_change", "2026-11-23", "10:30");
        assertThat(before.call(BOOK, "key-1", first).succeeded()).isTrue();
        assertThat(after.call(BOOK, "key-2", second).succeeded()).isTrue();
        assertThat(garage.count("appointments")).isEqualTo(2);
    }

    @Test
    void database_that_gives_no_connection_fails_with_nothing_to_be_unsure_about(Garage garage)
            throws Exception {
        var wish = wish(garage);
        var down = Garage.desk(1, new Down());
        assertThatThrownBy(() -> down.call(BOOK, "key-1", wish)).isInstanceOf(SQLException.class);
    }
}
