package dev.parley.app.command;

import dev.parley.app.demo.Demo;
import dev.parley.app.demo.DemoResult;
import dev.parley.app.demo.DemoScreen;
import dev.parley.app.server.PrivateFolder;
import dev.parley.app.server.Server;
import dev.parley.app.settings.Settings;
import dev.parley.observe.Logs;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./parley demo`: everything embedded, one call, what came of it.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "One call by voice that books in a real database.",
            "Starts the server on loopback with everything embedded, lets a simulated customer phone the garage, prints the"
                    + " conversation live as it is heard on both sides, and reads the booking back from the database."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley demo                    one call; the server stays up",
            "  ./parley demo --once             stops at the end; exit code 0 only if the booking stands",
            "  ./parley demo --once --seed 7 --json | tail -n 1",
            "",
            "Exit codes: 0 the appointment stands in the database and both sides were heard, 1 not, 2 wrong settings, 3 the",
            "start was refused."
        })
final class DemoCommand implements Callable<Integer> {
    @Mixin private SettingsOptions options;

    @Option(names = "--once", description = "stop the server after the call")
    private boolean once;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "draws who calls and what they want (default: the next one)")
    private @Nullable Long seed;

    @Option(
            names = "--json",
            description =
                    "the figures as one last line of JSON; everything else goes to standard error")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException, IOException, SQLException {
        var settings = options.read(Map.of("recording.encrypted", "false"));
        Logs.jsonToFile(
                PrivateFolder.at(settings.data().resolve("logs")).resolve("parley.log"),
                settings.logs().levelName());
        PrintStream out = json ? System.err : System.out;
        var screen = new DemoScreen(out);
        var played =
                new Demo(settings, screen)
                        .play(seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
        summary(screen, played.result());
        if (json) {
            System.out.println(JsonLine.of(played.result().figures()));
            System.out.flush();
        }
        if (once) {
            played.server().stop(Duration.ofSeconds(5));
        } else {
            stayUp(screen, played.server(), settings);
        }
        return played.result().isGood() ? 0 : 1;
    }

    private static void summary(DemoScreen screen, DemoResult result) {
        screen.say("");
        screen.say(
                result.booked()
                        ? "@|bold,green booked|@ in the database: " + result.appointment()
                        : "@|bold,red not booked|@: no such appointment stands in the database");
        screen.say(
                result.replyMillis().isEmpty()
                        ? "replies: none"
                        : "replies: %d, p50 %d ms, p95 %d ms from the caller's last sound to the agent's first"
                                .formatted(
                                        result.replyMillis().size(),
                                        result.percentile(50),
                                        result.percentile(95)));
        screen.say("recording:  " + result.recording() + " (caller left, agent right)");
        screen.say("transcript: " + result.transcript());
    }

    private static void stayUp(DemoScreen screen, Server server, Settings settings)
            throws InterruptedException {
        var stop = new StopSignal(server, settings.server().drainLimit());
        screen.say("");
        screen.say(
                "the server is up: calls @|bold %s|@, health @|bold %s/health|@, metrics @|bold %s/metrics|@"
                        .formatted(server.mediaUrl(), server.opsUrl(), server.opsUrl()));
        screen.say(
                "Ctrl-C stops it; another call: ./parley caller --ws "
                        + server.mediaUrl()
                        + " --seed 2");
        stop.await();
    }
}
