package dev.parley.providers.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyTermsTest {
    @Test
    void no_more_terms_and_tokens_are_taken_than_fit() {
        assertThat(KeyTerms.within(List.of("one", " two ", "", "three"), 3, 100))
                .containsExactly("one", "two", "three");
        assertThat(KeyTerms.within(List.of("one", "two", "three"), 2, 100))
                .containsExactly("one", "two");
        assertThat(KeyTerms.within(Collections.nCopies(200, "ninechars"), 100, 500)).hasSize(100);
        assertThat(KeyTerms.within(List.of("a very long name of a business", "x"), 100, 10))
                .isEmpty();
    }

    @Test
    void terms_cannot_add_parameters_of_their_own() {
        assertThat(KeyTerms.query("keyterm", List.of("a b", "c&model=x", "Müller")))
                .isEqualTo("&keyterm=a+b&keyterm=c%26model%3Dx&keyterm=M%C3%BCller");
        assertThat(KeyTerms.query("keyterm", List.of())).isEmpty();
    }
}
