package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.Secret;
import dev.parley.dialog.Database;
import dev.parley.meter.Meters;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
final class AgentDatabaseTest {
    @Test
    void each_agent_sees_its_own_tables(SharedPostgres.Shared shared) throws SQLException {
        var roses = garden(shared, "roses");
        var herbs = garden(shared, "herbs");
        roses.inTransaction(connection -> plant(connection, "south", "rose"));
        herbs.inTransaction(connection -> plant(connection, "south", "sage"));
        assertThat(roses.inTransaction(AgentDatabaseTest::flowers)).isEqualTo("rose");
        assertThat(herbs.inTransaction(AgentDatabaseTest::flowers)).isEqualTo("sage");
    }

    @Test
    void work_that_throws_leaves_nothing_behind(SharedPostgres.Shared shared) throws SQLException {
        var database = garden(shared, "tulips");
        assertThatThrownBy(() ->
                        database.inTransaction(connection -> {
                            plant(connection, "north", "tulip");
                            throw new IllegalStateException("changed my mind");
                        }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(database.inTransaction(AgentDatabaseTest::flowers)).isEmpty();
    }

    @Test
    void all_connections_in_use_is_said_after_two_seconds(SharedPostgres.Shared shared)
            throws SQLException {
        var counts = new CountingMeters();
        try (var pool = new Pool(shared.address(), counts)) {
            var held = new ArrayList<Connection>();
            for (var i = 0; i < Pool.SIZE; i++) {
                held.add(pool.connection());
            }
            assertThatThrownBy(pool::connection)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("within 2 s, but all 10 are in use")
                    .hasMessageContaining("look for tools");
            assertThat(counts.of("parley_database_exhausted_total")).isEqualTo(1);
            held.getFirst().close();
            pool.connection().close();
            for (var connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void ready_says_why_it_is_not(SharedPostgres.Shared shared) {
        assertThat(shared.postgres().ready()).isEmpty();
        var gone =
                new DatabaseAddress(
                        "jdbc:postgresql://127.0.0.1:1/parley", "parley", Secret.of("hunter2"));
        try (var pool = new Pool(gone, Meters.NONE)) {
            assertThat(pool.trouble().orElseThrow())
                    .contains("no PostgreSQL answers at 127.0.0.1:1/parley");
        }
    }

    @Test
    void schema_names_cannot_carry_sql(SharedPostgres.Shared shared) {
        for (var name : new String[] {"a\"; DROP", "", "Garage", "pg_garage", "parley", "public"}) {
            assertThatThrownBy(() -> shared.postgres().database(name))
                    .as(name)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a schema");
        }
    }

    private static Database garden(SharedPostgres.Shared shared, String schema) {
        shared.postgres().migrate(schema, "db/garden");
        return shared.postgres().database(schema);
    }

    private static boolean plant(Connection connection, String bed, String flower)
            throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO beds VALUES (?, ?)")) {
            insert.setString(1, bed);
            insert.setString(2, flower);
            return insert.executeUpdate() == 1;
        }
    }

    private static String flowers(Connection connection) throws SQLException {
        try (var rows =
                connection
                        .createStatement()
                        .executeQuery("SELECT coalesce(string_agg(flower, ','), '') FROM beds")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
