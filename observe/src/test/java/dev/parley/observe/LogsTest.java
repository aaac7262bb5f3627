package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.compliance.Secret;
import dev.parley.compliance.Sensitive;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class LogsTest {
    @AfterEach
    void back_to_the_console() {
        Logs.plainToConsole("WARN");
    }

    @Test
    void a_line_is_one_json_object_and_hides_what_a_person_said(@TempDir Path folder)
            throws Exception {
        var file = folder.resolve("parley.log");
        Logs.jsonToFile(file, "INFO");
        var log = LoggerFactory.getLogger("test");
        log.atInfo()
                .addKeyValue("call", "c-1")
                .addKeyValue("words", Sensitive.of("canary-7731"))
                .addKeyValue("key", Secret.of("canary-7732"))
                .log("turn ended");
        log.atError()
                .setCause(new IllegalStateException("broken " + Sensitive.of("canary-7733")))
                .log("failed");

        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains("canary"));
        var first = new ObjectMapper().readTree(lines.getFirst());
        assertThat(first.get("message").asText()).isEqualTo("turn ended");
        assertThat(first.get("kvpList").toString())
                .contains("c-1")
                .contains("[hidden]")
                .contains("[secret]");
    }
}
