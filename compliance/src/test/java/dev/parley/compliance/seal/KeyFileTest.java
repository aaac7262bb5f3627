package dev.parley.compliance.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
    @TempDir Path folder;

    @Test
    void first_start_makes_a_file_for_the_owner_alone_and_the_next_finds_it() throws Exception {
        var path = folder.resolve("keys/records.keys");
        var ring = KeyFile.openOrMake(path).ring();
        assertThat(Files.getPosixFilePermissions(path))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(path.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(KeyFile.openOrMake(path).ring().active().id()).isEqualTo(ring.active().id());
    }

    @Test
    void file_that_others_can_read_is_refused_with_the_remedy() throws Exception {
        var path = folder.resolve("records.keys");
        KeyFile.openOrMake(path);
        for (var open : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> KeyFile.openOrMake(path))
                    .isInstanceOf(WeakKey.class)
                    .hasMessageContaining("chmod 600 " + path)
                    .hasMessageContaining("keys rotate");
        }
    }

    @Test
    void running_server_follows_a_rotation() throws Exception {
        var path = folder.resolve("records.keys");
        var server = KeyFile.openOrMake(path);
        var first = server.ring().active().id();
        var command = KeyFile.openOrMake(path);
        command.rotate();
        assertThat(server.ring().keys()).hasSize(2);
        assertThat(server.ring().keys().getLast().id()).isEqualTo(first);
        assertThat(server.ring().active().id()).isNotEqualTo(first);
        command.forgetOld();
        assertThat(server.ring().keys()).hasSize(1);
    }

    @Test
    void file_with_a_weak_key_or_none_is_refused_with_its_line() throws Exception {
        var path = folder.resolve("records.keys");
        var file = KeyFile.openOrMake(path);
        Files.writeString(path, "# nothing\n");
        assertThatThrownBy(file::ring).hasMessageContaining("found none");
        Files.writeString(path, "# one\nc2VjcmV0\n");
        assertThatThrownBy(file::ring).hasMessageContaining("records.keys, line 2: expected 32");
    }
}
