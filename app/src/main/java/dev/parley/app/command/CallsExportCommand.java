package dev.parley.app.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.records.CallExport;
import dev.parley.app.records.CallJson;
import dev.parley.app.records.RecordsDesk;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.app.settings.Settings;
import dev.parley.store.CallFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley calls export`: a folder to hand over.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Writes a call, or everything kept of a customer, into a folder.",
            "Record and transcript as JSON, text and Markdown, the recording as WAV, a manifest with SHA-256. The files are not encrypted."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley calls export ID --to call-of-monday",
            "  ./parley calls export --customer 12 --to for-mrs-smith",
            "",
            "Exit codes: 0 done, 1 nothing is kept of that call or person, 2 wrong use or settings, 3 the records cannot be",
            "opened."
        })
final class CallsExportCommand implements Callable<Integer> {
    @Mixin private RecordsOptions options;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "the call, as ./parley calls lists it")
    private @Nullable String id;

    @Option(
            names = "--customer",
            paramLabel = "ID",
            description = "one person instead: 12, customer:12 or +14155550123")
    private @Nullable String customer;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "whose customer (default: the server's agent)")
    private @Nullable String agent;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            required = true,
            description = "a new folder; you alone can read it")
    private @Nullable Path to;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        if ((id == null) == (customer == null) || to == null) {
            throw new InvalidSettings("expected either a call or --customer, and --to DIR");
        }
        var settings = options.settings();
        try (var desk = RecordsDesk.open(settings)) {
            var manifest =
                    customer == null
                            ? call(desk, String.valueOf(id), to)
                            : person(desk, settings, customer, to);
            if (manifest.isEmpty()) {
                return NoSuchCall.tell(spec);
            }
            var out = spec.commandLine().getOut();
            out.println(
                    options.isJson()
                            ? CallJson.line(manifest.get())
                            : "exported %d files to %s"
                                    .formatted(manifest.get().path("files").size(), to));
            out.flush();
            return 0;
        } catch (IOException e) {
            var line = spec.commandLine();
            line.getErr()
                    .println(
                            line.getColorScheme()
                                    .errorText("parley: not exported: " + e.getMessage()));
            return 1;
        }
    }

    private static Optional<ObjectNode> call(RecordsDesk desk, String id, Path to)
            throws SQLException, IOException {
        var call = desk.calls().find(id);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        var export = new CallExport(to);
        export.add(call.get(), desk.calls().journal(id), desk.recordings(), "");
        return Optional.of(export.finish("call " + id, Instant.now()));
    }

    private Optional<ObjectNode> person(
            RecordsDesk desk, Settings settings, String customer, Path to)
            throws SQLException, IOException {
        var person = desk.person(customer, agent == null ? settings.agent() : agent);
        var calls = desk.calls().list(CallFilter.about(person.names()));
        if (calls.isEmpty() && !person.isKnown()) {
            return Optional.empty();
        }
        var export = new CallExport(to);
        if (person.people().isPresent() && person.isKnown()) {
            export.add(person.people().get().export(person.subject().reveal()));
        }
        for (var header : calls) {
            var call = desk.calls().find(header.id());
            if (call.isPresent()) {
                export.add(
                        call.get(),
                        desk.calls().journal(header.id()),
                        desk.recordings(),
                        "calls/" + header.id() + "/");
            }
        }
        return Optional.of(export.finish(person.subject().reveal(), Instant.now()));
    }
}
