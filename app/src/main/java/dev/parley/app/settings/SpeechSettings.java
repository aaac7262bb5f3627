package dev.parley.app.settings;

import java.util.Optional;

/// Which ears and voices the server has.
///
/// @param engines local speech, or none: every turn is answered by a tone
/// @param voice the agent's voice, unless a provider speaks
/// @param vad detector of voice activity: neural is better in noise, light is cheaper
/// @param hears the provider that understands callers, instead of the local recognizer
/// @param speaks the provider of the agent's voice, instead of the local one
public record SpeechSettings(
        Engines engines,
        Voice voice,
        Vad vad,
        Optional<ProviderSettings> hears,
        Optional<ProviderSettings> speaks) {
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
        if (engines == Engines.SCRIPTED && (hears.isPresent() || speaks.isPresent())) {
            throw new InvalidSettings(
                    "setting \"speech.engines\": scripted engines neither hear nor speak; leave it"
                            + " out, or leave out speech.hears and speech.speaks");
        }
        return new SpeechSettings(
                engines,
                reader.oneOf("speech.voice", Voice.class, Voice.AUTO),
                reader.oneOf("speech.vad", Vad.class, Vad.NEURAL),
                hears,
                speaks);
    }
}
