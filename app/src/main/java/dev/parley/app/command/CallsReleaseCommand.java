package dev.parley.app.command;

import dev.parley.app.records.RecordsDesk;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley calls release`: the end of a legal hold.
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = "Ends the hold of a call: its age and requests to erase count again.",
        footer = {
            "",
            "Example:",
            "  ./parley calls release ID",
            "",
            "Exit codes: 0 released, 1 there is no such call, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class CallsReleaseCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Parameters(paramLabel = "ID", description = "the call, as ./parley calls lists it")
    private String id = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        try (var desk = RecordsDesk.open(options.settings())) {
            return desk.postgres().holds().release(id) ? 0 : NoSuchCall.tell(spec);
        }
    }
}
