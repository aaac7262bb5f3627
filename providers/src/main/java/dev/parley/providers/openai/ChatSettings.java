package dev.parley.providers.openai;

import dev.parley.compliance.Secret;
import dev.parley.providers.net.Endpoint;
import dev.parley.providers.net.PoolSettings;
import java.util.Optional;

/// One language model behind the chat completions protocol.
///
/// @param name for records and metrics; usually the profile's
/// @param model empty takes the profile's
/// @param reasoning effort of a model that reasons ("none", "low", …), which then gets no
///   temperature; empty for models that do not reason
/// @param parallelTools lets the model call several tools at once
public record ChatSettings(
        String name,
        ChatProfile profile,
        String url,
        Optional<Secret> key,
        String model,
        String reasoning,
        boolean parallelTools,
        PoolSettings pool) {
    public ChatSettings {
        var _ = Endpoint.of(url);
        if (model.isBlank()) {
            throw new IllegalArgumentException(
                    "provider \"" + name + "\": expected the name of a model");
        }
        if (profile.keyNeeded() && key.isEmpty()) {
            throw new IllegalArgumentException("provider \"" + name + "\": expected a key");
        }
    }

    /// What the profile says, with this key.
    ///
    /// @param model empty takes the profile's
    /// @throws IllegalArgumentException if the profile has no address or model of its own
    public static ChatSettings of(ChatProfile profile, Optional<Secret> key, String model) {
        return new ChatSettings(
                profile.name(),
                profile,
                profile.url()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "provider \""
                                                + profile.name()
                                                + "\": expected its address")),
                key,
                model.isEmpty() ? profile.model() : model,
                model.isEmpty() || model.equals(profile.model()) ? profile.reasoning() : "",
                false,
                PoolSettings.DEFAULT);
    }

    public ChatSettings at(String changed) {
        return new ChatSettings(name, profile, changed, key, model, reasoning, parallelTools, pool);
    }

    public ChatSettings pooled(PoolSettings changed) {
        return new ChatSettings(name, profile, url, key, model, reasoning, parallelTools, changed);
    }

    public ChatSettings reasoning(String changed) {
        return new ChatSettings(name, profile, url, key, model, changed, parallelTools, pool);
    }
}
