package dev.parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FolderLockTest {
    @Test
    void folder_of_another_user_is_refused_with_the_remedy() throws Exception {
        assumeTrue(RunAs.isRoot(), "only root can make a folder of another user: skipped");
        var folder = Files.createTempDirectory("parley-lock");
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            assertThat(takenByNobody(folder))
                    .contains("expected a writable data folder at " + folder)
                    .contains("give this user the folder or choose another with --data");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            assertThat(takenByNobody(folder)).isEqualTo("taken");
        } finally {
            Binaries.deleteTree(folder);
        }
    }

    private static String takenByNobody(Path folder) throws Exception {
        var nobody =
                List.of(
                        "setpriv",
                        "--reuid=65534",
                        "--regid=65534",
                        "--clear-groups",
                        "--",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        "target/classes:target/test-classes",
                        TakeFolder.class.getName(),
                        folder.toString());
        var process = new ProcessBuilder(nobody).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assumeTrue(process.waitFor() == 0, () -> "cannot run as another user: " + output);
        return output.strip();
    }
}
