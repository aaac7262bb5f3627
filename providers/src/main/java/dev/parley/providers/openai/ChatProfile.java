package dev.parley.providers.openai;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.KeyHeader;
import java.util.List;
import java.util.Optional;

/// In what servers of the chat completions protocol differ. The named ones are a start: any of
/// their traits can be changed by a record of one's own.
///
/// @param name as settings write it
/// @param url its base, where it has a usual one
/// @param keyNeeded refuses requests without a key
/// @param keyHeader the header of the key
/// @param keyPrefix before the key
/// @param maxTokens the name of the field that limits the answer
/// @param usage takes `stream_options.include_usage`
/// @param toolChoice takes `tool_choice`
/// @param parallelTools takes `parallel_tool_calls`
/// @param model used where the settings name none; empty if one must be named
/// @param reasoning the effort of the default model; empty for models that do not reason
public record ChatProfile(
        String name,
        Optional<String> url,
        boolean keyNeeded,
        String keyHeader,
        String keyPrefix,
        String maxTokens,
        boolean usage,
        boolean toolChoice,
        boolean parallelTools,
        String model,
        String reasoning) {
    private static final String BEARER = "Bearer ";

    /// Its models reason by default, which costs the caller time; "low" is what all of them take.
    public static final ChatProfile OPENAI =
            new ChatProfile(
                    "openai",
                    Optional.of(Addresses.OPENAI),
                    true,
                    "Authorization",
                    BEARER,
                    "max_completion_tokens",
                    true,
                    true,
                    true,
                    "gpt-6-luna",
                    "low");

    /// The address is one's own (`https://NAME.openai.azure.com/openai/v1`), the model's name that
    /// of the deployment. The older addresses go too, with `?api-version=…`.
    public static final ChatProfile AZURE =
            new ChatProfile(
                    "azure",
                    Optional.empty(),
                    true,
                    "api-key",
                    "",
                    "max_completion_tokens",
                    true,
                    true,
                    true,
                    "",
                    "");

    public static final ChatProfile GROQ =
            like("groq", Addresses.GROQ, true, "max_completion_tokens", true);

    public static final ChatProfile OPENROUTER =
            like("openrouter", "https://openrouter.ai/api/v1", true, "max_tokens", true);

    /// Tools need the server's `--enable-auto-tool-choice` and `--tool-call-parser`.
    public static final ChatProfile VLLM =
            like("vllm", "http://127.0.0.1:8000/v1", false, "max_tokens", true);

    /// Tools need the server's `--jinja`.
    public static final ChatProfile LLAMACPP =
            like("llamacpp", "http://127.0.0.1:8080/v1", false, "max_tokens", true);

    /// Takes neither `tool_choice` nor `parallel_tool_calls` (Ollama docs, "OpenAI compatibility").
    public static final ChatProfile OLLAMA =
            like("ollama", "http://127.0.0.1:11434/v1", false, "max_tokens", false);

    public static final List<ChatProfile> ALL =
            List.of(OPENAI, GROQ, VLLM, OLLAMA, LLAMACPP, OPENROUTER, AZURE);

    public ChatProfile {
        if (!maxTokens.equals("max_tokens") && !maxTokens.equals("max_completion_tokens")) {
            throw new IllegalArgumentException(
                    "expected max_tokens or max_completion_tokens, got \"" + maxTokens + "\"");
        }
    }

    /// @throws IllegalArgumentException with the names there are
    public static ChatProfile named(String name) {
        return ALL.stream()
                .filter(profile -> profile.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "unknown profile \""
                                        + name
                                        + "\"; there are "
                                        + ALL.stream().map(ChatProfile::name).toList()));
    }

    KeyHeader header(Secret key) {
        return new KeyHeader(keyHeader, keyPrefix, key);
    }

    private static ChatProfile like(
            String name, String url, boolean keyNeeded, String maxTokens, boolean toolFields) {
        return new ChatProfile(
                name,
                Optional.of(url),
                keyNeeded,
                "Authorization",
                BEARER,
                maxTokens,
                true,
                toolFields,
                toolFields,
                "",
                "");
    }
}
