package dev.parley.app.command;

import dev.parley.app.records.Player;
import dev.parley.app.records.PrivateFile;
import dev.parley.app.records.RecordsDesk;
import dev.parley.app.records.SoundLine;
import dev.parley.app.settings.InvalidSettings;
import dev.parley.call.media.RecordedSound;
import dev.parley.store.CallRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./parley calls play`: the sound of a call, or of one turn of its caller.
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        description = {
            "Plays the recording of a call, caller left and agent right.",
            "Uses aplay, pw-play, paplay or play (sox), whichever is there; --to writes a WAV file instead."
        },
        footer = {
            "",
            "Examples:",
            "  ./parley calls play ID",
            "  ./parley calls play ID --turn 3            what the caller said there, for example a name to be checked",
            "  ./parley calls play ID --to call.wav",
            "",
            "Exit codes: 0 done, 1 there is no such call, turn or recording, or no player, 2 wrong use or settings, 3 the",
            "records cannot be opened."
        })
final class CallsPlayCommand implements Callable<Integer> {
    /// Around a turn: its first sound may begin before it was noticed.
    private static final Duration BEFORE = Duration.ofMillis(300);

    private static final Duration AFTER = Duration.ofMillis(300);

    @Mixin private RecordsOptions options;

    @Parameters(paramLabel = "ID", description = "the call, as ./parley calls lists it")
    private String id = "";

    @Option(
            names = "--turn",
            paramLabel = "N",
            description = "the caller's turn number N alone, as calls show counts them")
    private @Nullable Integer turn;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            description = "write a WAV file that you alone can read")
    private @Nullable Path to;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        try (var desk = RecordsDesk.open(options.settings())) {
            var call = desk.calls().find(id);
            if (call.isEmpty()) {
                return NoSuchCall.tell(spec);
            }
            var name = SoundLine.nameOf(call.get().header(), desk.recordings());
            if (name.isEmpty()) {
                return refuse(
                        "no recording: " + SoundLine.of(call.get().header(), desk.recordings()));
            }
            try (var sound = desk.recordings().open(name.get())) {
                var clip = clip(call.get(), sound);
                return clip == null ? 1 : hear(clip);
            } catch (IOException e) {
                return refuse("the recording cannot be read: " + e.getMessage());
            }
        }
    }

    private Player.@Nullable Sound clip(CallRecord call, RecordedSound sound) {
        if (turn == null) {
            return sound::copyTo;
        }
        for (var each : call.turns()) {
            var times = each.times();
            if (each.number() == turn && times != null) {
                if (times.speechStarted() < 0 || times.speechEnded() < 0) {
                    refuse("turn " + turn + " was not spoken, so there is no sound of it");
                    return null;
                }
                var from = Duration.ofMillis(times.speechStarted()).minus(BEFORE);
                var end = Duration.ofMillis(times.speechEnded()).plus(AFTER);
                return out -> sound.clipTo(out, 0, from, end);
            }
        }
        refuse("the caller has no turn " + turn + " in this call; ./parley calls show lists them");
        return null;
    }

    private int hear(Player.Sound clip) throws IOException, InterruptedException {
        if (to != null) {
            PrivateFile.write(to, clip::writeTo);
            say(Map.of("wav", to.toString()), "written: " + to);
            return 0;
        }
        if (options.isJson()) {
            throw new InvalidSettings("--json says what was written: give --to FILE too");
        }
        var player = Player.find(System.getenv().getOrDefault("PATH", ""));
        if (player.isEmpty()) {
            return refuse(
                    "no player found; install alsa-utils (aplay), pulseaudio-utils (paplay) or sox (play), or write a file with --to FILE");
        }
        return player.get().play(clip)
                ? 0
                : refuse(
                        player.get().name()
                                + " could not play it; is there a sound card? --to FILE writes a WAV file");
    }

    private void say(Map<String, String> fields, String text) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(options.isJson() ? JsonLine.of(fields) : text);
        out.flush();
    }

    private int refuse(String why) {
        var line = spec.commandLine();
        line.getErr().println(line.getColorScheme().errorText("parley: " + why));
        line.getErr().flush();
        return 1;
    }
}
