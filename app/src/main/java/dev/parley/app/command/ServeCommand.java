package dev.parley.app.command;

import dev.parley.app.server.Server;
import dev.parley.app.settings.LogSettings;
import dev.parley.app.settings.Settings;
import dev.parley.observe.Logs;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `./parley serve`: the server, until Ctrl-C or SIGTERM, which drain.
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Starts the server and runs until Ctrl-C or SIGTERM.",
            "Calls in progress may then finish, within the drain limit."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley serve",
            "  ./parley serve --port 8010 --ops-port 9010 --data /var/lib/parley --log plain",
            "  ./parley serve --engines scripted --vad light --max-calls 1000",
            "",
            "Every setting: docs/settings.md. Exit codes: 0 stopped in order, 2 wrong settings, 3 the start was refused."
        })
final class ServeCommand implements Callable<Integer> {
    @Mixin private SettingsOptions options;

    @Override
    public Integer call() throws InterruptedException {
        var settings = options.read(Map.of());
        log(settings);
        var server = Server.start(settings);
        var stop = new StopSignal(server, settings.server().drainLimit());
        System.out.println(
                "parley: ready; calls " + server.mediaUrl() + ", ops " + server.opsUrl());
        System.out.flush();
        stop.await();
        return 0;
    }

    private static void log(Settings settings) {
        switch (settings.logs().format()) {
            case LogSettings.Format.JSON -> Logs.jsonToConsole(settings.logs().levelName());
            case LogSettings.Format.PLAIN -> Logs.plainToConsole(settings.logs().levelName());
        }
    }
}
