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
                "--script | missing.yaml | cannot read the script missing.yaml",
                "--colour | red | Unknown option"
            })
    void wrong_use_says_what_was_expected(String option, String value, String message) {
        assertThat(run("sim", "--port", "0", option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void mistake_in_a_script_is_named_with_its_place() throws Exception {
        var script = Files.writeString(folder.resolve("s.yaml"), "model: [{when: x}]");
        assertThat(run("sim", "--port", "0", "--script", script.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("model[0]: expected \"say\", \"call\" or both");
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
