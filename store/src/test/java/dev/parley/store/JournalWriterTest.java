package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalWriterTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path path;

    private final CountingMeters meters = new CountingMeters();
    private final JournalProgress progress = new JournalProgress();

    @Test
    void entries_reach_the_files_in_order_and_are_for_the_owner_alone() throws Exception {
        var folder = new JournalFolder(path.resolve("journal"));
        var writer = writer(folder, new JournalLimits(2_000, 2_000, 1 << 20));
        for (var i = 0; i < 100; i++) {
            writer.append(Entries.note("c1", i));
            if (i % 10 == 0) {
                writer.mark(LIMIT); // so that it cannot take all of them at once
            }
        }
        writer.close();
        assertThat(folder.segments()).as("files end at their size").hasSizeGreaterThan(3);
        assertThat(folder.segments().getFirst()).isEqualTo(5);
        assertThat(written(folder)).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(Files.getPosixFilePermissions(folder.file(5)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(progress.backlogBytes()).isEqualTo(folder.bytesFrom(JournalPosition.START));
    }

    @Test
    void file_whose_lines_are_all_stored_is_ended_early() throws Exception {
        var folder = new JournalFolder(path);
        var writer = writer(folder, new JournalLimits(1 << 20, 100, 1 << 20));
        for (var i = 0; i < 3; i++) {
            writer.append(Entries.note("c1", i));
            writer.mark(LIMIT);
        }
        assertThat(folder.segments()).as("while they wait").hasSize(1);
        progress.shipped(progress.writtenPosition(), progress.backlogBytes());
        writer.append(Entries.note("c1", 3));
        writer.close();
        assertThat(folder.segments()).hasSize(2);
    }

    @Test
    void full_journal_loses_new_entries_and_counts_them() throws Exception {
        var folder = new JournalFolder(path);
        var writer = writer(folder, new JournalLimits(1_000, 1_000, 500));
        for (var i = 0; i < 50; i++) {
            writer.append(Entries.note("c1", i));
            writer.mark(LIMIT);
        }
        var kept = written(folder).size();
        assertThat(kept).isBetween(2, 10);
        assertThat(meters.of("parley_journal_lost_total", "journal-full")).isEqualTo(50 - kept);
        progress.shipped(progress.writtenPosition(), progress.backlogBytes());
        writer.append(Entries.note("c1", 50));
        writer.close();
        assertThat(written(folder)).as("there is room again").hasSize(kept + 1);
    }

    @Test
    void disk_that_refuses_keeps_entries_waiting_and_says_so() throws Exception {
        var folder = new JournalFolder(path.resolve("journal"));
        var writer = writer(folder, new JournalLimits(1, 1, 1 << 20)); // each line its own file
        writer.append(Entries.note("c1", 0));
        writer.mark(LIMIT);
        assertThat(writer.trouble()).isEmpty();
        Binaries.deleteTree(folder.path());
        writer.append(Entries.note("c1", 1));
        while (writer.trouble().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(writer.trouble()).contains(folder.path().toString()).contains("free space");
        writer.append(Entries.note("c1", 2));
        assertThat(meters.of("parley_journal_write_failures_total")).isPositive();
        Files.createDirectory(folder.path());
        writer.append(Entries.note("c1", 3));
        writer.close();
        assertThat(written(folder)).as("nothing is lost but the file itself").contains(1, 2, 3);
        assertThat(meters.of("parley_journal_lost_total", "disk")).isZero();
        assertThat(writer.trouble()).isEmpty();
    }

    @Test
    void disk_that_still_refuses_at_the_end_loses_entries_and_counts_them() throws Exception {
        var folder = new JournalFolder(path.resolve("journal"));
        var writer = writer(folder, new JournalLimits(1, 1, 1 << 20));
        writer.append(Entries.note("c1", 0));
        writer.mark(LIMIT);
        Binaries.deleteTree(folder.path());
        for (var i = 1; i < 4; i++) {
            writer.append(Entries.note("c1", i));
        }
        writer.close();
        assertThat(meters.of("parley_journal_lost_total", "disk")).isEqualTo(3);
    }

    @Test
    void full_queue_loses_new_entries_counts_them_and_holds_up_nobody() throws Exception {
        var stuck = new CountDownLatch(1);
        var folder = new JournalFolder(path);
        var writer = writer(folder, JournalLimits.DEFAULT);
        writer.append(Entries.note("c1", "stuck", Map.of("value", new Stuck(stuck))));
        var appended = JournalWriter.QUEUE_BOUND + 2_000;
        for (var i = 0; i < appended; i++) {
            writer.append(Entries.note("c1", i)); // returns although nothing is written
        }
        var lost = meters.of("parley_journal_lost_total", "queue-full");
        assertThat(lost).isBetween(1_000L, 2_001L); // the writer had taken up to a batch
        stuck.countDown();
        writer.close();
        assertThat(written(folder)).hasSize(Math.toIntExact(appended - lost));
    }

    @Test
    void entry_that_cannot_be_written_does_not_harm_its_neighbours() throws Exception {
        var folder = new JournalFolder(path);
        var writer = writer(folder, JournalLimits.DEFAULT);
        writer.append(Entries.note("c1", 0));
        writer.append(Entries.note("c1", "bad", Map.of("value", new Unprintable())));
        writer.append(Entries.note("c1", 1));
        writer.close();
        assertThat(written(folder)).containsExactly(0, 1);
        assertThat(meters.of("parley_journal_lost_total", "unwritable")).isEqualTo(1);
        writer.append(Entries.note("c1", 2));
        assertThat(meters.of("parley_journal_lost_total", "queue-full"))
                .as("after the end")
                .isEqualTo(1);
    }

    private JournalWriter writer(JournalFolder folder, JournalLimits limits) throws IOException {
        var writer = new JournalWriter(folder, progress, "run-1", 5, limits, meters);
        writer.start();
        return writer;
    }

    /// The numbers of the numbered notes in the files.
    private static List<Integer> written(JournalFolder folder) throws IOException {
        var reader = new JournalReader(folder);
        var numbers = new ArrayList<Integer>();
        var chunk = reader.next(JournalPosition.START, 1_000);
        for (var from = JournalPosition.START; !chunk.end().equals(from); ) {
            for (var line : chunk.lines()) {
                if (line.contains("\"step\"")) {
                    var number = line.replaceAll(".*\"number\":(\\d+).*", "$1");
                    numbers.add(Integer.parseInt(number));
                }
            }
            from = chunk.end();
            chunk = reader.next(from, 1_000);
        }
        return numbers;
    }

    /// A value that is written only when the latch opens.
    private record Stuck(CountDownLatch latch) {
        @Override
        public String toString() {
            try {
                latch.await();
                return "free";
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Unprintable() {
        @Override
        public String toString() {
            throw new IllegalStateException("cannot be printed");
        }
    }
}
