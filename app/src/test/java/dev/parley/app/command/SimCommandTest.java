package dev.parley.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimCommandTest {
    @TempDir private Path folder;

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return ParleyCommand.run(
                new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--fault | llm:stal@turn3 | unknown fault \"stal\"; expected one of refuse",
                "--fault | lmm:stall@turn3 | unknown target \"lmm\"; did you mean \"llm\"?",
                "--fault | nobody:stall@turn3 | expected one of llm, stt, tts, duplex, a vendor",
                "--fault | nobody.tts:stall@turn3 | unknown target \"nobody.tts\"",
                "--script | missing.yaml | missing.yaml: expected a YAML file, found none",
                "--port | 99999 | --port: expected 0 to 65535, got 99999",
                "--colour | red | Unknown option"
            })
    void wrong_use_says_what_was_expected(String option, String value, String message) {
        assertThat(run("sim", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void mistake_in_a_script_is_named_with_its_place() throws Exception {
        var script = Files.writeString(folder.resolve("s.yaml"), "model: [{when: x}]");
        assertThat(run("sim", "--port", "0", "--script", script.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("s.yaml: model[0]: expected \"say\", \"call\" or both");
    }

    @Test
    void what_is_wrong_is_not_lost_in_the_whole_usage() {
        assertThat(run("sim", "--fault", "llm:stal@turn3")).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(2)
                .last()
                .asString()
                .contains("parley sim --help");
    }

    @Test
    void command_that_is_none_has_a_near_one() {
        assertThat(run("prviders")).isEqualTo(2);
        assertThat(run("sim", "--prot", "0")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'prviders'; did you mean \"providers\"?")
                .contains("did you mean \"--port\"?");
    }

    @Test
    void addresses_are_printed_and_answer_as_the_script_says() throws Exception {
        var script =
                Files.writeString(
                        folder.resolve("s.yaml"), "{keys: {openai: mine}, models: [garage-model]}");
        try (var pipe = new PipedReader();
                var out = new PrintWriter(new PipedWriter(pipe), true);
                var lines = new BufferedReader(pipe);
                var http = HttpClient.newHttpClient()) {
            var command =
                    Thread.ofPlatform()
                            .start(() ->
                                    ParleyCommand.run(
                                            out,
                                            new PrintWriter(err),
                                            "sim",
                                            "--port",
                                            "0",
                                            "--json",
                                            "--script",
                                            script.toString()));
            var openai = new ObjectMapper().readTree(lines.readLine());
            assertThat(openai.path("key").asText()).isEqualTo("mine");
            var models =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(openai.path("url").asText() + "/models"))
                                    .header("Authorization", "Bearer mine")
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(models.body()).contains("garage-model");
            command.interrupt();
            command.join();
        }
    }
}
