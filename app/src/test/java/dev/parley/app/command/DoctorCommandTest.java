package dev.parley.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {
    private static final String KEY = "canary-doctor-0123456789";

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();

    @Test
    void all_is_well_with_three_providers() throws IOException {
        try (var vendors = Vendors.start(script().withModels("gpt-x", "gpt-6-luna"))) {
            int code = doctor(vendors, KEY, "gpt-6-luna", 0);
            assertThat(out.toString())
                    .contains("the provider takes the key (101)")
                    .contains("\"gpt-6-luna\" is there")
                    .doesNotContain("FAIL");
            assertThat(code).isLessThan(2);
            assertThat(vendors.violations()).isEmpty();
        }
    }

    @Test
    void wrong_key_is_told_by_each_provider_and_shown_by_none() throws IOException {
        try (var vendors = Vendors.start(script())) {
            assertThat(doctor(vendors, "wrong-" + KEY, "gpt-x", 0)).isEqualTo(2);
            assertThat(out.toString().split("refuses the key \\(401\\)", -1)).hasSize(4);
            assertThat(out.toString()).doesNotContain(KEY);
        }
    }

    @Test
    void model_that_is_retired_or_will_be_or_is_not_listed_is_told() throws IOException {
        try (var vendors = Vendors.start(script().withModels("old@2020-01-01", "far@2999-01-01"))) {
            assertThat(doctor(vendors, KEY, "old", 0)).isEqualTo(2);
            assertThat(out.toString()).contains("\"old\" was retired on 2020-01-01");
            doctor(vendors, KEY, "far", 0);
            assertThat(out.toString()).contains("\"far\", until 2999-01-01");
            assertThat(doctor(vendors, KEY, "none", 0)).isEqualTo(2);
            assertThat(out.toString()).contains("does not list \"none\"");
        }
    }

    @Test
    void key_with_something_around_it_dead_address_and_taken_port_are_told() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            String dead;
            try (var vendors = Vendors.start(script())) {
                dead = vendors.url("openai");
            }
            Files.writeString(
                    folder.resolve("parley.yaml"),
                    """
                    server: {port: %d, ops-port: 0}
                    speech:
                      thinks: {provider: openai, url: "%s/v1", key: "'%s'"}
                      hears: {provider: deepgram, url: "ws://no-such-host.invalid", key: short}
                      speaks: {provider: cartesia, key: %s}
                    """
                            .formatted(port, dead, KEY, KEY));
            assertThat(run()).isEqualTo(2);
        }
        assertThat(out.toString())
                .contains("a key with spaces, line ends or quotation marks")
                .contains("does not take connections")
                .contains("nobody knows no-such-host.invalid")
                .contains("a key of 5 characters")
                .contains("127.0.0.1:" + port + " cannot be had")
                .doesNotContain(KEY);
    }

    @Test
    void settings_of_a_provider_that_would_stop_the_start_are_told() throws IOException {
        Files.writeString(
                folder.resolve("parley.yaml"),
                """
                server: {port: 0, ops-port: 0}
                speech:
                  hears: {provider: deepgrm, key: %1$s}
                  speaks: {provider: cartesia, key: %1$s}
                  thinks: {provider: openai, url: "http://127.0.0.1:1/v1", key: %1$s, modle: gpt-x}
                """
                        .formatted(KEY));
        assertThat(run()).isEqualTo(2);
        assertThat(out.toString())
                .contains("no such provider for this stage; did you mean \"deepgram\"?")
                .contains("setting \"voice\": expected a value, got none")
                .contains("speech.speaks, or as PARLEY_SPEECH_SPEAKS_…")
                .contains("unknown setting \"modle\"; did you mean \"model\"?")
                .doesNotContain(KEY);
    }

    @Test
    void settings_that_cannot_be_read_are_a_finding() throws IOException {
        Files.writeString(folder.resolve("parley.yaml"), "speech: {hear: {provider: deepgram}}\n");
        assertThat(run("--json")).isEqualTo(2);
        assertThat(out.toString())
                .contains("\"level\":\"fail\"")
                .contains("unknown setting \\\"speech.hear.provider\\\"");
    }

    private static VendorScript script() {
        return VendorScript.usual().withKey("*", KEY);
    }

    private int doctor(Vendors vendors, String key, String model, int port) throws IOException {
        Files.writeString(
                folder.resolve("parley.yaml"),
                """
                server: {port: %5$d, ops-port: 0}
                speech:
                  hears: {provider: deepgram, url: "%1$s", key: "%4$s"}
                  speaks: {provider: cartesia, url: "%2$s", key: "%4$s", voice: anna}
                  thinks: {provider: openai, url: "%3$s/v1", key: "%4$s", model: %6$s}
                """
                        .formatted(
                                vendors.socketUrl("deepgram"),
                                vendors.socketUrl("cartesia"),
                                vendors.url("openai"),
                                key,
                                port,
                                model));
        return run();
    }

    private int run(String... more) {
        var arguments = new ArrayList<String>();
        arguments.add("doctor");
        arguments.add("--config");
        arguments.add(folder.resolve("parley.yaml").toString());
        arguments.add("--data");
        arguments.add(folder.resolve("data").toString());
        arguments.addAll(List.of(more));
        var writer = new PrintWriter(out, true);
        return ParleyCommand.run(writer, writer, arguments.toArray(String[]::new));
    }
}
