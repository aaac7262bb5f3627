package dev.parley.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts `./parley serve` for a run, on ports of its own, with a data folder of its own.
final class ScriptedServer {
    static final int PORT = 18_400;
    static final int OPS_PORT = 18_401;

    private ScriptedServer() {}

    static Watched start(Path log, String engines, String vad) throws IOException {
        return start(log, engines, vad, "");
    }

    /// @param settings more of them, as YAML
    static Watched start(Path log, String engines, String vad, String settings) throws IOException {
        var data = Files.createTempDirectory("parley-bench");
        var config = Files.writeString(data.resolve("parley.yaml"), settings);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "serve",
                                "--config",
                                config.toString(),
                                "--engines",
                                engines,
                                "--vad",
                                vad,
                                "--port",
                                Integer.toString(PORT),
                                "--ops-port",
                                Integer.toString(OPS_PORT),
                                "--data",
                                data.toString(),
                                "--max-calls",
                                "5000"));
        return Watched.start(log, "dev.parley.app.Main", arguments.toArray(String[]::new));
    }
}
