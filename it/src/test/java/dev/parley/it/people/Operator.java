package dev.parley.it.people;

import dev.parley.app.command.ParleyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Types a command and reads what it prints.
record Operator(int exitCode, String out, String err) {
    /// Runs `./parley` on a data folder.
    static Operator types(Path data, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--data");
        arguments.add(data.toString());
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                ParleyCommand.run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        arguments.toArray(String[]::new));
        return new Operator(code, out.toString(), err.toString());
    }
}
