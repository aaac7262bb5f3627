package dev.parley.app.command;

import dev.parley.app.settings.Settings;
import dev.parley.app.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command that starts a server; the rest of the settings comes from the file and
/// the environment.
final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings file (default: parley.yaml, if there is one)")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of everything the server keeps (default: data)")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "API and media port, 0 for any (default: 8000)")
    private @Nullable String port;

    @Option(
            names = "--ops-port",
            paramLabel = "N",
            description = "port of health and metrics, 0 for any (default: 9090)")
    private @Nullable String opsPort;

    @Option(
            names = "--tls",
            description =
                    "HTTPS and wss with a certificate of its own making for the local network")
    private boolean tls;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "calls at one time; call N+1 is declined (default: 50)")
    private @Nullable String maxCalls;

    @Option(
            names = "--engines",
            paramLabel = "E",
            description =
                    "local: embedded speech; scripted: a tone answers every turn (default: local)")
    private @Nullable String engines;

    @Option(
            names = "--voice",
            paramLabel = "V",
            description = "the agent's voice: auto, flite, freetts (default: auto)")
    private @Nullable String voice;

    @Option(
            names = "--vad",
            paramLabel = "V",
            description = "voice activity: neural, light (default: neural)")
    private @Nullable String vad;

    @Option(
            names = "--log",
            paramLabel = "F",
            description = "log lines: json, plain (default: json)")
    private @Nullable String log;

    /// The settings of the command, `defaults` weighing least of what was given on the command
    /// line.
    Settings read(Map<String, String> defaults) {
        var flags = new HashMap<>(defaults);
        put(flags, "data", data == null ? null : data.toString());
        put(flags, "server.port", port);
        put(flags, "server.ops-port", opsPort);
        put(flags, "server.tls.self-signed", tls ? "true" : null);
        put(flags, "server.max-calls", maxCalls);
        put(flags, "speech.engines", engines);
        put(flags, "speech.voice", voice);
        put(flags, "speech.vad", vad);
        put(flags, "log.format", log);
        return read(flags, config);
    }

    /// The settings of any command.
    ///
    /// @param config the settings file given; null for `parley.yaml` if there is one
    static Settings read(Map<String, String> flags, @Nullable Path config) {
        var file =
                Optional.ofNullable(config)
                        .or(() -> Optional.of(Path.of("parley.yaml")).filter(Files::isRegularFile));
        return Settings.from(
                new SettingsReader(flags, System.getenv(), file, Optional.of(Path.of(".env"))));
    }

    private static void put(Map<String, String> flags, String key, @Nullable String value) {
        if (value != null) {
            flags.put(key, value);
        }
    }
}
