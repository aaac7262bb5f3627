package dev.parley.compliance.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SealedFileTest {
    private static final int CHUNK = 100;
    private static final int SEALED_CHUNK = CHUNK + Aes.TAG_BYTES;

    @TempDir Path folder;

    private final KeyRing ring = new KeyRing(List.of(MasterKey.random()));

    @Test
    void file_of_any_length_is_read_back_from_any_place() throws IOException {
        var random = new Random(4);
        for (int length : new int[] {0, 1, 99, 100, 101, 200, 1234}) {
            byte[] plain = bytes(random, length);
            var file = finished(plain, "whole-" + length);
            try (var reader = SealedReader.open(file, ring)) {
                assertThat(reader.isComplete()).isTrue();
                assertThat(reader.length()).isEqualTo(length);
                assertThat(reader.label()).isEqualTo("whole-" + length);
                for (int i = 0; i < 50; i++) {
                    int from = random.nextInt(length + 1);
                    int count = random.nextInt(300);
                    assertThat(some(reader, from, count))
                            .isEqualTo(
                                    Arrays.copyOfRange(
                                            plain, from, Math.min(length, from + count)));
                }
            }
        }
    }

    @Test
    void nothing_of_what_was_sealed_can_be_seen_in_the_file() throws IOException {
        byte[] plain = "the caller said this ".repeat(50).getBytes(StandardCharsets.US_ASCII);
        assertThat(Files.readString(finished(plain, "x"), StandardCharsets.ISO_8859_1))
                .doesNotContain("caller");
    }

    /// A writer that is killed leaves any prefix of the file.
    @Test
    void file_cut_anywhere_is_read_to_its_last_whole_chunk_and_never_passes_for_finished()
            throws IOException {
        byte[] plain = bytes(new Random(5), 750);
        byte[] all = Files.readAllBytes(finished(plain, "cut"));
        for (int size = SealedHeader.BYTES; size < all.length; size++) {
            var cut = Files.write(folder.resolve("cut"), Arrays.copyOf(all, size));
            try (var reader = SealedReader.open(cut, ring)) {
                assertThat(reader.isComplete()).as("cut at %d", size).isFalse();
                int whole = (size - SealedHeader.BYTES) / SEALED_CHUNK * CHUNK;
                assertThat(some(reader, 0, 2_000)).isEqualTo(Arrays.copyOf(plain, whole));
            }
        }
    }

    @Test
    void file_is_read_while_it_is_written() throws IOException {
        byte[] plain = bytes(new Random(6), 330);
        var path = folder.resolve("growing");
        try (var writer = new SealedWriter(create(path), CHUNK, "growing", ring)) {
            writer.append(plain, 0, 330);
            try (var reader = SealedReader.open(path, ring)) {
                assertThat(reader.isComplete()).isFalse();
                assertThat(some(reader, 0, 1000)).isEqualTo(Arrays.copyOf(plain, 300));
            }
        }
        try (var reader = SealedReader.open(path, ring)) {
            assertThat(some(reader, 0, 1000)).isEqualTo(plain);
        }
    }

    @Test
    void any_flipped_bit_is_noticed_and_never_gives_other_bytes() throws IOException {
        byte[] plain = bytes(new Random(7), 350);
        byte[] all = Files.readAllBytes(finished(plain, "flip"));
        int unused = SealedHeader.slotAt(1); // the empty slot and the zeros after it
        for (int at = 0; at < all.length; at++) {
            if (at >= unused && at < SealedHeader.BYTES) {
                continue;
            }
            byte[] flipped = all.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            assertThat(isNoticed(flipped, plain)).as("bit of byte %d", at).isTrue();
        }
    }

    @Test
    void chunks_that_change_places_or_come_from_another_file_are_noticed() throws IOException {
        byte[] all = Files.readAllBytes(finished(bytes(new Random(8), 350), "a"));
        byte[] other = Files.readAllBytes(finished(bytes(new Random(9), 350), "a"));
        var random = new Random(10);
        for (int i = 0; i < 40; i++) {
            int from = random.nextInt(3);
            int to = random.nextInt(3);
            byte[] swapped = all.clone();
            System.arraycopy(i % 2 == 0 ? all : other, at(from), swapped, at(to), SEALED_CHUNK);
            if (!Arrays.equals(swapped, all)) {
                assertThat(isNoticed(swapped, bytes(new Random(8), 350))).isTrue();
            }
        }
    }

    @Test
    void last_chunk_moved_forward_does_not_hide_what_was_cut_out() throws IOException {
        byte[] plain = bytes(new Random(11), 350);
        byte[] all = Files.readAllBytes(finished(plain, "a"));
        byte[] shorter = Arrays.copyOf(all, all.length - SEALED_CHUNK);
        System.arraycopy(all, at(3), shorter, at(2), all.length - at(3));
        var file = Files.write(folder.resolve("shorter"), shorter);
        try (var reader = SealedReader.open(file, ring)) {
            assertThat(reader.isComplete()).isFalse();
            assertThat(some(reader, 0, 999)).isEqualTo(Arrays.copyOf(plain, 200));
        }
    }

    @Test
    void disk_that_fails_ends_the_file_where_it_failed() throws IOException {
        byte[] plain = bytes(new Random(12), 500);
        var path = folder.resolve("full");
        var writer = new SealedWriter(new FullDisk(create(path), 700), CHUNK, "full", ring);
        assertThatThrownBy(() -> writer.append(plain, 0, 500))
                .hasMessage("No space left on device");
        assertThatThrownBy(() -> writer.append(plain, 0, 500)).hasMessageContaining("failure");
        writer.close();
        try (var reader = SealedReader.open(path, ring)) {
            assertThat(reader.isComplete()).isFalse();
            assertThat(some(reader, 0, 999)).isEqualTo(Arrays.copyOf(plain, 300));
        }
    }

    @Test
    void rotation_wraps_the_key_anew_and_leaves_the_sound_alone() throws IOException {
        byte[] plain = bytes(new Random(13), 350);
        var file = finished(plain, "rotated");
        byte[] before = Files.readAllBytes(file);
        var first = MasterKey.random();
        var second = MasterKey.random();
        var both = new KeyRing(List.of(first, ring.active()));
        assertThat(SealedFiles.rewrap(file, both)).isTrue();
        assertThat(SealedFiles.rewrap(file, both)).as("again").isFalse();
        assertThat(SealedFiles.masterId(file)).isEqualTo(first.id());
        assertThatThrownBy(() -> SealedReader.open(file, ring))
                .isInstanceOf(KeyUnknown.class)
                .hasMessageContaining(first.id());
        assertThat(SealedFiles.rewrap(file, new KeyRing(List.of(second, first)))).isTrue();
        assertThat(all(file, new KeyRing(List.of(second)))).isEqualTo(plain);
        byte[] after = Files.readAllBytes(file);
        assertThat(Arrays.copyOfRange(after, SealedHeader.BYTES, after.length))
                .isEqualTo(Arrays.copyOfRange(before, SealedHeader.BYTES, before.length));
    }

    /// A crash leaves the new key in its slot and the old one not yet gone, or the new one torn.
    @Test
    void rotation_broken_off_at_any_byte_leaves_a_file_that_opens() throws IOException {
        byte[] plain = bytes(new Random(14), 150);
        var file = finished(plain, "broken-off");
        var both = new KeyRing(List.of(MasterKey.random(), ring.active()));
        byte[] before = Files.readAllBytes(file);
        SealedFiles.rewrap(file, both);
        byte[] after = Files.readAllBytes(file);
        for (int written = 0; written <= KeyRing.WRAPPED_BYTES; written++) {
            byte[] torn = before.clone();
            System.arraycopy(after, SealedHeader.slotAt(1), torn, SealedHeader.slotAt(1), written);
            Files.write(file, torn);
            assertThat(all(file, both)).isEqualTo(plain);
            assertThat(SealedFiles.rewrap(file, both)).isTrue();
            assertThat(all(file, new KeyRing(List.of(both.active())))).isEqualTo(plain);
        }
    }

    @Test
    void destroyed_key_destroys_the_file() throws IOException {
        var file = finished(bytes(new Random(15), 150), "gone");
        SealedFiles.destroy(file);
        assertThatThrownBy(() -> SealedReader.open(file, ring))
                .isInstanceOf(Damaged.class)
                .hasMessageContaining("destroyed");
    }

    @Test
    void other_files_are_refused() throws IOException {
        var file = Files.writeString(folder.resolve("other"), "RIFF and so on");
        assertThatThrownBy(() -> SealedReader.open(file, ring)).isInstanceOf(Damaged.class);
    }

    private boolean isNoticed(byte[] changed, byte[] plain) throws IOException {
        var file = Files.write(folder.resolve("changed"), changed);
        try (var reader = SealedReader.open(file, ring)) {
            byte[] read = some(reader, 0, 10_000);
            return !reader.isComplete() && Arrays.equals(read, Arrays.copyOf(plain, read.length));
        } catch (Damaged | KeyUnknown _) {
            return true;
        }
    }

    private static int at(int chunk) {
        return SealedHeader.BYTES + chunk * SEALED_CHUNK;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private Path finished(byte[] plain, String label) throws IOException {
        var path = folder.resolve(label + "-" + plain.length + "-" + Arrays.hashCode(plain));
        try (var writer = new SealedWriter(create(path), CHUNK, label, ring)) {
            for (int at = 0; at < plain.length; at += 37) {
                writer.append(plain, at, Math.min(37, plain.length - at));
            }
        }
        return path;
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static byte[] all(Path file, KeyRing ring) throws IOException {
        try (var reader = SealedReader.open(file, ring)) {
            return some(reader, 0, 10_000);
        }
    }

    private static byte[] some(SealedReader reader, long from, int count) throws IOException {
        byte[] bytes = new byte[count];
        return Arrays.copyOf(bytes, reader.read(from, bytes, 0, count));
    }
}
