package dev.parley.app.settings;

import java.util.Optional;

/// Which ears and voices the server has.
///
/// @param engines local speech, or none: every turn is answered by a tone
/// @param voice the agent's voice, unless a provider speaks
/// @param vad detector of voice activity: neural is better in noise, light is cheaper
/// @param hears the provider that understands callers, instead of the local recognizer
/// @param speaks the provider of the agent's voice, instead of the local one
/// @param thinks the provider of the language model by which agents talk freely; without one their
///   flows talk by themselves
public record SpeechSettings(
        Engines engines,
        Voice voice,
        Vad vad,
        Optional<ProviderSettings> hears,
        Optional<ProviderSettings> speaks,
        Optional<ProviderSettings> thinks) {
    /// Where speech comes from.
    public enum Engines {
        LOCAL,
        SCRIPTED
    }

    /// Voices of the local engines.
    public enum Voice {
        /// flite where it is installed, else FreeTTS.
        AUTO,
        FLITE,
        FREETTS
    }

    /// Detectors of voice activity.
    public enum Vad {
        NEURAL,
        LIGHT
    }

    static SpeechSettings from(SettingsReader reader) {
        var engines = reader.oneOf("speech.engines", Engines.class, Engines.LOCAL);
        var hears = ProviderSettings.from(reader, "speech.hears");
        var speaks = ProviderSettings.from(reader, "speech.speaks");
        var thinks = ProviderSettings.from(reader, "speech.thinks");
        boolean isAnyNamed = hears.isPresent() || speaks.isPresent() || thinks.isPresent();
        if (engines == Engines.SCRIPTED && isAnyNamed) {
            throw new InvalidSettings(
                    "setting \"speech.engines\": scripted engines neither hear, speak nor think;"
                            + " leave it out, or leave out speech.hears, speech.speaks and"
                            + " speech.thinks");
        }
        return new SpeechSettings(
                engines,
                reader.oneOf("speech.voice", Voice.class, Voice.AUTO),
                reader.oneOf("speech.vad", Vad.class, Vad.NEURAL),
                hears,
                speaks,
                thinks);
    }
}
