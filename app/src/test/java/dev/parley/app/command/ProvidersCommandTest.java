package dev.parley.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProvidersCommandTest {
    private static final String KEY = "canary-providers-0123456789";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();

    @Test
    void all_providers_are_listed_with_those_that_the_settings_name() throws IOException {
        try (var vendors = Vendors.start(script())) {
            assertThat(run(vendors, KEY, "providers", "--ops", "http://127.0.0.1:1")).isZero();
        }
        assertThat(out.toString())
                .containsPattern("deepgram +hears +first")
                .containsPattern("deepgram +speaks +-")
                .containsPattern("groq +thinks +-")
                .contains("No server runs at http://127.0.0.1:1");
    }

    @Test
    void every_entry_of_the_settings_is_shown_as_a_running_server_tells_of_it() throws IOException {
        var config = folder.resolve("two.yaml");
        Files.writeString(
                config,
                """
                data: %s
                speech:
                  hears: {provider: deepgram, key: %s}
                  thinks: {provider: openai, key: %s, fallbacks: "second, third"}
                providers:
                  second: {provider: openai, key: %s, model: gpt-b}
                  third: {provider: openai, key: %s, model: gpt-c}
                """
                        .formatted(folder.resolve("data"), KEY, KEY, KEY, KEY));
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/providers", ProvidersCommandTest::tell);
        server.start();
        try {
            var writer = new PrintWriter(out, true);
            var ops = "http://127.0.0.1:" + server.getAddress().getPort();
            var code =
                    ParleyCommand.run(
                            writer,
                            writer,
                            "providers",
                            "--ops",
                            ops,
                            "--config",
                            config.toString());
            assertThat(code).isZero();
            assertThat(out.toString()).contains("A server runs at " + ops);
        } finally {
            server.stop(0);
        }
        assertThat(out.toString())
                .containsPattern("openai +thinks +first +open +- +- +quota 5")
                .containsPattern("openai +thinks +fallback 1, second +closed +210 ms +480 ms")
                .containsPattern("openai +thinks +fallback 2, third +- +- +-")
                .containsPattern("openai +hears +- +- +- +-")
                .containsPattern("local +hears +in process +closed +90 ms +140 ms")
                .doesNotContain(KEY);
    }

    private static void tell(HttpExchange exchange) throws IOException {
        var body =
                """
                [{"name":"openai","stage":"thinks","breaker":"open","samples":0,"p50Millis":null,
                  "p95Millis":null,"failures":{"quota":5}},
                 {"name":"second","stage":"thinks","breaker":"closed","samples":9,"p50Millis":210,
                  "p95Millis":480,"failures":{}},
                 {"name":"local","stage":"hears","breaker":"closed","samples":3,"p50Millis":90,
                  "p95Millis":140,"failures":{}}]
                """
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (var answer = exchange.getResponseBody()) {
            answer.write(body);
        }
    }

    @Test
    void provider_is_tried_at_each_stage_that_the_settings_name() throws IOException {
        var sound = folder.resolve("spoken.wav");
        try (var vendors = Vendors.start(script())) {
            assertThat(
                            run(
                                    vendors,
                                    KEY,
                                    "providers",
                                    "test",
                                    "cartesia",
                                    "--keep",
                                    sound.toString()))
                    .isZero();
            assertThat(run(vendors, KEY, "providers", "test", "deepgram")).isZero();
            assertThat(run(vendors, KEY, "providers", "test", "openai", "--json")).isZero();
            assertThat(run(vendors, KEY, "providers", "test", "openai", "--stage", "converses"))
                    .isZero();
            assertThat(vendors.violations()).isEmpty();
        }
        assertThat(out.toString())
                .contains("s of sound at 24000 Hz")
                .contains("good morning")
                .contains("\"worked\":true")
                .contains("You said: I would like")
                .contains("first sound of an answer");
        assertThat(sound).isNotEmptyFile();
    }

    @Test
    void failure_has_its_name_and_never_the_key() throws IOException {
        try (var vendors = Vendors.start(script())) {
            for (var name : new String[] {"cartesia", "deepgram", "openai"}) {
                assertThat(run(vendors, "wrong-" + KEY, "providers", "test", name))
                        .as(name)
                        .isEqualTo(1);
            }
        }
        assertThat(out.toString())
                .contains("FAIL")
                .contains("      key; ./parley doctor looks")
                .doesNotContain(KEY);
    }

    @Test
    void stage_or_provider_that_is_none_is_wrong_usage() throws IOException {
        try (var vendors = Vendors.start(script())) {
            assertThat(run(vendors, KEY, "providers", "test", "nobody")).isEqualTo(2);
            assertThat(run(vendors, KEY, "providers", "test", "openai", "--stage", "sings"))
                    .isEqualTo(2);
            assertThat(run(vendors, KEY, "providers", "test", "cartesia", "--stage", "hears"))
                    .isEqualTo(2);
        }
    }

    @Test
    void missing_key_is_told_with_the_place_where_it_belongs() {
        var writer = new PrintWriter(out, true);
        var empty = folder.resolve("empty.yaml");
        assertThat(settings(empty, "data: " + folder.resolve("data"))).exists();
        for (var stage : new String[] {"thinks", "converses"}) {
            assertThat(
                            ParleyCommand.run(
                                    writer,
                                    writer,
                                    "providers",
                                    "test",
                                    "openai",
                                    "--stage",
                                    stage,
                                    "--config",
                                    empty.toString()))
                    .isEqualTo(2);
        }
        assertThat(out.toString().lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(line)
                                .contains("setting \"key\": expected a key, got none")
                                .contains("under \"speech.thinks\"")
                                .contains("PARLEY_SPEECH_THINKS_…"));
    }

    @Test
    void call_with_a_setting_that_is_none_is_refused() {
        var writer = new PrintWriter(out, true);
        assertThat(ParleyCommand.run(writer, writer, "call", "--set", "speech.heers.model=x"))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("command line: unknown setting \"speech.heers.model\"")
                .contains("did you mean");
    }

    private static Path settings(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void call_with_a_fault_that_is_none_or_nobody_to_have_it_is_wrong_usage() {
        var writer = new PrintWriter(out, true);
        for (var arguments :
                Stream.of(
                                "--fault llm:nothing@turn3",
                                "--providers sim:nobody",
                                "--providers local --fault tts:cut@turn1")
                        .map(line -> ("call " + line).split(" "))
                        .toList()) {
            assertThat(ParleyCommand.run(writer, writer, arguments)).isEqualTo(2);
        }
        assertThat(out.toString())
                .contains("unknown fault \"nothing\"")
                .contains("faults are for simulated vendors");
    }

    private static VendorScript script() {
        return VendorScript.parse(
                "hears: {utterances: [good morning]}\nkeys: {\"*\": %s}".formatted(KEY));
    }

    private int run(Vendors vendors, String key, String... arguments) throws IOException {
        var config = folder.resolve("parley.yaml");
        Files.writeString(
                config,
                """
                data: %5$s
                speech:
                  hears: {provider: deepgram, url: "%1$s", key: "%4$s"}
                  speaks: {provider: cartesia, url: "%2$s", key: "%4$s", voice: anna}
                  thinks: {provider: openai, url: "%3$s/v1", key: "%4$s"}
                """
                        .formatted(
                                vendors.socketUrl("deepgram"),
                                vendors.socketUrl("cartesia"),
                                vendors.url("openai"),
                                key,
                                folder.resolve("data")));
        var writer = new PrintWriter(out, true);
        return ParleyCommand.run(
                writer,
                writer,
                Stream.concat(Stream.of(arguments), Stream.of("--config", config.toString()))
                        .toArray(String[]::new));
    }
}
