package dev.parley.providers.openai;

import dev.parley.call.duplex.TurnMaster;
import dev.parley.call.provider.ProviderEntry;
import dev.parley.providers.net.PoolSettings;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpeechLimits;
import dev.parley.providers.openai.realtime.RealtimeLimits;
import dev.parley.providers.openai.realtime.RealtimeSettings;
import java.time.Duration;
import java.util.Optional;

/// Reads the settings of each stage from what an operator wrote, with the usual values of the
/// profile.
///
/// Each method throws [IllegalArgumentException] with what was expected and what came.
final class OpenAiEntries {
    private OpenAiEntries() {}

    /// Empty if no such profile hears.
    static Optional<TranscriptionSettings> transcription(ProviderEntry entry) {
        return TranscriptionProfile.find(entry.text("profile", entry.provider()))
                .map(profile -> transcription(entry, profile));
    }

    private static TranscriptionSettings transcription(
            ProviderEntry entry, TranscriptionProfile profile) {
        return new TranscriptionSettings(
                entry.provider(),
                entry.text("url", profile.url()),
                entry.text("path", profile.path()),
                profile.keyNeeded() ? Optional.of(entry.neededKey()) : entry.key(),
                profile.model().isEmpty()
                        ? entry.neededText("model")
                        : entry.text("model", profile.model()),
                entry.text("language", "en"),
                entry.text("prompt", ""),
                entry.yes("stream", profile.streams()),
                new MoreFields(entry.text("fields", MoreFields.NONE.json())),
                entry.duration("connect", TranscriptionSettings.CONNECT),
                entry.duration("answer", TranscriptionSettings.ANSWER),
                entry.duration("longest", TranscriptionSettings.LONGEST),
                pool(entry, TranscriptionSettings.CONNECT));
    }

    /// Empty if no such profile speaks.
    static Optional<OpenAiVoiceSettings> voice(ProviderEntry entry) {
        return VoiceProfile.find(entry.text("profile", entry.provider()))
                .map(profile -> voice(entry, profile));
    }

    private static OpenAiVoiceSettings voice(ProviderEntry entry, VoiceProfile profile) {
        var limits = SpeechLimits.DEFAULT;
        return new OpenAiVoiceSettings(
                entry.provider(),
                entry.text("url", profile.url()),
                entry.text("path", OpenAiVoiceSettings.PATH),
                profile.keyNeeded() ? Optional.of(entry.neededKey()) : entry.key(),
                profile.model().isEmpty()
                        ? entry.neededText("model")
                        : entry.text("model", profile.model()),
                profile.voice().isEmpty()
                        ? entry.neededText("voice")
                        : entry.text("voice", profile.voice()),
                SoundFormat.named(entry.text("format", "pcm-24k")),
                entry.yes("ask-rate", profile.asksRate()),
                entry.text("container", "pcm"),
                entry.share("speed", 1),
                entry.text("instructions", ""),
                new MoreFields(entry.text("fields", MoreFields.NONE.json())),
                new SpeechLimits(
                        entry.duration("connect", limits.connect()),
                        entry.duration("first-sound", limits.firstSound()),
                        entry.duration("between-sounds", limits.betweenSounds())),
                entry.number("parallel", profile.parallel()),
                entry.number("max-text", OpenAiVoiceSettings.MAX_TEXT),
                pool(entry, limits.connect()));
    }

    static ChatSettings chat(ProviderEntry entry) {
        var profile = ChatProfile.named(entry.text("profile", entry.provider()));
        var model = entry.text("model", profile.model());
        return new ChatSettings(
                entry.provider(),
                profile,
                profile.url()
                        .map(url -> entry.text("url", url))
                        .orElseGet(() -> entry.neededText("url")),
                profile.keyNeeded() ? Optional.of(entry.neededKey()) : entry.key(),
                model,
                entry.text("reasoning", model.equals(profile.model()) ? profile.reasoning() : ""),
                entry.yes("parallel-tools", false),
                pool(entry, PoolSettings.DEFAULT.connect()));
    }

    /// Another server of the protocol is `openai` with another `url`.
    static RealtimeSettings realtime(ProviderEntry entry) {
        var usual = RealtimeSettings.of(entry.neededKey());
        var limits = usual.limits();
        return new RealtimeSettings(
                entry.provider(),
                entry.text("url", usual.url()),
                usual.key(),
                entry.text("model", usual.model()),
                entry.text("voice", usual.voice()),
                entry.text("transcription", usual.transcription()),
                switch (entry.text("turns", "provider")) {
                    case "provider" -> TurnMaster.PROVIDER;
                    case "ours" -> TurnMaster.OURS;
                    case String other ->
                            throw new IllegalArgumentException(
                                    "provider \""
                                            + entry.provider()
                                            + "\", setting \"turns\": expected provider or"
                                            + " ours, got "
                                            + other);
                },
                entry.duration("turn-silence", usual.turnSilence()),
                entry.text("reasoning", usual.reasoning()),
                entry.number("max-tokens", usual.maxTokens()),
                entry.duration("longest-answer", usual.longestAnswer()),
                new RealtimeLimits(
                        entry.duration("connect", limits.connect()),
                        entry.duration("answer", limits.answer()),
                        entry.duration("between", limits.between())));
    }

    private static PoolSettings pool(ProviderEntry entry, Duration connect) {
        var pool = PoolSettings.DEFAULT;
        return new PoolSettings(
                entry.number("warm", pool.warm()),
                entry.number("connections", pool.most()),
                entry.duration("idle", pool.idle()),
                entry.duration("connect", connect));
    }
}
