package dev.parley.app.command;

import dev.parley.app.records.CallJson;
import dev.parley.app.records.CallTable;
import dev.parley.app.records.CostTotals;
import dev.parley.app.records.RecordsDesk;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.compliance.Sensitive;
import dev.parley.store.CallFilter;
import dev.parley.store.CallRecord.Header;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./parley calls`: the list, and what can be done with one call.
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Lists calls, newest first; shows, plays, exports and holds one.",
            "Works beside a running server and without one. What people said and are called is shown, on purpose: mind who looks."
        },
        subcommands = {
            CallsShowCommand.class,
            CallsPlayCommand.class,
            CallsExportCommand.class,
            CallsHoldCommand.class,
            CallsReleaseCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  ./parley calls",
            "  ./parley calls --since 2h --outcome booked",
            "  ./parley calls --customer 12 --json",
            "  ./parley calls --since 7d --limit 1000 --costs",
            "  ./parley calls show ID",
            "  ./parley calls play ID --turn 3",
            "",
            "Exit codes: 0 done, 1 there is no such call, 2 wrong use or settings, 3 the records cannot be opened."
        })
final class CallsCommand implements Callable<Integer> {
    private static final Pattern AGO = Pattern.compile("(\\d{1,5})([mhd])");

    @Mixin private RecordsOptions options;

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "calls since then: 30m, 2h, 7d, 2026-11-20 or 2026-11-20T09:00:00Z")
    private @Nullable String since;

    @Option(names = "--agent", paramLabel = "NAME", description = "calls of this agent")
    private @Nullable String agent;

    @Option(
            names = "--outcome",
            paramLabel = "NAME",
            description = "calls that ended so, as booked")
    private @Nullable String outcome;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            description = "calls about one person: 12, customer:12 or +14155550123")
    private @Nullable String customer;

    @Option(
            names = "--costs",
            description =
                    "what these calls cost together, by agent and provider, instead of the list")
    private boolean sumsCosts;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "at most so many, 1 to 1000 (default: 20)")
    private int limit;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if (limit < 1 || limit > 1000) {
            throw new InvalidSettings("--limit: expected 1 to 1000, got " + limit);
        }
        var settings = options.settings();
        try (var desk = RecordsDesk.open(settings)) {
            List<Sensitive<String>> people =
                    customer == null
                            ? List.of()
                            : desk.person(customer, agent == null ? settings.agent() : agent)
                                    .names();
            var calls =
                    desk.calls()
                            .list(
                                    new CallFilter(
                                            Optional.ofNullable(since).map(CallsCommand::time),
                                            Optional.ofNullable(agent),
                                            Optional.ofNullable(outcome),
                                            people,
                                            limit));
            var out = spec.commandLine().getOut();
            var costs =
                    new CostTotals(desk.calls().spending(calls.stream().map(Header::id).toList()));
            if (sumsCosts) {
                out.print(options.isJson() ? CallJson.line(costs.json()) + "\n" : costs.text());
            } else if (options.isJson()) {
                calls.forEach(call -> out.println(CallJson.line(CallJson.header(call))));
            } else {
                out.print(CallTable.of(calls, costs));
            }
            out.flush();
            return 0;
        }
    }

    private static Instant time(String text) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            long count = Long.parseLong(ago.group(1));
            return Instant.now()
                    .minus(
                            switch (ago.group(2)) {
                                case "m" -> Duration.ofMinutes(count);
                                case "h" -> Duration.ofHours(count);
                                default -> Duration.ofDays(count);
                            });
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException _) {
            throw new InvalidSettings(
                    "--since: expected 30m, 2h, 7d, 2026-11-20 or 2026-11-20T09:00:00Z, got \""
                            + text
                            + "\"");
        }
    }
}
