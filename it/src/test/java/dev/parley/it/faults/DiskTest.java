package dev.parley.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.media.Recordings;
import dev.parley.it.serve.ServerProcess;
import dev.parley.meter.Meters;
import dev.parley.meter.Metric;
import dev.parley.store.CallRecord;
import dev.parley.store.DatabaseUnavailable;
import dev.parley.store.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The disk is full, or may not be written.
@ExtendWith(Databases.class)
final class DiskTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String BOOKED = "Your appointment is booked";

    @TempDir private Path folder;

    @Test
    void caller_books_although_the_disk_of_recordings_is_full_and_the_record_says_so(
            Database database) throws Exception {
        var meters = new CountingMeters();
        try (var disk = SmallDisk.mount();
                var postgres = database.open(meters);
                var office =
                        new Office(
                                postgres,
                                meters,
                                Recordings.plain(disk.folder()),
                                Office.NOON,
                                Watcher.NONE)) {
            disk.fill();
            var caller = office.call();
            assertThat(caller.hearOut()).contains(BOOKED);
            assertThat(office.records.flush(LIMIT)).isTrue();
            assertThat(postgres.callRecords().find(caller.id()).orElseThrow().events())
                    .extracting(CallRecord.Event::name)
                    .contains("recording-stopped");
            assertThat(meters.of(Metric.RECORDINGS_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void caller_books_although_the_disk_of_records_is_full_and_all_is_stored_when_there_is_room(
            Database database) throws Exception {
        var meters = new CountingMeters();
        try (var disk = SmallDisk.mount();
                var postgres =
                        Postgres.at(
                                database.url(),
                                database.server().user(),
                                database.server().password(),
                                disk.folder(),
                                meters);
                var office = new Office(postgres, meters)) {
            disk.fill();
            var caller = office.call();
            assertThat(caller.hearOut()).contains(BOOKED);
            assertThat(office.records.trouble().orElseThrow())
                    .contains(disk.folder().toString())
                    .contains("free space there");
            assertThat(meters.of(Metric.JOURNAL_WRITE_FAILURES)).isPositive();
            disk.free();
            assertThat(office.records.flush(LIMIT)).isTrue();
            Records.assertWhole(postgres, caller);
            assertThat(office.records.trouble()).isEmpty();
            assertThat(meters.of(Metric.JOURNAL_LOST, "disk")).isZero();
        }
    }

    @Test
    void server_on_a_read_only_folder_is_refused_with_the_remedy(Database database)
            throws Exception {
        try (var disk = SmallDisk.mount()) {
            disk.makeReadOnly();
            assertThatThrownBy(() -> Postgres.embedded(disk.folder(), Meters.NONE))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining(disk.folder().toString())
                    .hasMessageContaining("--data");
            try (var postgres =
                    Postgres.at(
                            database.url(),
                            database.server().user(),
                            database.server().password(),
                            disk.folder(),
                            Meters.NONE)) {
                assertThatThrownBy(postgres::callStore)
                        .isInstanceOf(DatabaseUnavailable.class)
                        .hasMessageContaining(disk.folder().toString())
                        .hasMessageContaining("--data");
            }
            try (var refused =
                    ServerProcess.run(
                            folder,
                            "serve",
                            "--port",
                            "0",
                            "--ops-port",
                            "0",
                            "--data",
                            disk.folder().toString())) {
                assertThat(refused.exitCode()).isEqualTo(3);
                assertThat(refused.text()).contains(disk.folder().toString()).contains("--data");
            }
        }
    }
}
