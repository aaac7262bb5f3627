package dev.parley.app.command;

import dev.parley.app.records.KeyRotation;
import dev.parley.app.server.StartRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley keys`: the master keys of recordings and journal.
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Shows and changes the master keys under which recordings and journal lie.",
            "list: ids of the keys and what lies under each. rotate: a new key in the key file, everything wrapped under it anew; no sound"
                    + " is touched, a running server follows. rewrap: the same with the keys of the environment."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley keys list",
            "  ./parley keys rotate",
            "  ./parley keys rotate --forget-old      when no backup needs the old keys any more",
            "  PARLEY_RECORDS_KEY=new PARLEY_RECORDS_OLD_KEYS=old ./parley keys rewrap",
            "",
            "Exit codes: 0 done, 1 something lies under a key that is not known, 2 wrong use or settings, 3 a key is refused."
        })
final class KeysCommand implements Callable<Integer> {
    private enum Action {
        list,
        rotate,
        rewrap
    }

    @Mixin private RecordsOptions options;

    @Parameters(
            paramLabel = "ACTION",
            defaultValue = "list",
            description = "list, rotate or rewrap (default: list)")
    private Action action = Action.list;

    @Option(
            names = "--forget-old",
            description = "after rotate: remove the other keys from the key file")
    private boolean forgetOld;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var rotation = new KeyRotation(options.settings());
        try {
            var done =
                    switch (action) {
                        case list -> rotation.list();
                        case rotate -> rotation.rotate(forgetOld);
                        case rewrap -> rotation.rewrap();
                    };
            say(done);
            return done.unknown() == 0 ? 0 : 1;
        } catch (IOException e) {
            throw new StartRefused("the keys cannot be changed: " + e.getMessage(), e);
        }
    }

    private void say(KeyRotation.Done done) {
        PrintWriter out = spec.commandLine().getOut();
        if (options.isJson()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("active", done.active());
            fields.put("rewrapped", done.rewrapped());
            fields.put("recordings", done.recordings());
            fields.put("unknown", done.unknown());
            out.println(JsonLine.of(fields));
        } else {
            done.recordings()
                    .forEach((key, count) ->
                            out.println(
                                    "%s  %6d recordings%s"
                                            .formatted(
                                                    key,
                                                    count,
                                                    key.equals(done.active()) ? "  active" : "")));
            if (action != Action.list) {
                out.println(done.rewrapped() + " wrapped anew");
            }
            if (done.unknown() > 0) {
                out.println(done.unknown() + " lie under a key that is not known");
            }
        }
        out.flush();
    }
}
