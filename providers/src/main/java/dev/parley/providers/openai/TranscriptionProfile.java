package dev.parley.providers.openai;

import java.util.List;
import java.util.Optional;

/// In what servers of `/v1/audio/transcriptions` differ, as their documents and sources say.
///
/// @param name as settings write it
/// @param url the usual base of its addresses
/// @param path below it
/// @param keyNeeded refuses requests without a key
/// @param model used where the settings name none; empty if one must be named
/// @param streams takes `stream` and tells the words in events
public record TranscriptionProfile(
        String name, String url, String path, boolean keyNeeded, String model, boolean streams) {
    static final String PATH = "/audio/transcriptions";

    public static final TranscriptionProfile OPENAI =
            new TranscriptionProfile(
                    "openai", Addresses.OPENAI, PATH, true, "gpt-transcribe", true);

    public static final TranscriptionProfile GROQ =
            new TranscriptionProfile("groq", Addresses.GROQ, PATH, true, "", false);

    /// speaches, once faster-whisper-server; its models are named as at Hugging Face.
    public static final TranscriptionProfile SPEACHES =
            new TranscriptionProfile("speaches", Addresses.SPEACHES, PATH, false, "", true);

    /// The server of whisper.cpp, which hears one request after the other and ignores the model.
    public static final TranscriptionProfile WHISPERCPP =
            new TranscriptionProfile(
                    "whispercpp", Addresses.WHISPERCPP, "/inference", false, "whisper", false);

    static final List<TranscriptionProfile> ALL = List.of(OPENAI, GROQ, SPEACHES, WHISPERCPP);

    static Optional<TranscriptionProfile> find(String name) {
        return ALL.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
