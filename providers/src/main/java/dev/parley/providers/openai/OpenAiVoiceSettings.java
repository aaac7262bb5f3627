package dev.parley.providers.openai;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.PoolSettings;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpeechLimits;
import java.util.Optional;

/// A voice behind `/v1/audio/speech`.
///
/// @param name for records and metrics
/// @param path below the base
/// @param format what is asked for or, of servers that cannot be asked, what they are known to
///   send; linear
/// @param asksRate sends `sample_rate`
/// @param container `response_format`: "pcm", or "wav" for servers without it; the header of a WAV
///   stream is read and left out
/// @param speed 0.25 to 4; 1 is not sent
/// @param instructions how to speak; empty for models that take none
/// @param more fields that only this server knows
/// @param parallel sentences at once; each has a connection
/// @param maxText characters of one request; longer sentences take several, one after the other
public record OpenAiVoiceSettings(
        String name,
        String url,
        String path,
        Optional<Secret> key,
        String model,
        String voice,
        SoundFormat format,
        boolean asksRate,
        String container,
        double speed,
        String instructions,
        MoreFields more,
        SpeechLimits limits,
        int parallel,
        int maxText,
        PoolSettings pool) {
    static final String PATH = "/audio/speech";
    static final int MAX_TEXT = 4096;

    public OpenAiVoiceSettings {
        var _ = Endpoint.of(url);
        if (model.isBlank() || voice.isBlank()) {
            throw wrong(name, "a model and a voice");
        }
        if (!path.startsWith("/")) {
            throw wrong(name, "a path with / at its beginning, got \"" + path + "\"");
        }
        if (!format.isLinear()) {
            throw wrong(name, "pcm-8k, pcm-16k or pcm-24k: this protocol has no G.711");
        }
        if (!container.equals("pcm") && !container.equals("wav")) {
            throw wrong(name, "pcm or wav, got \"" + container + "\"");
        }
        if (!(speed >= 0.25 && speed <= 4)) {
            throw wrong(name, "a speed of 0.25 to 4, got " + speed);
        }
        if (parallel < 1 || maxText < 1) {
            throw wrong(
                    name,
                    "at least 1 sentence at once and 1 character a request, got "
                            + parallel
                            + " and "
                            + maxText);
        }
    }

    /// What the profile says.
    public static OpenAiVoiceSettings of(VoiceProfile profile, Optional<Secret> key) {
        if (profile.keyNeeded() && key.isEmpty()) {
            throw wrong(profile.name(), "a key");
        }
        return new OpenAiVoiceSettings(
                profile.name(),
                profile.url(),
                PATH,
                key,
                profile.model(),
                profile.voice(),
                SoundFormat.PCM_24K,
                profile.asksRate(),
                "pcm",
                1,
                "",
                MoreFields.NONE,
                SpeechLimits.DEFAULT,
                profile.parallel(),
                MAX_TEXT,
                PoolSettings.DEFAULT);
    }

    public OpenAiVoiceSettings at(String changed) {
        return new OpenAiVoiceSettings(
                name,
                changed,
                path,
                key,
                model,
                voice,
                format,
                asksRate,
                container,
                speed,
                instructions,
                more,
                limits,
                parallel,
                maxText,
                pool);
    }

    public OpenAiVoiceSettings within(SpeechLimits changed) {
        return new OpenAiVoiceSettings(
                name,
                url,
                path,
                key,
                model,
                voice,
                format,
                asksRate,
                container,
                speed,
                instructions,
                more,
                changed,
                parallel,
                maxText,
                pool);
    }

    private static IllegalArgumentException wrong(String name, String expected) {
        return new IllegalArgumentException("provider \"" + name + "\": expected " + expected);
    }
}
