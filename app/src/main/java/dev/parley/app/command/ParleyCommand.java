package dev.parley.app.command;

import dev.parley.app.ops.PortTaken;
import dev.parley.app.server.StartRefused;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.dialog.NearestName;
import dev.parley.observe.Logs;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// `./parley`: the list of commands, and how their failures reach a person.
///
/// Exit codes: 0 done, 1 it did not work out (a demo that did not book), 2 wrong use or settings, 3
/// the start was refused (port taken, folder locked, engine missing), 70 a defect of ours.
@Command(
        name = "parley",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Answers and places phone calls, and holds spoken conversations.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            CallerCommand.class,
            CallsCommand.class,
            ReplayCommand.class,
            EraseCommand.class,
            RetentionCommand.class,
            KeysCommand.class,
            SimCommand.class,
            CallCommand.class,
            ProvidersCommand.class,
            DoctorCommand.class
        },
        footer = {
            "",
            "Also, handled by the script: @|bold test|@ [--full] runs every check, @|bold build|@ builds.",
            "",
            "Examples:",
            "  ./parley demo                         a call by voice, a booking in a real database",
            "  ./parley serve                        the server, with everything embedded",
            "  ./parley serve --engines scripted     media path and turns only, for load tests",
            "  ./parley caller --ws ws://127.0.0.1:8000/api/v1/voice/media-stream --seed 7",
            "  ./parley calls                        what was said, how long answers took, the sound of it",
            "  ./parley replay ID                    a call once more, decision by decision",
            "  ./parley sim                          OpenAI, Deepgram and Cartesia, simulated, on a local port",
            "  ./parley call --fault tts:cut@turn2   a whole simulated call in which something breaks",
            "  ./parley doctor                       whether these settings can work on this machine"
        })
public final class ParleyCommand implements Runnable {
    @Spec private CommandSpec spec;

    /// Runs the command line and returns the exit code.
    public static int run(String... arguments) {
        Logs.plainToConsole("WARN");
        return run(new CommandLine(new ParleyCommand()), arguments);
    }

    /// Runs the command line with its output elsewhere.
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        return run(new CommandLine(new ParleyCommand()).setOut(out).setErr(err), arguments);
    }

    private static int run(CommandLine line, String... arguments) {
        return line.setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(24)
                .setParameterExceptionHandler(ParleyCommand::misused)
                .setExecutionExceptionHandler(ParleyCommand::explain)
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected a command");
    }

    /// What is wrong stays in sight: the whole usage is for those who ask, or who asked for
    /// nothing.
    private static int misused(ParameterException wrong, String[] arguments) {
        var line = wrong.getCommandLine();
        var err = line.getErr();
        err.println(
                line.getColorScheme()
                        .errorText("parley: " + wrong.getMessage() + hint(wrong, line)));
        if (arguments.length == 0) {
            line.usage(err);
        } else {
            var name = line.getCommandSpec().qualifiedName();
            err.println("All that it takes: ./" + name + " --help");
        }
        err.flush();
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    /// The command or option that may have been meant.
    private static String hint(ParameterException wrong, CommandLine line) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        var known = new TreeSet<>(line.getSubcommands().keySet());
        known.addAll(line.getCommandSpec().optionsMap().keySet());
        return NearestName.hint(unmatched.getUnmatched().getFirst(), known, "");
    }

    private static int explain(
            Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        PrintWriter err = line.getErr();
        return switch (failure) {
            case InvalidSettings wrong -> {
                err.println(line.getColorScheme().errorText("parley: " + wrong.getMessage()));
                yield 2;
            }
            case StartRefused refused -> {
                err.println(line.getColorScheme().errorText("parley: " + refused.getMessage()));
                yield 3;
            }
            case PortTaken taken -> {
                err.println(line.getColorScheme().errorText("parley: " + taken.getMessage()));
                yield 3;
            }
            case SQLException sql -> {
                err.println(
                        line.getColorScheme()
                                .errorText(
                                        "parley: the database did not do it: " + sql.getMessage()));
                yield 3;
            }
            default -> {
                err.println(
                        line.getColorScheme()
                                .errorText(
                                        "parley: unexpected failure; please report it with these lines"));
                failure.printStackTrace(err);
                yield 70;
            }
        };
    }
}
