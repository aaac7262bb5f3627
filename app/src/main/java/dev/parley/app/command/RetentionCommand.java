package dev.parley.app.command;

import dev.parley.app.records.RecordsDesk;
import dev.parley.app.server.Removal;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.app.settings.RetentionSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./parley retention`: what a server does once a day, now.
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Removes sound, words and records of calls that are older than retention.recordings, retention.transcripts and"
                    + " retention.records.",
            "A server does this once a day. Calls that are held stay."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley retention --now --dry-run      what would go",
            "  ./parley retention --now",
            "",
            "Exit codes: 0 done, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class RetentionCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Option(names = "--now", required = true, description = "do it now")
    private boolean now;

    @Option(names = "--dry-run", description = "say what would go, and remove nothing")
    private boolean trial;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        if (!now) {
            throw new InvalidSettings("expected --now");
        }
        var settings = options.settings();
        try (var desk = RecordsDesk.open(settings)) {
            say(desk.removal().run(trial), settings.retention());
            return 0;
        }
    }

    private void say(Removal.Removed removed, RetentionSettings settings) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.isJson()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("trial", trial);
            fields.put("recordings", removed.recordings());
            fields.put("bytes", removed.bytes());
            fields.put("transcripts", removed.transcripts());
            fields.put("records", removed.records());
            out.println(JsonLine.of(fields));
        } else {
            out.println(trial ? "would be removed:" : "removed:");
            out.println(
                    "%8d  recordings, %.1f MB, %s"
                            .formatted(
                                    removed.recordings(),
                                    removed.bytes() / 1e6,
                                    age(settings.recordings())));
            out.println(
                    "%8d  transcripts, %s"
                            .formatted(removed.transcripts(), age(settings.transcripts())));
            out.println("%8d  records, %s".formatted(removed.records(), age(settings.records())));
        }
        out.flush();
    }

    private static String age(int days) {
        return days == 0 ? "kept for ever" : "older than " + days + " days";
    }
}
