package dev.parley.app.settings;

import dev.parley.call.conversation.ConversationSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// All settings of a server, immutable for the life of a call.
///
/// @param agent name of the agent that answers calls which ask for none
/// @param data folder of everything the server keeps
/// @param recordings whether and how the sound of calls is kept
/// @param retention how long it is kept, and the rest of a call
/// @param demoCustomers whether the garage gets its fictitious customers; by default with the
///   embedded database only
/// @param hash SHA-256 of the effective settings, hex; kept with every call
public record Settings(
        ServerSettings server,
        BrowserAccess browser,
        SpeechSettings speech,
        DatabaseSettings database,
        ConversationSettings turns,
        String agent,
        Path data,
        RecordingSettings recordings,
        RetentionSettings retention,
        boolean demoCustomers,
        LogSettings logs,
        String hash) {
    /// Reads everything and refuses unknown keys.
    public static Settings from(SettingsReader reader) {
        var server = ServerSettings.from(reader);
        var browser = BrowserAccess.from(reader);
        requireSecureOrigin(server, browser);
        var speech = SpeechSettings.from(reader);
        var database = DatabaseSettings.from(reader);
        var turns = turns(reader, speech);
        var agent = reader.text("agent", "garage");
        var data = Path.of(reader.text("data", "data")).toAbsolutePath().normalize();
        var recordings = RecordingSettings.from(reader, speech);
        var retention = RetentionSettings.from(reader);
        boolean demoCustomers = reader.flag("garage.demo-customers", database.url().isEmpty());
        var logs = LogSettings.from(reader);
        reader.refuseUnknown();
        return new Settings(
                server,
                browser,
                speech,
                database,
                turns,
                agent,
                data,
                recordings,
                retention,
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
        return new ConversationSettings(
                reader.duration("turns.end-of-turn-complete", defaults.endOfTurnComplete()),
                reader.duration("turns.end-of-turn-open", defaults.endOfTurnOpen()),
                reader.duration("turns.end-of-turn-partial", defaults.endOfTurnPartial()),
                reader.duration("turns.barge-in-min-speech", defaults.bargeInMinSpeech()),
                reader.number("turns.barge-in-min-words", defaults.bargeInMinWords(), 1, 20),
                reader.duration("turns.silence-prompt", defaults.silencePrompt()),
                reader.duration("turns.silence-second-prompt", defaults.silenceSecondPrompt()),
                reader.duration("turns.silence-goodbye", defaults.silenceGoodbye()),
                reader.duration("turns.max-duration", defaults.maxDuration()),
                reader.duration("turns.keypad-timeout", defaults.keypadTimeout()),
                reader.duration("turns.recognition-limit", defaults.recognitionLimit()),
                reader.duration("turns.tool-patience", defaults.toolPatience()),
                reader.duration("turns.drain-limit", defaults.drainLimit()));
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
