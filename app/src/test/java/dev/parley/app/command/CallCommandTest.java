package dev.parley.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole simulated calls, in real time.
@Tag("long")
final class CallCommandTest {
    private static final String KEY = "canary-call-0123456789";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();

    @Test
    void call_goes_on_while_all_providers_break_and_the_key_is_nowhere() throws IOException {
        var script =
                Files.writeString(
                        folder.resolve("script.yaml"),
                        """
                        keys: {"*": %s}
                        hears: {utterances: [what are your opening hours, no thank you]}
                        model: [{say: I can help you with that.}]
                        """
                                .formatted(KEY));
        var writer = new PrintWriter(out, true);
        var kept = folder.resolve("kept");
        int code =
                ParleyCommand.run(
                        writer,
                        writer,
                        "call",
                        "--script",
                        script.toString(),
                        "--fault",
                        "stt:429@connection1",
                        "--fault",
                        "tts:cut@request2+",
                        "--fault",
                        "llm:401@always",
                        "--dead-air",
                        "10000",
                        "--keep",
                        kept.toString(),
                        "--cache",
                        folder.resolve("cache").toString());
        assertThat(code).as(out.toString()).isZero();
        assertThat(out.toString()).contains("struck").contains("COMPLETED").doesNotContain(KEY);
        assertThat(kept.resolve("lived.wav")).isNotEmptyFile();
        try (var files = Files.walk(kept)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(KEY);
            }
        }
    }
}
