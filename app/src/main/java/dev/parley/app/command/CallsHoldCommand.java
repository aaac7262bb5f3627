package dev.parley.app.command;

import dev.parley.app.records.RecordsDesk;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley calls hold`: a legal hold.
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description =
                "Holds a call: neither its age nor a request to erase removes anything of it.",
        footer = {
            "",
            "Example:",
            "  ./parley calls hold ID --by \"legal department\"",
            "",
            "Exit codes: 0 held, 1 there is no such call, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class CallsHoldCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Parameters(paramLabel = "ID", description = "the call, as ./parley calls lists it")
    private String id = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "who holds it (default: the user of this terminal)")
    private String by = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        try (var desk = RecordsDesk.open(options.settings())) {
            return desk.postgres().holds().hold(id, by) ? 0 : NoSuchCall.tell(spec);
        }
    }
}
