package dev.parley.app.command;

import dev.parley.app.records.CallJson;
import dev.parley.app.records.CallTimeline;
import dev.parley.app.records.RecordsDesk;
import dev.parley.app.records.SoundLine;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley calls show`: one call from its beginning to its end.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows one call: both sides as they were heard, how long each answer took and of what, tools, notes."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley calls show ID",
            "  ./parley calls show ID --json | jq '.turns[].latency_ms.total'",
            "",
            "Exit codes: 0 done, 1 there is no such call, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class CallsShowCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Parameters(paramLabel = "ID", description = "the call, as ./parley calls lists it")
    private String id = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        try (var desk = RecordsDesk.open(options.settings())) {
            var call = desk.calls().find(id);
            if (call.isEmpty()) {
                return NoSuchCall.tell(spec);
            }
            var out = spec.commandLine().getOut();
            if (options.isJson()) {
                out.println(CallJson.line(CallJson.call(call.get())));
            } else {
                out.print(
                        new CallTimeline(call.get(), Ansi.AUTO.enabled())
                                .text(SoundLine.of(call.get().header(), desk.recordings())));
            }
            out.flush();
            return 0;
        }
    }
}
