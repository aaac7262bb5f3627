package dev.parley.app.settings;

import dev.parley.call.conversation.ConversationSettings;
import dev.parley.call.conversation.EndpointingSettings;
import dev.parley.call.conversation.InterruptionSettings;
import dev.parley.call.conversation.JudgeSettings;
import dev.parley.call.conversation.SilenceSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All settings of a server, immutable for the life of a call.
///
/// @param turnModel file of the model that judges whether turns are over; null for none
/// @param echoGuard whether the agent's own voice is looked for in the caller's sound
/// @param agent name of the agent that answers calls which ask for none
/// @param teams files of teams of agents, which answer beside the agents on the class path
/// @param data folder of everything the server keeps
/// @param recordings whether and how the sound of calls is kept
/// @param retention how long it is kept, and the rest of a call
/// @param costs what providers charge and calls may cost
/// @param demoCustomers whether the garage gets its fictitious customers; by default with the
///   embedded database only
/// @param hash SHA-256 of the effective settings, hex; kept with every call
public record Settings(
        ServerSettings server,
        BrowserAccess browser,
        SpeechSettings speech,
        DatabaseSettings database,
        ConversationSettings turns,
        @Nullable Path turnModel,
        boolean echoGuard,
        String agent,
        List<Path> teams,
        Path data,
        RecordingSettings recordings,
        RetentionSettings retention,
        CostSettings costs,
        boolean demoCustomers,
        LogSettings logs,
        String hash) {
    /// Key of the file of the model that judges turns.
    public static final String TURN_MODEL = "turns.endpointing.judge.model-path";

    /// Reads everything and refuses unknown keys.
    public static Settings from(SettingsReader reader) {
        var server = ServerSettings.from(reader);
        var browser = BrowserAccess.from(reader);
        requireSecureOrigin(server, browser);
        var speech = SpeechSettings.from(reader);
        var database = DatabaseSettings.from(reader);
        var turns = turns(reader, speech);
        var turnModel = reader.text(TURN_MODEL).map(Path::of).orElse(null);
        boolean echoGuard = reader.flag("turns.interruption.echo-guard", true);
        var agent = reader.text("agent", "garage");
        var teams =
                reader.text("teams").stream()
                        .flatMap(files -> Arrays.stream(files.split(",")))
                        .map(String::strip)
                        .filter(file -> !file.isEmpty())
                        .map(Path::of)
                        .toList();
        var data = Path.of(reader.text("data", "data")).toAbsolutePath().normalize();
        var recordings = RecordingSettings.from(reader, speech);
        var retention = RetentionSettings.from(reader);
        var costs = CostSettings.from(reader);
        boolean demoCustomers = reader.flag("garage.demo-customers", database.url().isEmpty());
        var logs = LogSettings.from(reader);
        reader.refuseUnknown();
        return new Settings(
                server,
                browser,
                speech,
                database,
                turns,
                turnModel,
                echoGuard,
                agent,
                teams,
                data,
                recordings,
                retention,
                costs,
                demoCustomers,
                logs,
                hash(reader.effective()));
    }

    private static void requireSecureOrigin(ServerSettings server, BrowserAccess browser) {
        if (browser.enabled()
                && !browser.insecure()
                && !server.tls().enabled()
                && !server.isLoopback()) {
            throw new InvalidSettings(
                    ("setting \"server.host\": \"%s\" is open to the network without TLS; browsers give no microphone to"
                                    + " such a page, and speech would cross the network in the clear. Give a"
                                    + " certificate (\"server.tls.cert\" and \"server.tls.key\"), have one made for the"
                                    + " local network (\"server.tls.self-signed\", --tls), turn browsers off"
                                    + " (\"browser.enabled\" to false), or, behind a proxy with TLS, set"
                                    + " \"browser.insecure\" to true")
                            .formatted(server.host()));
        }
    }

    private static ConversationSettings turns(SettingsReader reader, SpeechSettings speech) {
        var defaults =
                speech.engines() == SpeechSettings.Engines.SCRIPTED
                        ? ConversationSettings.scripted()
                        : ConversationSettings.defaults();
        var endpointing = defaults.endpointing();
        var least = reader.duration("turns.endpointing.min-delay", endpointing.minDelay());
        var most = reader.duration("turns.endpointing.max-delay", endpointing.maxDelay());
        if (least.compareTo(most) > 0) {
            throw new InvalidSettings(
                    "setting \"turns.endpointing.min-delay\": expected at most"
                            + " \"turns.endpointing.max-delay\" ("
                            + most
                            + "), got "
                            + least);
        }
        var interruption = defaults.interruption();
        var silence = defaults.silence();
        return new ConversationSettings(
                new EndpointingSettings(
                        reader.oneOf(
                                "turns.detection",
                                EndpointingSettings.Detection.class,
                                endpointing.detection()),
                        reader.oneOf(
                                "turns.endpointing.mode",
                                EndpointingSettings.Mode.class,
                                endpointing.mode()),
                        least,
                        most,
                        reader.duration("turns.end-of-turn-complete", endpointing.complete()),
                        reader.duration("turns.end-of-turn-open", endpointing.open()),
                        reader.duration("turns.end-of-turn-partial", endpointing.partial()),
                        reader.duration("turns.recognition-limit", endpointing.recognitionLimit()),
                        judge(reader, endpointing.judge())),
                interruption(reader, interruption),
                new SilenceSettings(
                        reader.duration("turns.silence-prompt", silence.prompt()),
                        reader.duration("turns.silence-second-prompt", silence.secondPrompt()),
                        reader.duration("turns.silence-goodbye", silence.goodbye())),
                reader.duration("turns.keypad-timeout", defaults.keypadTimeout()),
                reader.duration("turns.tool-patience", defaults.toolPatience()),
                reader.duration("turns.update-patience", defaults.updatePatience()),
                reader.flag("turns.preemptive-generation", defaults.preemptive()),
                reader.number(
                        "turns.max-turns-without-progress",
                        defaults.maxTurnsWithoutProgress(),
                        0,
                        1000),
                reader.duration("turns.max-duration", defaults.maxDuration()),
                reader.duration("turns.drain-limit", defaults.drainLimit()));
    }

    private static JudgeSettings judge(SettingsReader reader, JudgeSettings defaults) {
        return new JudgeSettings(
                reader.text(TURN_MODEL).isPresent(),
                reader.share("turns.endpointing.judge.unlikely-threshold", defaults.unlikely()),
                reader.duration("turns.endpointing.judge.max-delay", defaults.maxDelay()),
                reader.duration("turns.endpointing.judge.timeout", defaults.timeout()));
    }

    private static InterruptionSettings interruption(
            SettingsReader reader, InterruptionSettings defaults) {
        reader.renamed("turns.barge-in-min-speech", "turns.interruption.min-speech");
        reader.renamed("turns.barge-in-min-words", "turns.interruption.min-words");
        return new InterruptionSettings(
                reader.flag("turns.interruption.enabled", defaults.enabled()),
                reader.oneOf("turns.interruption.by", InterruptionSettings.By.class, defaults.by()),
                reader.duration("turns.interruption.min-speech", defaults.minSpeech()),
                reader.number("turns.interruption.min-words", defaults.minWords(), 1, 20),
                reader.flag("turns.interruption.protect-greeting", defaults.protectGreeting()),
                reader.duration("turns.interruption.cooldown", defaults.cooldown()),
                reader.oneOf(
                        "turns.interruption.on-speech",
                        InterruptionSettings.OnSpeech.class,
                        defaults.onSpeech()),
                reader.duration(
                        "turns.interruption.false-stop-timeout", defaults.falseStopTimeout()),
                reader.flag("turns.interruption.resume-false-stop", defaults.resumeFalseStop()),
                reader.flag("turns.interruption.echo-words", defaults.echoGuard()));
    }

    private static String hash(Map<String, String> effective) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            new TreeMap<>(effective)
                    .forEach((key, value) ->
                            digest.update(
                                    (key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
