package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.dialog.Database;
import java.sql.Connection;
import java.sql.SQLException;
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

    /// Commits, and loses the answer on the way back.
    private record CutAfterCommit(Database database) implements Database {
        @Override
        public <T> T inTransaction(Work<T> work) throws SQLException {
            database.inTransaction(work);
            throw new SQLException("connection lost", "08006");
        }
    }

    @Test
    void connection_that_dies_before_the_commit_leaves_nothing(Garage garage) throws Exception {
        var wish = garage.owner("+12125550147").booking("oil_change", "2026-11-23", "09:30");
        var broken = Garage.desk(1, new CutBeforeCommit(garage.database()));
        assertThatThrownBy(() -> broken.call(BOOK, "key-1", wish)).isInstanceOf(SQLException.class);
        assertThat(garage.count("appointments")).isZero();
        assertThat(garage.desk(1).call(BOOK, "key-1", wish).succeeded()).isTrue();
        assertThat(garage.count("appointments")).isEqualTo(1);
    }

    @Test
    void answer_lost_after_the_commit_is_found_by_the_next_attempt(Garage garage) throws Exception {
        var wish = garage.owner("+12125550147").booking("oil_change", "2026-11-23", "09:30");
        var broken = Garage.desk(1, new CutAfterCommit(garage.database()));
        assertThatThrownBy(() -> broken.call(BOOK, "key-1", wish)).isInstanceOf(SQLException.class);
        assertThat(garage.count("appointments")).isEqualTo(1);
        assertThat(garage.desk(1).call(BOOK, "key-1", wish).data())
                .containsEntry(
                        "appointment_id", garage.text("SELECT appointment_id FROM appointments"));
        assertThat(garage.count("appointments")).isEqualTo(1);
    }
}
