package dev.parley.app.command;

import dev.parley.app.records.Erasing;
import dev.parley.app.records.RecordsDesk;
import dev.parley.app.settings.InvalidSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./parley erase`: one person, everywhere.
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Erases sound, words and records of one person, and proves it.",
            "Removes every call about them or from their numbers, whole, and the agent's rows; then looks for their numbers, names and"
                    + " words in every table and file. Works beside a running server. Keeps a receipt without personal data."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley erase --customer 12 --dry-run       what would go",
            "  ./parley erase --customer 12",
            "  ./parley erase --customer +14155550123 --by \"data protection\" --json",
            "",
            "Exit codes: 0 nothing is left, 1 something is left (held or open calls, or what the search found) or nobody is kept",
            "under that name, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class EraseCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            required = true,
            description = "the person: 12, customer:12 or +14155550123")
    private @Nullable String customer;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "whose customer (default: the server's agent)")
    private @Nullable String agent;

    @Option(names = "--dry-run", description = "say what would go, and remove nothing")
    private boolean trial;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "who erases, for the receipt (default: the user of this terminal)")
    private String by = "";

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, IOException, InterruptedException {
        if (customer == null || customer.isBlank()) {
            throw new InvalidSettings("--customer: expected an id, a subject or a number");
        }
        var settings = options.settings();
        try (var desk = RecordsDesk.open(settings)) {
            var person = desk.person(customer, agent == null ? settings.agent() : agent);
            var erasing = new Erasing(desk, person);
            var result = trial ? erasing.tryOut() : erasing.erase(by);
            if (result.calls() == 0 && !person.isKnown() && result.left().isEmpty()) {
                return nobody();
            }
            say(result);
            return trial || result.isComplete() ? 0 : 1;
        }
    }

    private int nobody() {
        var line = spec.commandLine();
        line.getErr()
                .println(
                        line.getColorScheme()
                                .errorText(
                                        "parley: nobody is kept under that name, and no call is about them; nothing was removed"));
        line.getErr().flush();
        return 1;
    }

    private void say(Erasing.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.isJson()) {
            out.println(JsonLine.of(fields(result)));
        } else {
            text(out, result);
        }
        out.flush();
    }

    private Map<String, Object> fields(Erasing.Result result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("trial", trial);
        fields.put("receipt", result.receipt());
        fields.put("calls", result.calls());
        fields.put("held", result.held());
        fields.put("open", result.open());
        fields.put("shared", result.shared());
        fields.put("removed", result.removed());
        fields.put("left", result.left());
        fields.put("complete", !trial && result.isComplete());
        return fields;
    }

    private void text(PrintWriter out, Erasing.Result result) {
        out.println(trial ? "would be removed:" : "removed:");
        result.removed()
                .forEach((place, count) -> {
                    if (count > 0) {
                        out.println("%8d  %s".formatted(count, place));
                    }
                });
        tell(out, result.shared(), "of these calls were about somebody else too and go whole");
        tell(out, result.held(), "calls are held and stay; ./parley calls release ends a hold");
        tell(out, result.open(), "calls go on and stay; erase again when they are over");
        if (trial) {
            return;
        }
        if (result.left().isEmpty()) {
            out.println("searched every table and file for numbers, names and words: found 0");
        } else {
            out.println("still found:");
            result.left().forEach((place, count) -> out.println("%8d  %s".formatted(count, place)));
        }
        out.println("receipt " + result.receipt());
    }

    private static void tell(PrintWriter out, int count, String what) {
        if (count > 0) {
            out.println("%8d  %s".formatted(count, what));
        }
    }
}
