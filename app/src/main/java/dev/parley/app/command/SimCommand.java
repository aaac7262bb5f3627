package dev.parley.app.command;

import dev.parley.app.server.StartRefused;
import dev.parley.sim.vendor.Vendors;
import dev.parley.sim.vendor.script.VendorScript;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./parley sim`: simulated vendors of models and speech on a local port, until Ctrl-C.
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Simulated OpenAI, Deepgram and Cartesia on a port of this machine, until Ctrl-C.",
            "They check requests as strictly as the vendors do, say what a script says, and break on demand."
        },
        footer = {
            "",
            "A fault is target:fault@point[:parameter]. Targets: llm, stt, tts, duplex, a vendor, or vendor.stage.",
            "Faults: refuse 401 402 429 5xx slow-first-byte stall cut error garbage split-utf8 duplicate late wrong-rate zero-bytes too-fast too-slow.",
            "Points: always, turnN, requestN, connectionN; with + from there on.",
            "",
            "Examples:",
            "  ./parley sim",
            "  ./parley sim --script garage.yaml --fault llm:stall@turn3",
            "  ./parley sim --fault stt:cut@turn2 --fault tts:429@always:2 --port 8901",
            "",
            "Scripts and faults: docs/sim-vendors.md. Exit codes: 0 stopped, 2 wrong script or fault, 3 the port is taken."
        })
final class SimCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "what they say, hear and sound like, as YAML")
    private @Nullable Path script;

    @Option(
            names = "--fault",
            paramLabel = "RULE",
            description = "what goes wrong, and where; may be given again")
    private List<String> faults = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8900",
            description = "port on 127.0.0.1, 0 for a free one (default: 8900)")
    private int port;

    @Option(names = "--json", description = "addresses and the outcome as lines of JSON")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        try {
            if (port < 0 || port > MAX_PORT) {
                throw new IllegalArgumentException(
                        "--port: expected 0 to %d, got %d".formatted(MAX_PORT, port));
            }
            faults.forEach(Vendors::rule);
            try (var vendors =
                    start(script == null ? VendorScript.usual() : VendorScript.read(script))) {
                faults.forEach(vendors::fault);
                show(out, vendors);
                untilStopped(out, vendors);
            }
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Vendors start(VendorScript read) {
        try {
            return Vendors.start(read, port);
        } catch (IOException e) {
            throw new StartRefused(
                    "port %d is taken (%s); choose another with --port, or 0 for a free one"
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    private record Row(String vendor, String what, String url, String key) {}

    private static List<Row> rows(Vendors vendors) {
        var keys = vendors.script();
        return List.of(
                new Row(
                        "openai",
                        "chat, models, speech, transcriptions, realtime",
                        vendors.url("openai") + "/v1",
                        keys.key("openai")),
                new Row(
                        "deepgram",
                        "listen v1, listen v2 (Flux), speak v1 (Aura)",
                        vendors.socketUrl("deepgram"),
                        keys.key("deepgram")),
                new Row(
                        "cartesia",
                        "tts/websocket (Sonic)",
                        vendors.socketUrl("cartesia"),
                        keys.key("cartesia")));
    }

    private void show(PrintWriter out, Vendors vendors) {
        if (json) {
            for (var row : rows(vendors)) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("type", "vendor");
                fields.put("vendor", row.vendor());
                fields.put("offers", row.what());
                fields.put("url", row.url());
                fields.put("key", row.key());
                out.println(JsonLine.of(fields));
            }
        } else {
            out.println("parley: simulated vendors are ready");
            out.println();
            var form = "%-10s %-46s %-36s %s";
            out.println(form.formatted("VENDOR", "OFFERS", "ADDRESS", "KEY"));
            for (var row : rows(vendors)) {
                out.println(form.formatted(row.vendor(), row.what(), row.url(), row.key()));
            }
            out.println();
            out.println("For ./parley serve, in parley.yaml:");
            out.println("  speech:");
            var line = "    %s: {provider: %s, url: \"%s\", key: %s%s}";
            for (var row : rows(vendors)) {
                switch (row.vendor()) {
                    case "deepgram" ->
                            out.println(
                                    line.formatted("hears", "deepgram", row.url(), row.key(), ""));
                    case "cartesia" ->
                            out.println(
                                    line.formatted(
                                            "speaks",
                                            "cartesia",
                                            row.url(),
                                            row.key(),
                                            ", voice: anyone"));
                    default -> {}
                }
            }
            out.println(
                    "A second one of its kind, with faults of its own: /openai-backup in place of /openai.");
            faults.forEach(fault -> out.println("Fault: " + fault));
        }
        out.flush();
    }

    /// Ctrl-C and SIGTERM end it, and what clients did wrong is told.
    private void untilStopped(PrintWriter out, Vendors vendors) throws InterruptedException {
        var told = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var hook =
                Thread.ofPlatform()
                        .name("stop")
                        .unstarted(() -> {
                            tell(out, vendors);
                            told.countDown();
                            stopped.countDown();
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stopped.await();
        } finally {
            if (told.getCount() > 0) {
                Runtime.getRuntime().removeShutdownHook(hook);
                tell(out, vendors);
            }
        }
    }

    private void tell(PrintWriter out, Vendors vendors) {
        var violations = vendors.violations();
        int requests = vendors.requests().size();
        if (json) {
            for (var violation : violations) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("type", "violation");
                fields.put("vendor", violation.vendor());
                fields.put("rule", violation.rule());
                fields.put("what", violation.what());
                fields.put("millis", violation.millis());
                out.println(JsonLine.of(fields));
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("type", "outcome");
            fields.put("requests", requests);
            fields.put("faults_struck", vendors.strikes().size());
            fields.put("violations", violations.size());
            out.println(JsonLine.of(fields));
        } else {
            out.println(
                    "%d requests and connections, %d faults struck, %d violations of a protocol"
                            .formatted(requests, vendors.strikes().size(), violations.size()));
            violations.forEach(violation ->
                    out.println(
                            "  %8.3f s  %-10s %-14s %s"
                                    .formatted(
                                            violation.millis() / 1_000.0,
                                            violation.vendor(),
                                            violation.rule(),
                                            violation.what())));
        }
        out.flush();
    }
}
