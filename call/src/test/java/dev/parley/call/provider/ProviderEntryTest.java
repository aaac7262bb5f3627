package dev.parley.call.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.compliance.Secret;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProviderEntryTest {
    @Test
    void values_are_read_in_their_forms() {
        var entry =
                entry(
                        Map.of(
                                "model", "m", "connect", "250", "first", "PT2S", "many", "3", "on",
                                "true"));
        assertThat(entry.text("model", "x")).isEqualTo("m");
        assertThat(entry.duration("connect", Duration.ZERO)).isEqualTo(Duration.ofMillis(250));
        assertThat(entry.duration("first", Duration.ZERO)).isEqualTo(Duration.ofSeconds(2));
        assertThat(entry.number("many", 1)).isEqualTo(3);
        assertThat(entry.yes("on", false)).isTrue();
        assertThat(entry.share("none", 0.5)).isEqualTo(0.5);
        entry.checkAllRead();
    }

    @Test
    void name_that_nobody_asked_for_is_refused_with_the_nearest() {
        var entry = entry(Map.of("modle", "m"));
        assertThat(entry.text("model", "x")).isEqualTo("x");
        assertThatThrownBy(entry::checkAllRead)
                .hasMessageContaining("provider \"deepgram\"")
                .hasMessageContaining("did you mean \"model\"");
    }

    @Test
    void wrong_values_are_named_with_what_was_expected() {
        var entry = entry(Map.of("connect", "soon", "many", "few", "on", "yes"));
        assertThatThrownBy(() -> entry.duration("connect", Duration.ZERO))
                .hasMessageContaining("milliseconds")
                .hasMessageContaining("soon");
        assertThatThrownBy(() -> entry.number("many", 1)).hasMessageContaining("whole number");
        assertThatThrownBy(() -> entry.yes("on", true)).hasMessageContaining("true or false");
        assertThatThrownBy(() -> entry.neededText("voice")).hasMessageContaining("\"voice\"");
        assertThatThrownBy(() -> new ProviderEntry("x", Map.of(), Optional.empty()).neededKey())
                .hasMessageContaining("expected a key");
    }

    private static ProviderEntry entry(Map<String, String> settings) {
        return new ProviderEntry("deepgram", settings, Optional.of(Secret.of("canary")));
    }
}
