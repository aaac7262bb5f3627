package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalReaderTest {
    @TempDir Path path;

    private JournalFolder folder;
    private JournalReader reader;

    @BeforeEach
    void open() throws IOException {
        folder = new JournalFolder(path);
        reader = new JournalReader(folder);
    }

    @Test
    void half_written_line_waits_for_its_end() throws IOException {
        file(1, "one\ntwo\nthr");
        var chunk = reader.next(new JournalPosition(1, 0), 9);
        assertThat(chunk.lines()).containsExactly("one", "two");
        assertThat(chunk.end()).isEqualTo(new JournalPosition(1, 8));
        assertThat(reader.next(chunk.end(), 9).end()).as("nothing yet").isEqualTo(chunk.end());
        file(1, "one\ntwo\nthree\n");
        assertThat(reader.next(chunk.end(), 9).lines()).containsExactly("three");
    }

    @Test
    void half_written_line_of_a_dead_writer_is_passed_over() throws IOException {
        file(1, "one\ntw");
        file(4, "three\n");
        var after = reader.next(new JournalPosition(1, 4), 9);
        assertThat(after.lines()).isEmpty();
        assertThat(after.bytes()).isEqualTo(2);
        assertThat(after.end()).isEqualTo(new JournalPosition(4, 0));
        assertThat(reader.next(after.end(), 9).lines()).containsExactly("three");
    }

    @Test
    void file_behind_the_one_being_written_is_not_ours_to_go_on_with() throws IOException {
        file(1, "one\n");
        file(7, "a stranger\n");
        var end = reader.next(new JournalPosition(1, 0), 1).end();
        assertThat(reader.next(end, 1).end()).as("waits").isEqualTo(end);
        assertThat(reader.next(end, 7).end()).isEqualTo(new JournalPosition(7, 0));
    }

    @Test
    void file_that_is_gone_leads_to_the_next() throws IOException {
        file(3, "three\n");
        assertThat(reader.next(JournalPosition.START, 9).end())
                .isEqualTo(new JournalPosition(3, 0));
    }

    @Test
    void line_longer_than_a_chunk_is_read_whole() throws IOException {
        var line = "x".repeat(1_000_000);
        file(1, line + "\nshort\n");
        var chunk = reader.next(new JournalPosition(1, 0), 9);
        assertThat(chunk.lines().getFirst()).hasSize(1_000_000);
    }

    @Test
    void files_before_the_position_are_deleted_and_their_numbers_not_used_again()
            throws IOException {
        file(1, "one\n");
        file(2, "two\n");
        folder.deleteBefore(2);
        assertThat(folder.segments()).isEqualTo(List.of(2L));
        assertThat(folder.firstFreeAfter(new JournalPosition(7, 3))).isEqualTo(8);
        assertThat(folder.firstFreeAfter(JournalPosition.START)).isEqualTo(3);
        assertThat(folder.bytesFrom(new JournalPosition(2, 1))).isEqualTo(3);
    }

    private void file(long segment, String text) throws IOException {
        Files.writeString(folder.file(segment), text);
    }
}
