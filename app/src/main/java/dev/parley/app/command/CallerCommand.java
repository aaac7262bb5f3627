package dev.parley.app.command;

import dev.parley.app.caller.GarageCall;
import dev.parley.app.caller.GarageWishes;
import dev.parley.app.server.StartRefused;
import dev.parley.sim.caller.CallerReport;
import dev.parley.sim.caller.CallerTurn;
import dev.parley.sim.caller.garage.GarageWish;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./parley caller`: a simulated customer of the garage, in a process of its own, with ears and
/// voice of its own.
@Command(
        name = "caller",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "A simulated customer phones the garage and books.",
            "It hears the agent only from the received sound, speaks in real time, and reports every turn. The seed draws who calls"
                    + " and what they want."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley caller --ws ws://127.0.0.1:8000/api/v1/voice/media-stream --seed 7",
            "  ./parley caller --ws ws://127.0.0.1:8000/api/v1/voice/media-stream --seed 7 --json --record call.wav",
            "  ./parley caller --ws ws://127.0.0.1:8000/rtvi --seed 7",
            "",
            "Exit codes: 0 the caller heard that what they wanted is booked, 1 not, 3 the server could not be reached."
        })
final class CallerCommand implements Callable<Integer> {
    @Option(
            names = "--ws",
            paramLabel = "URL",
            required = true,
            description = "the media socket to call, or the browser socket (/rtvi)")
    private @Nullable URI socket;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "draws the caller (default: 1)")
    private long seed;

    @Option(
            names = "--voice",
            paramLabel = "V",
            defaultValue = "freetts-kevin16",
            description = "freetts-kevin16, freetts-kevin, flite-rms (default: the first)")
    private String voice = "freetts-kevin16";

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "stereo WAV of the call as the caller lived it, caller left")
    private @Nullable Path record;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            defaultValue = "data/cache",
            description = "folder of the unpacked model")
    private Path cache = Path.of("data/cache");

    @Option(
            names = "--json",
            description = "a line of JSON for every turn, and one at the end with the outcome")
    private boolean json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        if (socket == null) {
            throw new IllegalStateException("the option is required");
        }
        var wish = GarageWishes.draw(seed, Instant.now());
        if (!json) {
            out.println(
                    "caller %d: %s wants %s on %s at %s"
                            .formatted(
                                    seed,
                                    wish.firstName(),
                                    wish.service().replace('_', ' '),
                                    wish.date(),
                                    wish.time()));
        }
        var report = place(socket, wish, out);
        if (json) {
            out.println(JsonLine.of(outcome(report)));
            out.flush();
        } else {
            out.println(
                    report.outcome().reachedGoal()
                            ? "booked, as the caller heard it: "
                                    + report.outcome().facts().get("heard_date")
                                    + ", "
                                    + report.outcome().facts().get("heard_time")
                            : "not booked (" + report.end() + ")");
        }
        return report.outcome().reachedGoal() ? 0 : 1;
    }

    private CallerReport place(URI server, GarageWish wish, PrintWriter out)
            throws InterruptedException {
        try {
            return new GarageCall(cache, voice)
                    .place(server, wish, record, turn -> show(out, turn));
        } catch (IOException e) {
            throw new StartRefused(
                    "cannot call %s (%s); is the server running? Start it with ./parley serve, and check --ws"
                            .formatted(server, e.getMessage()),
                    e);
        }
    }

    private void show(PrintWriter out, CallerTurn turn) {
        if (json) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("type", "turn");
            fields.put("who", turn.who());
            fields.put("words", turn.words());
            fields.put("from_ms", turn.fromMillis());
            fields.put("to_ms", turn.toMillis());
            fields.put("wait_ms", turn.waitMillis());
            out.println(JsonLine.of(fields));
            out.flush();
        } else {
            out.println(
                    "%7.2f s  %-6s  %s"
                            .formatted(turn.fromMillis() / 1000.0, turn.who(), turn.words()));
            out.flush();
        }
    }

    private Map<String, Object> outcome(CallerReport report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", "outcome");
        fields.put("booked", report.outcome().reachedGoal());
        fields.putAll(report.outcome().facts());
        fields.put("turns", report.turns().size());
        fields.put("call_ms", report.callMillis());
        fields.put("end", report.end());
        fields.put("violations", report.violations());
        return fields;
    }
}
