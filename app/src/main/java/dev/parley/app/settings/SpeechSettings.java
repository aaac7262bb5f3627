package dev.parley.app.settings;

/// Which ears and voices the server has.
///
/// @param engines local speech, or none: every turn is answered by a tone
/// @param voice the agent's voice
/// @param vad detector of voice activity: neural is better in noise, light is cheaper
public record SpeechSettings(Engines engines, Voice voice, Vad vad) {
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
        return new SpeechSettings(
                reader.oneOf("speech.engines", Engines.class, Engines.LOCAL),
                reader.oneOf("speech.voice", Voice.class, Voice.AUTO),
                reader.oneOf("speech.vad", Vad.class, Vad.NEURAL));
    }
}
