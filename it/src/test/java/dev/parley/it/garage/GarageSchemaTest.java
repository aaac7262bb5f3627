package dev.parley.it.garage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.it.garage.Garage.Owner;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(GaragePostgres.class)
final class GarageSchemaTest {
    /// Everything a schema holds, except Flyway's own history.
    private static final String SNAPSHOT =
            """
            SELECT coalesce(string_agg(line, chr(10) ORDER BY line), '') FROM (
                SELECT 'column ' || concat_ws(' ', table_name, column_name, data_type, udt_name,
                    is_nullable, column_default, is_identity) AS line
                FROM information_schema.columns
                WHERE table_schema = current_schema() AND table_name <> 'flyway_schema_history'
                UNION ALL
                SELECT 'constraint ' || concat_ws(' ', conrelid::regclass, conname,
                    pg_get_constraintdef(c.oid))
                FROM pg_constraint c
                WHERE connamespace = current_schema()::regnamespace
                    AND conrelid::regclass::text <> 'flyway_schema_history'
                UNION ALL
                SELECT 'index ' || indexdef
                FROM pg_indexes
                WHERE schemaname = current_schema() AND tablename <> 'flyway_schema_history'
                UNION ALL
                SELECT 'enum ' || concat_ws(' ', typname, enumsortorder, enumlabel)
                FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
                WHERE typnamespace = current_schema()::regnamespace
                UNION ALL
                SELECT 'type ' || typname
                FROM pg_type
                WHERE typnamespace = current_schema()::regnamespace
                    AND typname NOT LIKE '%flyway%'
                UNION ALL
                SELECT 'function ' || proname FROM pg_proc
                WHERE pronamespace = current_schema()::regnamespace
                UNION ALL
                SELECT concat_ws(' ', 'relation', relname, relkind) FROM pg_class
                WHERE relnamespace = current_schema()::regnamespace
                    AND relname NOT LIKE 'flyway%'
            ) AS everything
            """;

    @Test
    void every_migration_has_a_way_back_to_exactly_where_it_began(Garage garage) throws Exception {
        String complete = garage.text(SNAPSHOT);
        assertThat(complete).contains("one_car_per_bay", "callback_tasks");
        List<String> migrations = migrations();
        Deque<String> before = new ArrayDeque<>();
        undoAll(garage, migrations);
        assertThat(garage.text(SNAPSHOT)).as("nothing is left").isEmpty();
        for (String migration : migrations) {
            before.push(garage.text(SNAPSHOT));
            garage.execute(sql(migration));
        }
        assertThat(garage.text(SNAPSHOT)).as("done again by hand").isEqualTo(complete);
        for (String migration : migrations.reversed()) {
            garage.execute(sql(undo(migration)));
            assertThat(garage.text(SNAPSHOT)).as(undo(migration)).isEqualTo(before.pop());
        }
    }

    @Test
    void migrations_can_be_undone_with_books_that_are_not_empty(Garage garage) throws Exception {
        Owner owner = garage.owner("+12125550147");
        garage.desk(1)
                .call("book_appointment", "1", owner.booking("oil_change", "2026-11-23", "09:30"));
        garage.desk(1)
                .call("request_callback", "2", Map.of("phone", "+12125550147", "reason", "price"));
        undoAll(garage, migrations());
        assertThat(garage.text(SNAPSHOT)).isEmpty();
    }

    @Test
    void table_refuses_what_no_appointment_may_be(Garage garage) throws Exception {
        var owners = garage.owners(3);
        insert(garage, owners.get(0), "scheduled", "2026-11-23 09:00", "2026-11-23 10:00");
        refused(
                garage,
                "23P01",
                owners.get(1),
                "confirmed",
                "2026-11-23 09:59",
                "2026-11-23 11:00");
        refused(
                garage,
                "23P01",
                owners.get(1),
                "scheduled",
                "2026-11-23 08:00",
                "2026-11-23 12:00");
        insert(garage, owners.get(1), "in_progress", "2026-11-23 10:00", "2026-11-23 11:00");
        insert(garage, owners.get(2), "completed", "2026-11-23 09:30", "2026-11-23 10:30");
        insert(garage, owners.get(2), "no_show", "2026-11-23 09:30", "2026-11-23 10:30");
        refused(
                garage,
                "23514",
                owners.get(2),
                "cancelled",
                "2026-11-24 09:00",
                "2026-11-24 10:00");
        refused(
                garage,
                "23514",
                owners.get(2),
                "scheduled",
                "2026-11-24 10:00",
                "2026-11-24 10:00");
        refused(
                garage,
                "23503",
                new Owner(owners.get(0).customer(), owners.get(1).vehicle()),
                "scheduled",
                "2026-11-24 09:00",
                "2026-11-24 10:00");
    }

    private static void refused(
            Garage garage, String state, Owner owner, String status, String from, String until) {
        assertThatThrownBy(() -> insert(garage, owner, status, from, until))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    private static void insert(Garage garage, Owner owner, String status, String from, String until)
            throws SQLException {
        garage.execute(
                """
                INSERT INTO appointments (customer_id, vehicle_id, service, status, starts_at,
                    ends_at, zone, bay, method)
                VALUES (%d, %d, 'oil_change', '%s', '%s+00', '%s+00', 'UTC', 1, 'staff')
                """
                        .formatted(owner.customer(), owner.vehicle(), status, from, until));
    }

    private static void undoAll(Garage garage, List<String> migrations)
            throws SQLException, IOException {
        for (String migration : migrations.reversed()) {
            garage.execute(sql(undo(migration)));
        }
    }

    private static String undo(String migration) {
        return "U" + migration.substring(1);
    }

    private static String sql(String name) throws IOException {
        try (var in = GarageSchemaTest.class.getResourceAsStream("/db/garage/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> migrations() throws IOException, URISyntaxException {
        URI folder =
                Objects.requireNonNull(GarageSchemaTest.class.getResource("/db/garage")).toURI();
        if (folder.getScheme().equals("jar")) {
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return migrations(jar.getPath("/db/garage"));
            }
        }
        return migrations(Path.of(folder));
    }

    private static List<String> migrations(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("V"))
                    .sorted()
                    .toList();
        }
    }
}
