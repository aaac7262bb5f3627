package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostmasterFileTest {
    @TempDir Path data;

    @Test
    void file_that_a_power_cut_left_in_pieces_names_no_process() throws IOException {
        for (var left :
                new byte[][] {
                    {}, new byte[64], {'1', '2'}, {'x', '\n', 'y'}, {(byte) 0xFF, (byte) 0xFE}
                }) {
            Files.write(PostmasterFile.path(data), left);
            var file = PostmasterFile.read(data).orElseThrow();
            assertThat(file.isReady()).isFalse();
            assertThat(file.port()).isZero();
        }
    }
}
