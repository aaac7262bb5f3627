package dev.parley.app;

import dev.parley.app.command.ParleyCommand;

/// The one entry point: `./parley COMMAND`.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(ParleyCommand.run(arguments));
    }
}
