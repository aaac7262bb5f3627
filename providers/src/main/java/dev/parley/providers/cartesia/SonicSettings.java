package dev.parley.providers.cartesia;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.LineFormats;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpeechLimits;
import java.util.regex.Pattern;

/// Cartesia's voice.
///
/// @param name for records and metrics
/// @param version of the protocol, a date; pinned, because the vendor changes messages with it
/// @param voice the id of a voice
/// @param language "en", "de", …
/// @param parallel sentences at once; the vendor's plans allow 2 to 15
/// @param bufferMillis how long the vendor may wait for more text; 0, because sentences are whole
public record SonicSettings(
        String name,
        String url,
        Secret key,
        String version,
        String model,
        String voice,
        String language,
        LineFormats formats,
        SpeechLimits limits,
        int parallel,
        int bufferMillis) {
    public static final String URL = "wss://api.cartesia.ai";
    public static final String MODEL = "sonic-3.5";
    public static final String VERSION = "2026-03-01";

    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    public SonicSettings {
        var _ = Endpoint.of(url);
        if (!DATE.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected a version such as "
                            + VERSION
                            + ", got \""
                            + version
                            + "\"");
        }
        if (model.isBlank() || voice.isBlank() || language.isBlank()) {
            throw new IllegalArgumentException(
                    "provider \"" + name + "\": expected a model, a voice and a language");
        }
        if (parallel < 1 || bufferMillis < 0 || bufferMillis > 5000) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected at least 1 sentence at once and 0 to 5000 ms, got "
                            + parallel
                            + " and "
                            + bufferMillis);
        }
    }

    /// The vendor's own address and newest model.
    public static SonicSettings of(Secret key, String voice, String language) {
        return new SonicSettings(
                "cartesia",
                URL,
                key,
                VERSION,
                MODEL,
                voice,
                language,
                LineFormats.AUTO,
                SpeechLimits.DEFAULT,
                15,
                0);
    }

    public SonicSettings at(String changed) {
        return new SonicSettings(
                name,
                changed,
                key,
                version,
                model,
                voice,
                language,
                formats,
                limits,
                parallel,
                bufferMillis);
    }

    public SonicSettings as(SoundFormat changed) {
        return new SonicSettings(
                name,
                url,
                key,
                version,
                model,
                voice,
                language,
                LineFormats.always(changed),
                limits,
                parallel,
                bufferMillis);
    }

    public SonicSettings within(SpeechLimits changed) {
        return new SonicSettings(
                name,
                url,
                key,
                version,
                model,
                voice,
                language,
                formats,
                changed,
                parallel,
                bufferMillis);
    }
}
