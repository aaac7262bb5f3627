package dev.parley.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestNameTest {
    private static final List<String> KNOWN = List.of("idle", "model", "language", "url");

    @ParameterizedTest
    @CsvSource({
        "modle, model", // two letters in each other's place: nearer than "idle"
        "mode, model",
        "modell, model",
        "nodel, model",
        "langauge, language",
        "usl, url"
    })
    void slip_of_the_fingers_finds_what_was_meant(String written, String meant) {
        assertThat(NearestName.to(written, KNOWN)).contains(meant);
        assertThat(NearestName.hint(written, KNOWN, ""))
                .isEqualTo("; did you mean \"%s\"?".formatted(meant));
    }

    @ParameterizedTest
    @CsvSource({"temperature", "xyzzy", "''"})
    void what_is_near_to_nothing_finds_nothing(String written) {
        assertThat(NearestName.hint(written, KNOWN, "; see the list")).isEqualTo("; see the list");
    }
}
