package dev.parley.it.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.records.CallTimeline;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Looks for the keys of providers wherever a server could have left them: plainly, in base64 at
/// each of its three alignments, or encoded for an address.
final class KeyHunt {
    /// With characters that an address encodes.
    static final String THINKS = "canary+thinks/0123456789==";

    static final String HEARS = "canary+hears/0123456789==";
    static final String SPEAKS = "canary+speaks/0123456789==";

    private static final List<String> FORMS = forms();

    private KeyHunt() {}

    /// A script of simulated vendors that know these keys alone.
    static VendorScript script(String rest) {
        return VendorScript.parse(
                """
                keys: {openai: "%s", deepgram: "%s", cartesia: "%s"}
                %s
                """
                        .formatted(THINKS, HEARS, SPEAKS, rest));
    }

    private static List<String> forms() {
        List<String> forms = new ArrayList<>();
        for (var key : List.of(THINKS, HEARS, SPEAKS)) {
            forms.add(key);
            forms.add(URLEncoder.encode(key, StandardCharsets.UTF_8));
            for (int before = 0; before < 3; before++) {
                var bytes = (" ".repeat(before) + key).getBytes(StandardCharsets.UTF_8);
                var coded = Base64.getEncoder().encodeToString(bytes);
                forms.add(coded.substring(4, coded.length() - 4));
            }
        }
        return forms;
    }

    /// What a running server prints, answers, and has in its threads.
    static void in(ServerProcess server) throws IOException, InterruptedException {
        assertAbsent("output", server.text());
        for (var path : List.of("/metrics", "/providers", "/health", "/ready", "/live")) {
            assertAbsent(path, server.ask(path).body());
        }
        assertAbsent("threads", threads(server.pid()));
    }

    private static String threads(long pid) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process =
                new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print", "-l", "-e")
                        .redirectErrorStream(true)
                        .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(printed).contains("Full thread dump");
        return printed;
    }

    /// What came to the vendors, but for the headers that keys belong in.
    static void in(Vendors vendors) {
        for (var vendor : List.of("openai", "deepgram", "cartesia")) {
            assertThat(vendors.requests(vendor)).as(vendor).isNotEmpty();
            for (var request : vendors.requests(vendor)) {
                assertThat(request.hasKeyInQuery()).as(request.path()).isFalse();
                assertAbsent(vendor, request.path() + request.query() + request.headers());
                assertAbsent(vendor, request.body() + request.texts());
            }
        }
    }

    static void in(CallRecord record) {
        assertAbsent("record", record.toString());
        assertAbsent("timeline", new CallTimeline(record, false).text("none"));
    }

    /// All files that a server keeps, the database's too; unpacked models are not looked at.
    static void in(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (!data.relativize(file).startsWith("cache")) {
                    assertAbsent(
                            file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
    }

    private static void assertAbsent(String where, String text) {
        for (var form : FORMS) {
            assertThat(text.contains(form)).as("a key in %s, as %s", where, form).isFalse();
        }
    }
}
