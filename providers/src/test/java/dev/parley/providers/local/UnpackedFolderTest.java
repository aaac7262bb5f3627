package dev.parley.providers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnpackedFolderTest {
    @TempDir Path cache;

    @Test
    void folder_is_filled_once_and_then_only_looked_at() throws IOException {
        var fills = new AtomicInteger();
        UnpackedFolder.Filler filler =
                folder -> {
                    fills.incrementAndGet();
                    fill(folder);
                };
        Path first = UnpackedFolder.of(cache, "model", filler);
        assertThat(UnpackedFolder.of(cache, "model", filler)).isEqualTo(first);
        assertThat(fills).hasValue(1);
        assertThat(Files.readString(first.resolve("a/b.txt"))).isEqualTo("content");
    }

    @Test
    void torn_folder_is_replaced() throws IOException {
        Path folder = UnpackedFolder.of(cache, "model", UnpackedFolderTest::fill);
        Files.writeString(folder.resolve("a/b.txt"), "");
        UnpackedFolder.of(cache, "model", UnpackedFolderTest::fill);
        assertThat(Files.readString(folder.resolve("a/b.txt"))).isEqualTo("content");
    }

    @Test
    void several_that_unpack_at_once_all_get_the_whole_folder() throws Exception {
        var start = new CyclicBarrier(4);
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Path>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(
                        threads.submit(() ->
                                UnpackedFolder.of(
                                        cache,
                                        "model",
                                        folder -> {
                                            fill(folder);
                                            meet(start);
                                        })));
            }
            for (Future<Path> result : results) {
                assertThat(Files.readString(result.get().resolve("a/b.txt"))).isEqualTo("content");
            }
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void cache_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.createFile(cache.resolve("file"));
        assertThatThrownBy(() -> UnpackedFolder.of(file, "model", UnpackedFolderTest::fill))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString());
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void fill(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/b.txt"), "content");
    }
}
