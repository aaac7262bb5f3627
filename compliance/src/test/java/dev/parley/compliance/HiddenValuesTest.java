package dev.parley.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HiddenValuesTest {
    private record Caller(String id, Sensitive<String> name, Secret key) {}

    @Test
    void neither_prints_itself_alone_or_inside_other_things() {
        var caller = new Caller("c-1", Sensitive.of("Sarah"), Secret.of("sk-123"));
        for (var printed :
                List.of(
                        caller.toString(),
                        Map.of("x", caller).toString(),
                        "%s %s".formatted(caller.name, caller.key))) {
            assertThat(printed).doesNotContain("Sarah").doesNotContain("sk-123");
        }
    }

    @Test
    void the_value_comes_out_only_by_name_and_stays_hidden_when_changed() {
        var upper = Sensitive.of("sarah").map(text -> text.toUpperCase(Locale.ROOT));
        assertThat(upper.reveal()).isEqualTo("SARAH");
        assertThat(upper).hasToString("[hidden]").isEqualTo(Sensitive.of("SARAH"));
    }

    @Test
    void a_blank_secret_is_refused_and_equal_secrets_are_equal() {
        assertThatThrownBy(() -> Secret.of(" ")).hasMessageContaining("blank");
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    }
}
