package dev.parley.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.call.provider.ProviderEntry;
import dev.parley.call.provider.ProviderPlugin;
import dev.parley.call.provider.ProviderPlugin.Stage;
import dev.parley.compliance.Secret;
import dev.parley.meter.Meters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class PluginsTest {
    /// Nobody listens there.
    private static final String NOWHERE = "http://127.0.0.1:1";

    @Test
    void plug_ins_are_found_by_name() {
        assertThat(plugins().stream().flatMap(plugin -> plugin.names().stream()))
                .contains("openai", "groq", "vllm", "ollama", "llamacpp", "openrouter", "azure")
                .contains("deepgram", "cartesia", "kokoro", "speaches", "whispercpp")
                .doesNotHaveDuplicates();
    }

    @Test
    void every_plug_in_opens_what_it_says_it_can_and_refuses_the_rest() {
        for (var plugin : plugins()) {
            try (plugin) {
                for (var name : plugin.names()) {
                    opens(plugin, name);
                }
            }
        }
    }

    private static void opens(ProviderPlugin plugin, String name) {
        var entry =
                new ProviderEntry(
                        name,
                        Map.of("url", NOWHERE, "model", "nova-3", "voice", "v"),
                        Optional.of(Secret.of("canary")));
        if (plugin.stages(name).contains(Stage.THINKS)) {
            try (var model = plugin.model(entry, Meters.NONE)) {
                assertThat(model.name()).isEqualTo(name);
            }
        } else {
            assertThatThrownBy(() -> plugin.model(entry, Meters.NONE))
                    .hasMessageContaining("no language model");
        }
        if (plugin.stages(name).contains(Stage.SPEAKS)) {
            try (var voice = plugin.voice(entry, Meters.NONE)) {
                assertThat(voice.name()).isEqualTo(name);
            }
        } else {
            assertThatThrownBy(() -> plugin.voice(entry, Meters.NONE))
                    .hasMessageContaining("no voice");
        }
        if (plugin.stages(name).contains(Stage.CONVERSES)) {
            try (var duplex = plugin.duplex(entry, Meters.NONE)) {
                assertThat(duplex.name()).isEqualTo(name);
            }
        } else {
            assertThatThrownBy(() -> plugin.duplex(entry, Meters.NONE))
                    .hasMessageContaining("does not converse by speech");
        }
        if (plugin.stages(name).contains(Stage.HEARS)) {
            try (var recognizer = plugin.recognizer(entry, Meters.NONE)) {
                assertThat(recognizer.name()).isEqualTo(name);
            }
        } else {
            assertThatThrownBy(() -> plugin.recognizer(entry, Meters.NONE))
                    .hasMessageContaining("no recognizer");
        }
    }

    @Test
    void missing_key_and_unknown_settings_are_named() {
        for (var plugin : plugins()) {
            try (plugin) {
                if (plugin.names().contains("deepgram")) {
                    assertThatThrownBy(() ->
                                    plugin.recognizer(
                                            new ProviderEntry(
                                                    "deepgram", Map.of(), Optional.empty()),
                                            Meters.NONE))
                            .hasMessageContaining("expected a key");
                }
                if (plugin.names().contains("cartesia")) {
                    var entry =
                            new ProviderEntry(
                                    "cartesia",
                                    Map.of("url", NOWHERE, "voice", "v", "modell", "m"),
                                    Optional.of(Secret.of("canary")));
                    plugin.voice(entry, Meters.NONE).close();
                    assertThatThrownBy(entry::checkAllRead)
                            .hasMessageContaining("did you mean \"model\"");
                }
            }
        }
    }

    private static List<ProviderPlugin> plugins() {
        return ServiceLoader.load(ProviderPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }
}
