package dev.parley.providers.deepgram;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.LineFormats;
import dev.parley.providers.net.SoundFormat;
import dev.parley.providers.net.SpeechLimits;
import java.time.Duration;
import java.util.regex.Pattern;

/// Deepgram's voice Aura.
///
/// @param name for records and metrics
/// @param model names the voice too: `aura-2-thalia-en`
/// @param parallel sentences at once in each form, each needs a socket; the vendor allows 15
/// @param warm sockets opened ahead
/// @param flushes a minute and socket, after which the vendor keeps text back; the sheet says 20
/// @param maxText characters of one message
/// @param cleared until a cancelled sentence's end is confirmed; then the socket is given up
public record AuraSettings(
        String name,
        String url,
        Secret key,
        String model,
        LineFormats formats,
        SpeechLimits limits,
        int parallel,
        int warm,
        int flushes,
        int maxText,
        Duration cleared) {
    public static final String URL = "wss://api.deepgram.com";
    public static final String MODEL = "aura-2-thalia-en";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,80}");

    public AuraSettings {
        var _ = Endpoint.of(url);
        if (!PLAIN.matcher(model).matches()) {
            throw new IllegalArgumentException(
                    "provider \"" + name + "\": expected a model, got \"" + model + "\"");
        }
        if (parallel < 1 || warm < 0 || warm > parallel || flushes < 1 || maxText < 1) {
            throw new IllegalArgumentException(
                    "provider \""
                            + name
                            + "\": expected at least 1 sentence at once, no more warm sockets, and"
                            + " limits of at least 1, got "
                            + parallel
                            + ", "
                            + warm
                            + ", "
                            + flushes
                            + " and "
                            + maxText);
        }
        if (cleared.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "provider \"" + name + "\": expected at least 1 ms to clear, got " + cleared);
        }
    }

    /// The vendor's own address and limits.
    public static AuraSettings of(Secret key, String model) {
        return new AuraSettings(
                "deepgram",
                URL,
                key,
                model,
                LineFormats.AUTO,
                SpeechLimits.DEFAULT,
                15,
                2,
                20,
                2000,
                Duration.ofSeconds(1));
    }

    public AuraSettings at(String changed) {
        return new AuraSettings(
                name, changed, key, model, formats, limits, parallel, warm, flushes, maxText,
                cleared);
    }

    public AuraSettings as(SoundFormat changed) {
        return new AuraSettings(
                name,
                url,
                key,
                model,
                LineFormats.always(changed),
                limits,
                parallel,
                warm,
                flushes,
                maxText,
                cleared);
    }

    public AuraSettings within(SpeechLimits changed) {
        return new AuraSettings(
                name, url, key, model, formats, changed, parallel, warm, flushes, maxText, cleared);
    }

    /// Of the form for wide lines.
    String path() {
        return Endpoint.of(url)
                .at(
                        "/v1/speak",
                        "model="
                                + model
                                + "&encoding="
                                + (formats.wide().isLinear() ? "linear16" : "mulaw")
                                + "&sample_rate="
                                + formats.wide().rate());
    }
}
