package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class RetiredNamesTest {
    @Test
    void table_names_the_end_of_what_the_vendors_announced() {
        var names = RetiredNames.load();
        assertThat(names.find("openai", "gpt-4o-mini").orElseThrow().ends())
                .isEqualTo(LocalDate.of(2027, 1, 14));
        assertThat(names.find("openai", "gpt-4o-mini-tts").orElseThrow().ends())
                .isEqualTo(LocalDate.of(2027, 1, 6));
        assertThat(names.find("openai", "gpt-4o-transcribe").orElseThrow().instead())
                .isEqualTo("gpt-transcribe");
        assertThat(names.find("openai", "gpt-4.1-nano").orElseThrow().ends())
                .isEqualTo(LocalDate.of(2026, 10, 23));
        assertThat(names.find("cartesia", "sonic")).isPresent();
    }

    @Test
    void what_goes_on_is_not_in_the_table() {
        var names = RetiredNames.load();
        assertThat(names.find("openai", "gpt-6-luna")).isEmpty();
        assertThat(names.find("openai", "gpt-5.6-sol")).isEmpty();
        assertThat(names.find("cartesia", "sonic-3.5")).isEmpty();
        assertThat(names.find("groq", "gpt-4o")).isEmpty();
    }

    @Test
    void broken_line_is_named() {
        assertThatThrownBy(() -> RetiredNames.parse("openai gpt-4o"))
                .hasMessageContaining("openai gpt-4o");
    }
}
