package dev.parley.it.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The published RTVI clients, installed beside the repository: the JavaScript client in a real
/// browser, and Pipecat's scenario runner. Found by `PARLEY_PEERS`, else as `shared/peers` beside
/// the repository; the packages of both are kept in `RTVI_DIR`, else in `~/.cache/rtvi-peer`.
final class PeerKit {
    private static final int SETUP_SECONDS = 300;

    private final Path kit;
    private final Path packages;

    private PeerKit(Path kit, Path packages) {
        this.kit = kit;
        this.packages = packages;
    }

    /// The kit with its browser client, installed on first use. Skips the test where it cannot be.
    static PeerKit withBrowser(Path folder) throws IOException, InterruptedException {
        var kit = find();
        Programs.need("node", "npm", chromium());
        var setup =
                Programs.run(
                        folder,
                        kit.environment(),
                        SETUP_SECONDS,
                        List.of(kit.kit.resolve("setup.sh").toString()));
        assumeTrue(
                setup.exit() == 0,
                () -> "skipped: the published client could not be installed: " + setup.output());
        return kit;
    }

    /// The kit with the scenario runner, which installs itself on first use.
    static PeerKit withScenarios(Path folder) throws IOException, InterruptedException {
        var kit = find();
        Programs.need(python());
        var enough = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))";
        var check = Programs.run(folder, Map.of(), 30, List.of(python(), "-c", enough));
        assumeTrue(check.exit() == 0, "skipped: needs Python 3.11 or newer with venv");
        return kit;
    }

    private static PeerKit find() {
        var kit = folder("PARLEY_PEERS", null);
        if (kit == null) {
            kit = beside();
        }
        assumeTrue(
                kit != null,
                "skipped: the kit of published RTVI clients is not beside the repository;"
                        + " name its folder with PARLEY_PEERS");
        var home = Path.of(System.getProperty("user.home"), ".cache", "rtvi-peer");
        var packages = folder("RTVI_DIR", home);
        return new PeerKit(kit.resolve("rtvi"), packages == null ? home : packages);
    }

    private static @Nullable Path folder(String variable, @Nullable Path otherwise) {
        var named = System.getenv(variable);
        return named == null || named.isEmpty() ? otherwise : Path.of(named).toAbsolutePath();
    }

    /// Looks from here upwards, so that it is found from a copy of the repository too.
    private static @Nullable Path beside() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            var peers = at.resolve("shared").resolve("peers");
            if (Files.isDirectory(peers.resolve("rtvi"))) {
                return peers;
            }
        }
        return null;
    }

    /// What the published client did in one session.
    ///
    /// @param report the kit's, see its README
    /// @param wire every frame on the wire, in order
    record Session(JsonNode report, List<JsonNode> wire, String output) {
        boolean isAsExpected() {
            return report.path("ok").asBoolean();
        }
    }

    /// One session of the published client; `options` as the kit's README has them. `output` gets
    /// the report and what was heard.
    Session call(Path output, int seconds, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("node", kit.resolve("run.mjs").toString()));
        command.addAll(options);
        command.addAll(List.of("--seconds", "" + seconds, "--quiet", "--out", output.toString()));
        Files.createDirectories(output);
        var result = Programs.run(output, environment(), seconds + 40, command);
        var json = new ObjectMapper();
        var file = output.resolve("report.json");
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "the published client gave no report:\n" + result.output());
        }
        List<JsonNode> wire = new ArrayList<>();
        for (var line : Files.readAllLines(output.resolve("wire.jsonl"))) {
            if (!line.isBlank()) {
                wire.add(json.readTree(line));
            }
        }
        return new Session(json.readTree(file.toFile()), wire, result.output());
    }

    /// Runs Pipecat's scenarios against a socket; exit code 0 only if all passed.
    Programs.Result scenarios(Path folder, URI socket, int seconds, List<Path> files)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                kit.resolve("eval").resolve("run.sh").toString(),
                                socket.toString()));
        files.forEach(file -> command.add(file.toString()));
        command.add("-v");
        var environment = new HashMap<>(environment());
        environment.put("EVAL_LOGS", folder.toString());
        environment.put("PYTHON", python());
        return Programs.run(folder, environment, seconds, command);
    }

    /// Starts the kit's own server, a model of a correct one; ends with the test that closes it.
    Process modelServer(Path folder, int port) throws IOException {
        var builder =
                new ProcessBuilder("node", kit.resolve("selftest-server.mjs").toString(), "" + port)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("server.jsonl").toFile())
                        .redirectError(folder.resolve("server.txt").toFile());
        builder.environment().putAll(environment());
        return builder.start();
    }

    private Map<String, String> environment() {
        return Map.of("RTVI_DIR", packages.toString(), "CHROMIUM", chromium());
    }

    private static String chromium() {
        return System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium");
    }

    private static String python() {
        return System.getenv().getOrDefault("PYTHON", "python3");
    }
}
