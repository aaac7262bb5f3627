package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees who does something that cannot work.
final class RefusalTest {
    @TempDir private Path folder;

    @Test
    void a_caller_whose_server_is_not_there_says_so_and_how_to_start_one() throws Exception {
        try (var caller = ServerProcess.run(folder, "caller", "--ws", "ws://127.0.0.1:1/nothing")) {
            assertThat(caller.exitCode()).isEqualTo(3);
            assertThat(caller.text())
                    .contains("ws://127.0.0.1:1/nothing")
                    .contains("./parley serve");
        }
    }

    @Test
    void no_command_and_help_list_every_command() throws Exception {
        try (var none = ServerProcess.run(folder);
                var help = ServerProcess.run(folder, "--help")) {
            assertThat(none.exitCode()).isEqualTo(2);
            assertThat(help.exitCode()).isZero();
            assertThat(help.text())
                    .contains("demo")
                    .contains("serve")
                    .contains("caller")
                    .contains("test");
        }
    }

    @Test
    void a_data_folder_in_use_is_refused_with_the_holder() throws Exception {
        try (var first = ServerProcess.serve(folder);
                var second =
                        ServerProcess.run(
                                folder,
                                "serve",
                                "--port",
                                "0",
                                "--ops-port",
                                "0",
                                "--data",
                                folder.resolve("data").toString())) {
            assertThat(second.exitCode()).isEqualTo(3);
            assertThat(second.text()).contains(Long.toString(first.pid()));
        }
    }
}
