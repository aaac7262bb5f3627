package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedPostgres.class)
final class MigrationsTest {
    private static final Path FILES = Path.of("src/main/resources/db/parley");

    /// Everything a schema holds, as text.
    private static final String CONTENTS =
            """
            SELECT coalesce(string_agg(line, E'\\n' ORDER BY line), '') FROM (
                SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' '
                    || is_nullable || ' ' || coalesce(column_default, '') AS line
                FROM information_schema.columns WHERE table_schema = current_schema()
                UNION ALL
                SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = current_schema()
                UNION ALL
                SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(c.oid)
                FROM pg_constraint c WHERE connamespace = current_schema()::regnamespace
                UNION ALL
                SELECT 'object ' || relname || ' ' || relkind::text
                FROM pg_class WHERE relnamespace = current_schema()::regnamespace
                UNION ALL
                SELECT 'function ' || proname
                FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
                UNION ALL
                SELECT 'type ' || typname
                FROM pg_type WHERE typnamespace = current_schema()::regnamespace) AS everything
            """;

    @Test
    void every_migration_has_a_way_back_that_leaves_the_schema_as_before(
            SharedPostgres.Shared shared) throws Exception {
        try (var connection = shared.address().connect(30)) {
            var statement = connection.createStatement();
            statement.execute("CREATE SCHEMA back_and_forth");
            statement.execute("SET search_path TO back_and_forth");
            var before = new ArrayList<String>();
            var versions = versions();
            for (var version : versions) {
                before.add(contents(connection));
                statement.execute(Files.readString(FILES.resolve("V" + version)));
                assertThat(contents(connection)).isNotEqualTo(before.getLast());
            }
            for (var i = versions.size() - 1; i >= 0; i--) {
                var applied = contents(connection);
                var undo = Files.readString(FILES.resolve("U" + versions.get(i)));
                statement.execute(undo);
                assertThat(contents(connection)).isEqualTo(before.get(i));
                statement.execute(Files.readString(FILES.resolve("V" + versions.get(i))));
                assertThat(contents(connection)).as("applied again").isEqualTo(applied);
                statement.execute(undo);
            }
        }
    }

    @Test
    void schema_taken_back_as_documented_is_migrated_again(SharedPostgres.Shared shared)
            throws Exception {
        var migrations = new Migrations(shared.address());
        var schema = new SchemaName("taken_back");
        migrations.run(schema, "db/parley");
        try (var connection = shared.address().connect(30)) {
            var statement = connection.createStatement();
            statement.execute("SET search_path TO taken_back");
            var migrated = contents(connection);
            for (var version : versions().reversed()) {
                statement.execute(Files.readString(FILES.resolve("U" + version)));
                statement.execute(
                        "DELETE FROM flyway_schema_history WHERE version = '"
                                + version.substring(0, version.indexOf("__"))
                                + "'");
            }
            assertThat(contents(connection)).doesNotContain("calls");
            migrations.run(schema, "db/parley");
            assertThat(contents(connection)).isEqualTo(migrated);
        }
    }

    @Test
    void migrating_twice_changes_nothing(SharedPostgres.Shared shared) {
        shared.postgres().migrate("twice", "db/garden");
        shared.postgres().migrate("twice", "db/garden");
    }

    @Test
    void failed_migration_names_file_line_and_reason_and_leaves_nothing(
            SharedPostgres.Shared shared) throws SQLException {
        assertThatThrownBy(() -> shared.postgres().migrate("broken", "db/broken"))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("schema \"broken\"")
                .hasMessageContaining("V1__half.sql")
                .hasMessageContaining("TABEL")
                .hasMessageContaining("Line       : 2");
        try (var connection = shared.address().connect(30);
                var rows =
                        connection
                                .createStatement()
                                .executeQuery("SELECT to_regclass('broken.first_half')")) {
            rows.next();
            assertThat(rows.getString(1)).isNull();
        }
    }

    @Test
    void missing_folder_is_refused(SharedPostgres.Shared shared) {
        assertThatThrownBy(() -> shared.postgres().migrate("lost", "db/nowhere"))
                .isInstanceOf(MigrationFailed.class)
                .hasMessageContaining("db/nowhere");
    }

    private static List<String> versions() throws IOException {
        try (var files = Files.list(FILES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .map(name -> name.substring(1))
                    .sorted()
                    .toList();
        }
    }

    private static String contents(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(CONTENTS)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
