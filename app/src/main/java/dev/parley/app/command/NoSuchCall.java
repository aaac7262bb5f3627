package dev.parley.app.command;

import picocli.CommandLine.Model.CommandSpec;

/// How every command says that a call is not there.
final class NoSuchCall {
    private NoSuchCall() {}

    /// Says so, without repeating what was typed, and gives the exit code.
    static int tell(CommandSpec spec) {
        var line = spec.commandLine();
        line.getErr()
                .println(
                        line.getColorScheme()
                                .errorText(
                                        "parley: there is no call of this id here; ./parley calls lists them"));
        line.getErr().flush();
        return 1;
    }
}
