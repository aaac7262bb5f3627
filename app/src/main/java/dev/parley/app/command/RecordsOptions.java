package dev.parley.app.command;

import dev.parley.app.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of every command that works on records of calls.
final class RecordsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "settings file (default: parley.yaml, if there is one)")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder (default: data)")
    private @Nullable Path data;

    @Option(names = "--json", description = "JSON instead of text")
    private boolean json;

    Settings settings() {
        var flags = new HashMap<String, String>();
        if (data != null) {
            flags.put("data", data.toString());
        }
        return SettingsOptions.read(flags, config);
    }

    boolean isJson() {
        return json;
    }
}
