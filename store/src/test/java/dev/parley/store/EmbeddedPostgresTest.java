package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parley.meter.Meters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The tests share a folder; each finds it stopped and leaves it so.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EmbeddedPostgresTest {
    private Path folder = Path.of("");

    @BeforeAll
    void newFolder() throws IOException {
        folder = Folders.fresh();
    }

    @AfterAll
    void removeFolder() throws IOException {
        // Only a failed test leaves a PostgreSQL behind.
        var left = PostmasterFile.read(folder.resolve("data"));
        if (left.isPresent()) {
            left.get().process().ifPresent(ProcessHandle::destroyForcibly);
        }
        Binaries.deleteTree(folder);
    }

    @Test
    void what_was_written_is_there_after_stop_and_start() throws Exception {
        String url;
        try (var postgres = EmbeddedPostgres.start(folder, Meters.NONE)) {
            url = postgres.url();
            assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            try (var connection = connect(postgres)) {
                connection.createStatement().execute("CREATE TABLE kept (id integer)");
            }
        }
        assertThatThrownBy(() -> DriverManager.getConnection(url, "parley", "any"))
                .as("it is stopped")
                .isInstanceOf(SQLException.class);
        try (var postgres = EmbeddedPostgres.start(folder, Meters.NONE)) {
            assertThat(postgres.wasAdopted()).isFalse();
            assertThat(postgres.url()).as("the port stays").isEqualTo(url);
            try (var connection = connect(postgres)) {
                assertThat(one(connection, "SELECT count(*) FROM kept")).isEqualTo("0");
            }
        }
    }

    @Test
    void postgres_that_outlived_a_killed_server_is_adopted() throws Exception {
        try (var server = ChildJvm.start(HoldDatabase.class, folder.toString())) {
            var url = server.await("holding").substring("holding ".length());
            assertThatThrownBy(() -> EmbeddedPostgres.start(folder, Meters.NONE))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining(folder + " is in use by process " + server.pid());
            var postmaster = PostmasterFile.read(folder.resolve("data")).orElseThrow();
            server.kill();
            try (var postgres = EmbeddedPostgres.start(folder, Meters.NONE)) {
                assertThat(postgres.wasAdopted()).isTrue();
                assertThat(postgres.url()).isEqualTo(url);
                assertThat(PostmasterFile.read(postgres.data()).orElseThrow().pid())
                        .isEqualTo(postmaster.pid());
                try (var connection = connect(postgres)) {
                    assertThat(one(connection, "SELECT 1")).isEqualTo("1");
                }
            }
            assertThat(postmaster.process()).as("an adopted one is stopped like our own").isEmpty();
        }
    }

    @Test
    void folder_is_refused_while_this_process_uses_it_and_free_afterwards(@TempDir Path mine) {
        var lock = FolderLock.take(mine);
        assertThatThrownBy(() -> FolderLock.take(mine))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("in use by process " + ProcessHandle.current().pid())
                .hasMessageContaining("--data");
        lock.close();
        FolderLock.take(mine).close();
    }

    @Test
    void postgres_that_dies_is_started_again_at_the_same_address() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, Meters.NONE)) {
            var first = PostmasterFile.read(postgres.data()).orElseThrow();
            first.process().orElseThrow().destroyForcibly();
            var after = awaitOther(postgres, first.pid());
            assertThat(after.port()).isEqualTo(first.port());
            try (var connection = connect(postgres)) {
                assertThat(one(connection, "SELECT 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void crash_leftover_whose_process_number_was_recycled_does_not_stop_the_start()
            throws Exception {
        try (var _ = EmbeddedPostgres.start(folder, Meters.NONE)) {
            // only to make the folder
        }
        var us = ProcessHandle.current().pid();
        Files.writeString(
                PostmasterFile.path(folder.resolve("data")),
                us + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");
        try (var postgres = EmbeddedPostgres.start(folder, Meters.NONE)) {
            assertThat(postgres.wasAdopted()).isFalse();
        }
    }

    @Test
    void data_of_another_version_is_refused_with_the_way_out() throws IOException {
        var old = Folders.fresh();
        Files.createDirectories(old.resolve("data"));
        Files.writeString(old.resolve("data/PG_VERSION"), "12\n");
        assertThatThrownBy(() -> EmbeddedPostgres.start(old, Meters.NONE))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("expected data of PostgreSQL 18")
                .hasMessageContaining("version 12")
                .hasMessageContaining("dump it");
        Binaries.deleteTree(old);
    }

    @Test
    void folder_that_is_no_database_is_refused_and_left_alone() throws IOException {
        var strange = Folders.fresh();
        Files.createDirectories(strange.resolve("data"));
        Files.writeString(strange.resolve("data/letter.txt"), "dear");
        assertThatThrownBy(() -> EmbeddedPostgres.start(strange, Meters.NONE))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageContaining("PG_VERSION")
                .hasMessageContaining("move the folder away");
        assertThat(strange.resolve("data/letter.txt")).exists();
        Binaries.deleteTree(strange);
    }

    @Test
    void start_that_was_killed_half_way_is_made_whole_by_the_next() throws Exception {
        var half = Folders.fresh();
        Files.createDirectories(half.resolve("data.new/base"));
        Files.writeString(half.resolve("data.new/PG_VERSION"), "1");
        Files.createDirectories(half.resolve("bin-18.6.0.new/bin"));
        Files.writeString(half.resolve("password.new"), "");
        Files.writeString(half.resolve("lock"), "4711\n");
        Files.writeString(half.resolve("port"), "");
        try (var postgres = EmbeddedPostgres.start(half, Meters.NONE);
                var connection = connect(postgres)) {
            assertThat(one(connection, "SELECT 1")).isEqualTo("1");
        }
        Binaries.deleteTree(half);
    }

    @Test
    void root_without_user_namespaces_runs_it_as_nobody() throws Exception {
        assumeTrue(RunAs.isRoot());
        var open = Files.createTempDirectory("parley-store").toRealPath();
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var postgres = EmbeddedPostgres.start(open, _ -> RunAs.dropTo(65534), Meters.NONE);
                var connection = connect(postgres)) {
            assertThat(one(connection, "SELECT 1")).isEqualTo("1");
            assertThat(Files.getAttribute(postgres.data(), "unix:uid")).isEqualTo(65534);
        }
        try (var postgres = EmbeddedPostgres.start(open, _ -> RunAs.NAMESPACE, Meters.NONE)) {
            assertThat(Files.getAttribute(postgres.data(), "unix:uid"))
                    .as("taken back where namespaces are allowed")
                    .isEqualTo(0);
        }
        Binaries.deleteTree(open);
    }

    @Test
    void other_platforms_are_told_what_to_do(@TempDir Path mine) {
        var processor = System.setProperty("os.arch", "aarch64");
        try {
            assertThatThrownBy(() -> EmbeddedPostgres.start(mine, Meters.NONE))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("runs on Linux x86-64 with glibc, this is")
                    .hasMessageContaining("aarch64")
                    .hasMessageContaining("set database.url");
        } finally {
            System.setProperty("os.arch", processor);
        }
    }

    @Test
    void server_log_holds_no_values_of_rows() throws Exception {
        try (var postgres = EmbeddedPostgres.start(folder, Meters.NONE);
                var connection = connect(postgres)) {
            connection.createStatement().execute("CREATE TABLE people (name text PRIMARY KEY)");
            var insert = connection.prepareStatement("INSERT INTO people VALUES (?)");
            insert.setString(1, "Canary Jones");
            insert.execute();
            assertThatThrownBy(insert::execute)
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("Canary");
            assertThatThrownBy(() -> one(connection, "SELECT 'Canary Jones'::date"))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(Files.readString(folder.resolve("server.log")))
                .contains("ready to accept connections")
                .doesNotContain("Canary");
    }

    private static PostmasterFile awaitOther(EmbeddedPostgres postgres, long pid)
            throws IOException, InterruptedException {
        var limit = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < limit) {
            var file = PostmasterFile.read(postgres.data());
            if (file.isPresent() && file.get().pid() != pid && file.get().isReady()) {
                return file.get();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("PostgreSQL was not started again within 30 s");
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return new DatabaseAddress(postgres.url(), postgres.user(), postgres.password())
                .connect(10);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
