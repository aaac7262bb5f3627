package dev.parley.app.command;

import dev.parley.app.records.CallJson;
import dev.parley.app.replay.ReplayReport;
import dev.parley.app.replay.Replays;
import dev.parley.app.replay.RerunReport;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.call.journal.CallJournal;
import dev.parley.dialog.InvalidFlow;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley replay`: a call once more, decision by decision.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Hands everything that came in during a call to the same conversation once more, and checks that it does the same.",
            "Prints the call's timeline: who had the floor, words, decisions, how long they took. Nothing is called, booked or said."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley replay ID",
            "  ./parley replay ID --against other.yaml",
            "  ./parley replay ID --against flow",
            "  ./parley replay --file call-of-monday/journal.jsonl",
            "  ./parley replay ID --json | jq .identical",
            "",
            "Exit codes: 0 identical (with --against: compared), 1 different or not to be replayed, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class ReplayCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "the call, as ./parley calls lists it")
    private @Nullable String id;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "a journal instead, as ./parley calls export writes it")
    private @Nullable Path file;

    @Option(
            names = "--against",
            paramLabel = "WHAT",
            description =
                    "what would have been said with other settings (a settings FILE.yaml), or with the flow of today (flow)")
    private @Nullable String against;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if ((id == null) == (file == null)) {
            throw new InvalidSettings("expected either a call or --file FILE");
        }
        try {
            var found = found();
            return found.isEmpty() ? NoSuchCall.tell(spec) : replay(found.get());
        } catch (IOException | IllegalArgumentException | InvalidFlow e) {
            var line = spec.commandLine();
            line.getErr()
                    .println(
                            line.getColorScheme()
                                    .errorText("parley: not replayed: " + e.getMessage()));
            return 1;
        }
    }

    private Optional<Replays.Found> found() throws SQLException, IOException, InterruptedException {
        return file == null
                ? Replays.find(options.settings(), String.valueOf(id))
                : Optional.of(new Replays.Found(Replays.read(file), Map.of()));
    }

    private int replay(Replays.Found found) {
        return against == null ? asItWas(found) : against(found.journal(), against);
    }

    private int against(CallJournal journal, String what) {
        var result =
                what.equals("flow")
                        ? Replays.against(
                                journal, Replays.definitionNow(journal, options.settings()))
                        : Replays.against(
                                journal, SettingsOptions.read(Map.of(), Path.of(what)).turns());
        var report = new RerunReport(journal, what, result, Ansi.AUTO.enabled());
        var out = spec.commandLine().getOut();
        if (options.isJson()) {
            out.println(CallJson.line(report.json()));
        } else {
            out.print(report.text());
        }
        out.flush();
        return 0;
    }

    private int asItWas(Replays.Found found) {
        var result = Replays.asItWas(found.journal());
        var report = new ReplayReport(found.journal(), result, found.gaps(), Ansi.AUTO.enabled());
        var out = spec.commandLine().getOut();
        if (options.isJson()) {
            out.println(CallJson.line(report.json()));
        } else {
            out.print(report.text());
        }
        out.flush();
        return result.difference().isEmpty() ? 0 : 1;
    }
}
