package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateFolderTest {
    @TempDir private Path folder;

    @Test
    void others_can_look_neither_into_a_new_folder_nor_into_one_that_was_open() throws Exception {
        var open =
                Files.createDirectory(
                        folder.resolve("open"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwxr-xr-x")));
        for (var made :
                new Path[] {PrivateFolder.at(folder.resolve("new")), PrivateFolder.at(open)}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_place_where_no_folder_can_be_is_refused_with_its_name() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> PrivateFolder.at(file.resolve("below")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("below")
                .hasMessageContaining("--data");
    }
}
