package dev.parley.providers.openai;

import java.util.List;
import java.util.Optional;

/// In what servers of `/v1/audio/speech` differ, as their documents and sources say.
///
/// @param name as settings write it
/// @param url the usual base of its addresses
/// @param keyNeeded refuses requests without a key
/// @param model used where the settings name none; empty if one must be named
/// @param voice as `model`
/// @param asksRate takes `sample_rate`; others deliver `pcm` at 24 kHz
/// @param parallel sentences at once
public record VoiceProfile(
        String name,
        String url,
        boolean keyNeeded,
        String model,
        String voice,
        boolean asksRate,
        int parallel) {
    /// The vendor ends the models of this protocol on 2027-01-06 (retired-names.txt).
    public static final VoiceProfile OPENAI =
            new VoiceProfile(
                    "openai", Addresses.OPENAI, true, "gpt-4o-mini-tts", "alloy", false, 15);

    /// Kokoro-FastAPI.
    public static final VoiceProfile KOKORO =
            new VoiceProfile("kokoro", Addresses.KOKORO, false, "kokoro", "af_heart", false, 4);

    /// speaches; its models are named as at Hugging Face. It tells no rate, so one is asked for.
    public static final VoiceProfile SPEACHES =
            new VoiceProfile("speaches", Addresses.SPEACHES, false, "", "", true, 4);

    static final List<VoiceProfile> ALL = List.of(OPENAI, KOKORO, SPEACHES);

    static Optional<VoiceProfile> find(String name) {
        return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
